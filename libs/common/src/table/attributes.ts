import type {
  ConversationItem,
  GroupRowItem,
  MemberAttribute,
  MessageItem,
  ReactionChangeAttribute,
  ReactorItem,
  RevisionItem,
  SendKeyItem,
  SettingsItem,
} from './items';

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
  kind: 'kind',
  revision: 'revision',
  editedAt: 'edited_at',
  editRevisions: 'edit_revisions',
  deletedAt: 'deleted_at',
  reactions: 'reactions',
  replyTo: 'reply_to',
} as const satisfies Record<string, keyof MessageItem>;

export const REVISION = {
  kind: 'kind',
  groupUuid: 'message_group_uuid',
  revision: 'revision',
  number: 'number',
  userUuid: 'user_uuid',
  senderUuid: 'sender_uuid',
  createdAt: 'created_at',
  memberUuids: 'member_uuids',
  text: 'message',
  textBefore: 'message_before',
  reactions: 'reactions',
  changes: 'changes',
} as const satisfies Record<string, keyof RevisionItem>;

export const REACTION_CHANGE = {
  userUuid: 'user_uuid',
  emoji: 'emoji',
  added: 'added',
} as const satisfies Record<string, keyof ReactionChangeAttribute>;

export const REACTOR = {
  emojis: 'emojis',
  revision: 'revision',
} as const satisfies Record<string, keyof ReactorItem>;

export const SETTINGS = { receipts: 'receipts' } as const satisfies Record<string, keyof SettingsItem>;

export const SEND_KEY = {
  triedNumber: 'tried_number',
  textHash: 'text_hash',
} as const satisfies Record<string, keyof SendKeyItem>;

export const GROUP_ROW = {
  lastNumber: 'last_number',
  lastMessageAt: 'last_message_at',
  lastReadNumber: 'last_read_number',
  revision: 'revision',
  preview: 'message',
  previewNumber: 'preview_number',
  previewRevision: 'preview_revision',
  uncountedNumber: 'uncounted_number',
  forcedNumber: 'forced_number',
  seenNumber: 'seen_number',
  receivedNumber: 'received_number',
  mutedUntil: 'muted_until',
  mutedNumber: 'muted_number',
  archivedNumber: 'archived_number',
  pinnedAt: 'pinned_at',
  otherUuid: 'user_uuid',
  otherHandle: 'user_handle',
  otherDisplayName: 'user_display_name',
  otherVersion: 'user_version',
} as const satisfies Record<string, keyof GroupRowItem>;
