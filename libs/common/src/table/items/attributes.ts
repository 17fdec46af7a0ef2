import type { GroupItem, PairItem } from './conversation-item';
import type { GroupRowItem } from './group-row-item';
import type { MembershipItem, SpanAttribute } from './membership-item';
import type { MessageItem } from './message-item';
import type { BlockItem, NamesItem, SettingsItem } from './person-items';
import type { ReportItem } from './report-item';
import type { ReactionChangeAttribute, ReactorItem, RevisionItem } from './revision-item';
import type { SendKeyItem } from './send-key-items';
import type { MemberAttribute } from './shared-attributes';

/** Names of attributes, for reads and expressions; the types hold them to the items. */
export const CONVERSATION = {
  groupUuid: 'message_group_uuid',
  members: 'members',
  createdAt: 'created_at',
  kind: 'kind',
  membersAt: 'members_at',
  memberCount: 'member_count',
  ownerUuid: 'owner_uuid',
  name: 'group_name',
  history: 'history',
  requestHash: 'request_hash',
} as const satisfies Record<string, keyof PairItem | keyof GroupItem>;

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
  membersAt: 'members_at',
  memberCount: 'member_count',
  members: 'members',
  subjects: 'subjects',
  ownerUuid: 'owner_uuid',
  groupName: 'group_name',
  history: 'history',
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
  membersAt: 'members_at',
  memberCount: 'member_count',
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

export const SETTINGS = {
  receipts: 'receipts',
  accepts: 'accepts',
} as const satisfies Record<string, keyof SettingsItem>;

export const MEMBERSHIP = {
  spans: 'spans',
  changedAt: 'changed_at',
} as const satisfies Record<string, keyof MembershipItem>;

export const SPAN = {
  fromNumber: 'from_number',
  fromRevision: 'from_revision',
  untilNumber: 'until_number',
  untilRevision: 'until_revision',
} as const satisfies Record<string, keyof SpanAttribute>;

export const NAMES = {
  handle: 'handle',
  displayName: 'display_name',
  version: 'version',
} as const satisfies Record<string, keyof NamesItem>;

export const BLOCK = { userUuid: 'user_uuid', createdAt: 'created_at' } as const satisfies Record<
  string,
  keyof BlockItem
>;

export const REPORT = {
  uuid: 'report_uuid',
  groupUuid: 'message_group_uuid',
  number: 'number',
  revision: 'revision',
  text: 'message',
  senderUuid: 'sender_uuid',
  senderHandle: 'sender_handle',
  senderDisplayName: 'sender_display_name',
  sentAt: 'sent_at',
  reporterUuid: 'reporter_uuid',
  reporterHandle: 'reporter_handle',
  reason: 'reason',
  createdAt: 'created_at',
  closedAt: 'closed_at',
  outcome: 'outcome',
} as const satisfies Record<string, keyof ReportItem>;

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
  withUuid: 'user_uuid',
  withHandle: 'user_handle',
  withDisplayName: 'user_display_name',
  withVersion: 'user_version',
  membersAt: 'members_at',
  groupName: 'group_name',
  memberCount: 'member_count',
  spans: 'spans',
  spansAt: 'spans_at',
  lastKind: 'last_kind',
  movedAt: 'moved_at',
  request: 'request',
} as const satisfies Record<string, keyof GroupRowItem>;
