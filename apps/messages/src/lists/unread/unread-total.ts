import { MANY_UNREAD, type PresentedUnread } from '@app/common/contracts';

/** What is unread in one conversation. */
export interface UnreadGroup {
  unread: number;
  isMuted: boolean;
}

type Total = PresentedUnread['muted'];

/** Muted conversations apart from the others. */
export const totalUnread = (groups: readonly UnreadGroup[]): PresentedUnread => ({
  ...totalOf(groups.filter(({ isMuted }) => !isMuted)),
  muted: totalOf(groups.filter(({ isMuted }) => isMuted)),
});

const totalOf = (groups: readonly UnreadGroup[]): Total => ({
  messages: groups.reduce((sum, { unread }) => sum + unread, 0),
  conversations: groups.filter(({ unread }) => unread > 0).length,
  more: groups.some(({ unread }) => unread >= MANY_UNREAD),
});
