import { z } from 'zod';
import type { Person } from '../people/people';
import { pageLimit } from './page-limit';
import type { Span } from './span';

/** From here on unread messages are not counted any more: the number means "so many or more". */
export const MANY_UNREAD = 100;
/** A list shows so many of the others. */
export const MAX_LISTED_MEMBERS = 8;

/** A conversation as one member's list shows it. */
export interface MessageGroup {
  uuid: string;
  kind: 'pair' | 'group';
  /** Of a group that has one. */
  name?: string | undefined;
  /** Others than the list's owner; of a large group the first of them. */
  members: Person[];
  /** Of a group: the entry that names its members, as far as the list knows. 0 of a pair. */
  membersAt: number;
  /** With the list's owner, as long as that is a member. */
  memberCount: number;
  /** What of it the list's owner may see; who is no member any more has none that is open. */
  spans: readonly Span[];
  /** It waits to be accepted, or was declined. */
  request?: 'pending' | 'declined' | undefined;
  preview: string;
  /** The kind of the last entry. */
  lastKind: string;
  lastMessageAt: string;
  lastNumber: number;
  lastReadNumber: number;
  /** The highest that the list shows. */
  revision: number;
  lastReceivedNumber: number;
  /** The highest entry that may lie above the read marker and does not count as unread. */
  uncountedNumber: number;
  /** A time, or `forever`. */
  mutedUntil?: string | undefined;
  isArchived: boolean;
  pinnedAt?: string | undefined;
}

/** `GET /users/:user/message-groups` -> `MessageGroupPage`. */
export const listGroupsQuery = z.object({
  cursor: z.string().optional(),
  limit: pageLimit,
  /** Those that are archived; otherwise those that are not. */
  archived: z.stringbool().optional(),
});
export type ListGroupsQuery = z.infer<typeof listGroupsQuery>;

/** `GET /users/:user/message-requests` -> `PresentedMessageGroup[]`, paged as the list of conversations. */
export const listRequestsQuery = listGroupsQuery.omit({ archived: true });
export type ListRequestsQuery = z.infer<typeof listRequestsQuery>;

/** Conversations, newest first. A cursor is absent where that direction has ended. */
export interface MessageGroupPage {
  groups: MessageGroup[];
  /** Leads to less recent conversations. */
  nextCursor?: string;
  /** Leads to more recent ones, those that moved ahead while the caller was paging among them. */
  previousCursor?: string;
}
