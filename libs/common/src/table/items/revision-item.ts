import type { TableKey } from './keys';
import type { MembersAtAttributes, OriginAttributes } from './shared-attributes';

/**
 * One change of an entry: the conversation's next revision. It alone makes the event of the change; that of a change of the
 * membership makes none, since its entry does.
 */
export interface RevisionItem extends TableKey, OriginAttributes, Partial<MembersAtAttributes> {
  kind: RevisionKind;
  message_group_uuid: string;
  revision: number;
  /** Of the entry that it changes. */
  number: number;
  /** Who has changed it; where several reactions are one revision, the first of them. */
  user_uuid: string;
  /** Who has sent the entry. */
  sender_uuid: string;
  created_at: string;
  /** Absent in a group. */
  member_uuids?: string[];
  /** Of an edit: the text from then on. Empty once the entry is deleted. */
  message?: string;
  /** Of an edit: the text until then. Empty once the entry is deleted. */
  message_before?: string;
  /** Of reactions: how many there are of each emoji afterwards. */
  reactions?: Record<string, number>;
  changes?: ReactionChangeAttribute[];
}

export type RevisionKind = 'edited' | 'deleted' | 'reacted' | 'members';

export interface ReactionChangeAttribute {
  user_uuid: string;
  emoji: string;
  /** False: taken away. */
  added: boolean;
}

/** With what a person has reacted to an entry. An item without any is as good as none. */
export interface ReactorItem extends TableKey {
  emojis: string[];
  /** The last revision in which this person has reacted or taken a reaction back. */
  revision: number;
}
