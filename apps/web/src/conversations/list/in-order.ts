import type { MessageGroup } from '@cruddur/client';

/** What is pinned stands first; else the order stays. */
export const inOrder = (groups: readonly MessageGroup[]): MessageGroup[] => [
  ...groups.filter(isPinned),
  ...groups.filter((group) => !isPinned(group)),
];

const isPinned = ({ pinned_at }: MessageGroup): boolean => pinned_at !== null;

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
