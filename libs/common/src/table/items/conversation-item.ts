import type { TableKey } from './keys';
import type { GroupHistory, MemberAttribute, MembersAtAttributes, OriginAttributes } from './shared-attributes';

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
