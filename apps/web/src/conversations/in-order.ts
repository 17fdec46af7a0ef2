import type { MessageGroup } from '@cruddur/client';

/** What is pinned stands first; else the order stays. */
export const inOrder = (groups: readonly MessageGroup[]): MessageGroup[] => [
  ...groups.filter(isPinned),
  ...groups.filter((group) => !isPinned(group)),
];

const isPinned = ({ pinned_at }: MessageGroup): boolean => pinned_at !== null;

export const isMuted = ({ muted_until }: Pick<MessageGroup, 'muted_until'>, now: number): boolean =>
  muted_until !== null && (muted_until === 'forever' || Date.parse(muted_until) > now);

/** By what a group is called, or the person and the handle; in any case and with any accents. */
export function named(groups: readonly MessageGroup[], text: string): MessageGroup[] {
  const wanted = plain(text.trim().replace(/^@/, ''));
  if (wanted === '') return [...groups];
  return groups.filter(({ display_name, handle }) => plain(`${display_name}\n${handle}`).includes(wanted));
}

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();

/** What the tab tells: what is neither muted nor archived. */
export function unreadIn(groups: readonly MessageGroup[], now: number): { messages: number; more: boolean } {
  const counted = groups.filter((group) => !group.archived && !isMuted(group, now));
  return {
    messages: counted.reduce((sum, { unread_count }) => sum + unread_count, 0),
    more: counted.some(({ unread_count }) => unread_count >= 100),
  };
}
