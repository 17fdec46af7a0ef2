import type { TableKey } from './keys';

/** The items as they lie in the table; `attributes.ts` has the names for whoever reads or changes one of them. */
export interface MemberAttribute {
  uuid: string;
  handle: string;
  display_name: string;
  /** The version of the user whose names these are; absent since the conversation's start. */
  version?: number;
}

/** Of the request that has written an item, for whoever works on with it; in no event's data, and shown to nobody. */
export interface OriginAttributes {
  request_id?: string;
  /** Its span, in W3C's form; absent where it was not traced. */
  trace_parent?: string;
}

export interface ConversationItem extends TableKey, OriginAttributes {
  message_group_uuid: string;
  members: MemberAttribute[];
  created_at: string;
}

export interface MessageItem extends TableKey, OriginAttributes {
  message_group_uuid: string;
  number: number;
  message_uuid: string;
  message: string;
  user_uuid: string;
  user_handle: string;
  user_display_name: string;
  created_at: string;
  member_uuids: string[];
  /** Absent: a message. */
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
}

/** One change of an entry: the conversation's next revision. It alone makes the event of the change. */
export interface RevisionItem extends TableKey, OriginAttributes {
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
  member_uuids: string[];
  /** Of an edit: the text from then on. Empty once the entry is deleted. */
  message?: string;
  /** Of an edit: the text until then. Empty once the entry is deleted. */
  message_before?: string;
  /** Of reactions: how many there are of each emoji afterwards. */
  reactions?: Record<string, number>;
  changes?: ReactionChangeAttribute[];
}

export type RevisionKind = 'edited' | 'deleted' | 'reacted';

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

/** What a person has chosen for all conversations. */
export interface SettingsItem extends TableKey {
  /** Whether others see how far this person has read, and this person how far others have; absent: yes. */
  receipts?: boolean;
}

/** The number that a send key tries: the message there is the key's own if it has the uuid that the key gives. */
export interface SendKeyItem extends TableKey {
  tried_number: number;
  /** Of the text as the client sent it; absent where nobody said. */
  text_hash?: string;
}

/** A send key that an older version wrote in one transaction with its message, whose number it names. */
export interface SettledSendKeyItem extends TableKey {
  number: number;
}

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
  /** The other member. */
  user_uuid: string;
  user_handle: string;
  user_display_name: string;
  /** As in `MemberAttribute`. */
  user_version?: number;
}
