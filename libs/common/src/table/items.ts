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
  /** Preview of the last message. */
  message: string;
  /** The other member. */
  user_uuid: string;
  user_handle: string;
  user_display_name: string;
  /** As in `MemberAttribute`. */
  user_version?: number;
}
