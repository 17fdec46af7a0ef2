import type { TableKey } from './keys';
import type { GroupHistory, MemberAttribute, MembersAtAttributes, OriginAttributes } from './shared-attributes';

/** A message, or a change of the membership; either is an entry with a number. */
export interface MessageItem extends TableKey, OriginAttributes, Partial<MembersAtAttributes> {
  message_group_uuid: string;
  number: number;
  message_uuid: string;
  message: string;
  user_uuid: string;
  user_handle: string;
  user_display_name: string;
  created_at: string;
  /** Absent in a group. */
  member_uuids?: string[];
  /** Absent: a message; otherwise a `MembershipKind`. */
  kind?: string;
  /** The last revision that has changed it; absent: none has. */
  revision?: number;
  edited_at?: string;
  /** The revisions that have edited it. */
  edit_revisions?: number[];
  /** The text is empty from then on. */
  deleted_at?: string;
  /** How many people have reacted with each emoji. */
  reactions?: Record<string, number>;
  /** The number of the entry that it answers. */
  reply_to?: number;
  /** Of a change of the membership: who are members from then on, 16 bytes each. */
  members?: Uint8Array;
  /** Whom it is about; empty where that is all members, or nobody. */
  subjects?: MemberAttribute[];
  /** The group's owner, and its name if it has one, from then on. */
  owner_uuid?: string;
  group_name?: string;
  history?: GroupHistory;
}

/** How the membership of a group changes. The names are those of the entries' kinds. */
export type MembershipKind = 'created' | 'added' | 'left' | 'removed' | 'renamed' | 'owner_changed';
