import { z } from 'zod';
import { MalformedItemError } from '@app/common/dynamodb/attributes';
import { CONVERSATION, GROUP_ROW } from '../items/attributes';
import type { ConversationItem, GroupItem, PairItem } from '../items/conversation-item';
import type { MessageItem } from '../items/message-item';
import type { RevisionItem } from '../items/revision-item';
import { PARTITION_KEY, SORT_KEY, type TableKey } from '../items/keys';

/** An item of which only the place is known. */
export type StoredItem = TableKey & Record<string, unknown>;

const text = z.string();
const key = { [PARTITION_KEY]: text, [SORT_KEY]: text };
const origin = { request_id: text.optional(), trace_parent: text.optional() };

const storedItem: z.ZodType<StoredItem> = z.looseObject(key);

const member = z.looseObject({ uuid: text, handle: text, display_name: text, version: z.number().optional() });
const history = z.enum(['joined', 'all']);
const membersAt = { members_at: z.number(), member_count: z.number() };
const membersAtIfGroup = { members_at: z.number().optional(), member_count: z.number().optional() };

const pairItem: z.ZodType<PairItem> = z.looseObject({
  ...key,
  ...origin,
  message_group_uuid: text,
  kind: z.undefined().optional(),
  members: z.array(member),
  created_at: text,
});

const groupItem: z.ZodType<GroupItem> = z.looseObject({
  ...key,
  ...origin,
  ...membersAt,
  message_group_uuid: text,
  kind: z.literal('group'),
  owner_uuid: text,
  group_name: text.optional(),
  history,
  created_at: text,
  request_hash: text.optional(),
});

const messageItem: z.ZodType<MessageItem> = z.looseObject({
  ...key,
  ...origin,
  message_group_uuid: text,
  number: z.number(),
  message_uuid: text,
  message: text,
  user_uuid: text,
  user_handle: text,
  user_display_name: text,
  created_at: text,
  ...membersAtIfGroup,
  member_uuids: z.array(text).optional(),
  members: z.instanceof(Uint8Array).optional(),
  subjects: z.array(member).optional(),
  owner_uuid: text.optional(),
  group_name: text.optional(),
  history: history.optional(),
  kind: text.optional(),
  revision: z.number().optional(),
  edited_at: text.optional(),
  edit_revisions: z.array(z.number()).optional(),
  deleted_at: text.optional(),
  reactions: z.record(text, z.number()).optional(),
  reply_to: z.number().optional(),
});

const revisionItem: z.ZodType<RevisionItem> = z.looseObject({
  ...key,
  ...origin,
  kind: z.enum(['edited', 'deleted', 'reacted', 'members']),
  message_group_uuid: text,
  revision: z.number(),
  number: z.number(),
  user_uuid: text,
  sender_uuid: text,
  created_at: text,
  ...membersAtIfGroup,
  member_uuids: z.array(text).optional(),
  message: text.optional(),
  message_before: text.optional(),
  reactions: z.record(text, z.number()).optional(),
  changes: z.array(z.looseObject({ user_uuid: text, emoji: text, added: z.boolean() })).optional(),
});

const rowPosition = z.looseObject({
  ...key,
  [GROUP_ROW.lastNumber]: z.number(),
  [GROUP_ROW.lastMessageAt]: z.string(),
  [GROUP_ROW.revision]: z.number().optional(),
  [GROUP_ROW.movedAt]: z.number().optional(),
});

/**
 * Readers of items as the SDK's document client hands them out. Attributes that a kind does not name stay with an item.
 * @throws MalformedItemError that names the item and its first wrong attribute, and nothing that it holds.
 */
export const storedItemOf = (item: unknown): StoredItem => read(storedItem, item);
export const conversationOf = (item: unknown): ConversationItem =>
  storedItemOf(item)[CONVERSATION.kind] === 'group' ? read(groupItem, item) : read(pairItem, item);
export const messageOf = (item: unknown): MessageItem => read(messageItem, item);
export const revisionOf = (item: unknown): RevisionItem => read(revisionItem, item);

/** How far something shows a conversation: up to which message, and up to which change of messages. */
export interface ShownPosition {
  number: number;
  revision: number;
}

/** What a group row shows, with when its last message was written, and when Kafka had all of it: absent where nobody knows. */
export interface RowPosition extends ShownPosition {
  lastMessageAt: string;
  movedAt?: number | undefined;
}

export function rowPositionOf(row: unknown): RowPosition {
  const { [GROUP_ROW.lastNumber]: number, [GROUP_ROW.revision]: revision = 0, ...times } = read(rowPosition, row);
  return { number, revision, lastMessageAt: times[GROUP_ROW.lastMessageAt], movedAt: times[GROUP_ROW.movedAt] };
}

function read<Item>(schema: z.ZodType<Item>, item: unknown): Item {
  const parsed = schema.safeParse(item);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new MalformedItemError(`${placeOf(item)}: ${issue?.path.join('.')}: ${issue?.message}`);
}

function placeOf(item: unknown): string {
  const place = storedItem.safeParse(item).data;
  return place ? `${place[PARTITION_KEY]} / ${place[SORT_KEY]}` : 'an item';
}
