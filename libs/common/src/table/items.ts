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

/** A conversation of two names its members, who stay. A group names in `members_at` the entry that does. */
export type ConversationItem = PairItem | GroupItem;

export interface PairItem extends TableKey, OriginAttributes {
  message_group_uuid: string;
  kind?: undefined;
  members: MemberAttribute[];
  created_at: string;
}

export interface GroupItem extends TableKey, OriginAttributes, MembersAtAttributes {
  message_group_uuid: string;
  kind: 'group';
  owner_uuid: string;
  /** Absent: the group goes by the names of its members. */
  group_name?: string;
  /** What those see who join later. */
  history: GroupHistory;
  created_at: string;
  /** Of the request that has started it. */
  request_hash?: string;
}

/** `joined`: from then on; `all`: what was said before too. */
export type GroupHistory = 'joined' | 'all';

/** Who the members are at some place of a group: as the entry of this number says, which never changes. */
export interface MembersAtAttributes {
  members_at: number;
  /** How many they are. */
  member_count: number;
}

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

/** What a person has chosen for all conversations. */
export interface SettingsItem extends TableKey {
  /** Whether others see how far this person has read, and this person how far others have; absent: yes. */
  receipts?: boolean;
  /** From whom this person takes messages in conversations of two; absent: from everybody. */
  accepts?: Acceptance;
}

/** `requests`: the first message of somebody new waits until it is accepted. `nobody` holds for old conversations too. */
export type Acceptance = 'everybody' | 'requests' | 'nobody';

/** When, and when not, a person is a member of a group; where there is no such item, the first entry tells. */
export interface MembershipItem extends TableKey {
  spans: SpanAttribute[];
  /** The number of the last entry about it. */
  changed_at: number;
}

/** Entries and revisions of a conversation that a person may see, the first and the last among them. */
export interface SpanAttribute {
  from_number: number;
  from_revision: number;
  /** Absent: the person still is a member. */
  until_number?: number;
  until_revision?: number;
}

/** A person's names, where conversations look them up. */
export interface NamesItem extends TableKey {
  handle: string;
  display_name: string;
  version?: number;
}

export interface BlockItem extends TableKey {
  user_uuid: string;
  created_at: string;
}

/** What one member has reported, as it was then. */
export interface ReportItem extends TableKey {
  report_uuid: string;
  message_group_uuid: string;
  number: number;
  /** Of the message as it was. */
  revision: number;
  message: string;
  sender_uuid: string;
  sender_handle: string;
  sender_display_name: string;
  sent_at: string;
  reporter_uuid: string;
  reporter_handle: string;
  reason: string;
  created_at: string;
  closed_at?: string;
  /** What was done about it. */
  outcome?: string;
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
