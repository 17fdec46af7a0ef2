import type { MessageGroup } from '@cruddur/client';

export const isMuted = ({ muted_until }: Pick<MessageGroup, 'muted_until'>, now: number): boolean =>
  muted_until !== null && (muted_until === 'forever' || Date.parse(muted_until) > now);

/** What the tab tells: what is neither muted nor archived. */
export function unreadIn(groups: readonly MessageGroup[], now: number): { messages: number; more: boolean } {
  const counted = groups.filter((group) => !group.archived && !isMuted(group, now));
  return {
    messages: counted.reduce((sum, { unread_count }) => sum + unread_count, 0),
    more: counted.some(({ unread_count }) => unread_count >= 100),
  };
}
