import type { TableKey } from './keys';
import type { SpanAttribute } from './membership-item';

export interface GroupRowItem extends TableKey {
  last_number: number;
  last_message_at: string;
  last_read_number: number;
  /** The highest revision that the row has taken in; absent: none. */
  revision?: number;
  /** Preview of the last message. */
  message: string;
  /** Of the entry whose change by `preview_revision` the preview shows; one below `last_number` tells of an older preview. */
  preview_number?: number;
  preview_revision?: number;
  /** The highest entry that may lie above the read marker and does not count as unread; absent: none. */
  uncounted_number?: number;
  /** The newest number when the member has last moved the read marker back: up to it, own messages do not move it on. */
  forced_number?: number;
  /** The highest place of the read marker before it was moved back: receipts show no less. */
  seen_number?: number;
  received_number?: number;
  /** A time, or `forever`. */
  muted_until?: string;
  /** `last_number` when it was muted. */
  muted_number?: number;
  /** The conversation is archived until its `last_number` is higher. */
  archived_number?: number;
  pinned_at?: string;
  /** Of a conversation of two: with whom. */
  user_uuid?: string;
  user_handle?: string;
  user_display_name?: string;
  /** As in `MemberAttribute`. */
  user_version?: number;
  /** Of a group: the last change of its membership that the row has taken in, with the name and the number of members then. */
  members_at?: number;
  group_name?: string;
  member_count?: number;
  /** What of the group the row's member may see; absent: all. */
  spans?: SpanAttribute[];
  /** `changed_at` of the membership that the spans are of. */
  spans_at?: number;
  /** The kind of the last entry; absent: a message. */
  last_kind?: string;
  /** When Kafka got the newest record that the row has taken in, by its own clock; absent: nobody knows. */
  moved_at?: number;
  /** The conversation waits for this member to accept it, or was declined. */
  request?: 'pending' | 'declined';
}
