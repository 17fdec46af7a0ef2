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

/** `joined`: from then on; `all`: what was said before too. */
export type GroupHistory = 'joined' | 'all';

/** Who the members are at some place of a group: as the entry of this number says, which never changes. */
export interface MembersAtAttributes {
  members_at: number;
  /** How many they are. */
  member_count: number;
}
