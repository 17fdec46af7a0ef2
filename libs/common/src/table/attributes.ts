import type { ConversationItem, GroupRowItem, MemberAttribute, MessageItem, SendKeyItem } from './items';

/** Names of attributes, for reads and expressions; the types hold them to the items. */
export const CONVERSATION = {
  groupUuid: 'message_group_uuid',
  members: 'members',
  createdAt: 'created_at',
} as const satisfies Record<string, keyof ConversationItem>;

export const MEMBER = {
  uuid: 'uuid',
  handle: 'handle',
  displayName: 'display_name',
  version: 'version',
} as const satisfies Record<string, keyof MemberAttribute>;

export const MESSAGE = {
  groupUuid: 'message_group_uuid',
  number: 'number',
  uuid: 'message_uuid',
  text: 'message',
  senderUuid: 'user_uuid',
  senderHandle: 'user_handle',
  senderDisplayName: 'user_display_name',
  createdAt: 'created_at',
  memberUuids: 'member_uuids',
} as const satisfies Record<string, keyof MessageItem>;

export const SEND_KEY = {
  triedNumber: 'tried_number',
  textHash: 'text_hash',
} as const satisfies Record<string, keyof SendKeyItem>;

export const GROUP_ROW = {
  lastNumber: 'last_number',
  lastMessageAt: 'last_message_at',
  lastReadNumber: 'last_read_number',
  preview: 'message',
  otherUuid: 'user_uuid',
  otherHandle: 'user_handle',
  otherDisplayName: 'user_display_name',
  otherVersion: 'user_version',
} as const satisfies Record<string, keyof GroupRowItem>;
