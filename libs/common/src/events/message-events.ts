import { z } from 'zod';

export const CONVERSATION_STARTED = 'com.cruddur.conversation.started';
export const MEMBERS_CHANGED = 'com.cruddur.conversation.members_changed';
export const MESSAGE_SENT = 'com.cruddur.message.sent';
export const MESSAGE_EDITED = 'com.cruddur.message.edited';
export const MESSAGE_DELETED = 'com.cruddur.message.deleted';
export const MESSAGE_REACTED = 'com.cruddur.message.reacted';

const conversationStartedData = z.object({
  message_group_uuid: z.string(),
  members: z.array(z.object({ uuid: z.string(), handle: z.string(), display_name: z.string() })),
  created_at: z.string(),
});

/**
 * Who the members are at an event. Of two they are named; of a group, the number of the entry that names them, which never
 * changes, and how many they are.
 */
const membersThen = {
  member_uuids: z.array(z.string()).optional(),
  members_at: z.int().positive().optional(),
  member_count: z.int().positive().optional(),
};

const user = z.object({ uuid: z.string(), handle: z.string(), display_name: z.string() });

/** A group is created, or its membership changes: an entry and a revision at once. The members from then on are its own entry's. */
const membersChangedData = z.object({
  message_group_uuid: z.string(),
  number: z.int().positive(),
  revision: z.int().positive(),
  message_uuid: z.string(),
  kind: z.enum(['created', 'added', 'left', 'removed', 'renamed', 'owner_changed']),
  user_uuid: z.string(),
  user_handle: z.string(),
  user_display_name: z.string(),
  created_at: z.string(),
  /** Whom it is about; empty where that is all members, or nobody. */
  subjects: z.array(user),
  /** The same as `number`. */
  members_at: z.int().positive(),
  member_count: z.int().positive(),
  owner_uuid: z.string(),
  /** Absent: the group goes by the names of its members. */
  group_name: z.string().optional(),
  history: z.enum(['joined', 'all']),
});

const messageSentData = z.object({
  message_group_uuid: z.string(),
  number: z.int().positive(),
  message_uuid: z.string(),
  message: z.string(),
  user_uuid: z.string(),
  user_handle: z.string(),
  user_display_name: z.string(),
  created_at: z.string(),
  ...membersThen,
  /** The number of the message that it answers. */
  reply_to: z.int().positive().optional(),
});

const revisionData = z.object({
  message_group_uuid: z.string(),
  revision: z.int().positive(),
  /** Of the message that it changes. */
  number: z.int().positive(),
  /** Who has changed it. */
  user_uuid: z.string(),
  /** Who has sent the message. */
  sender_uuid: z.string(),
  created_at: z.string(),
  ...membersThen,
});

/** The text is empty where the message was deleted before the event was made: that event follows. */
const messageEditedData = revisionData.extend({ message: z.string() });

const messageReactedData = revisionData.extend({
  /** How many there are of each emoji afterwards. */
  reactions: z.record(z.string(), z.int().positive()),
  changes: z.array(z.object({ user_uuid: z.string(), emoji: z.string(), added: z.boolean() })),
});

interface MembersThen {
  member_uuids?: string[] | undefined;
  members_at?: number | undefined;
  member_count?: number | undefined;
}

/** Exactly one of the two ways to tell the members. */
const tellsMembers = ({ member_uuids: uuids, members_at: at, member_count: count }: MembersThen): boolean =>
  uuids === undefined ? at !== undefined && count !== undefined : at === undefined && count === undefined;

const EITHER = { error: 'it has neither member_uuids nor members_at with member_count, or both' };

/** The shape of each event's data on `cruddur.messages`, by its type. */
export const MESSAGE_EVENT_DATA = {
  [CONVERSATION_STARTED]: conversationStartedData,
  [MEMBERS_CHANGED]: membersChangedData,
  [MESSAGE_SENT]: messageSentData.refine(tellsMembers, EITHER),
  [MESSAGE_EDITED]: messageEditedData.refine(tellsMembers, EITHER),
  [MESSAGE_DELETED]: revisionData.refine(tellsMembers, EITHER),
  [MESSAGE_REACTED]: messageReactedData.refine(tellsMembers, EITHER),
} as const;

const { [CONVERSATION_STARTED]: _started, ...placed } = MESSAGE_EVENT_DATA;

/** Those that have a place in their conversation: an entry has a number, a change of one a revision. */
export const PLACED_EVENT_DATA = placed;

export type ConversationStartedData = z.infer<typeof conversationStartedData>;
export type MembersChangedData = z.infer<typeof membersChangedData>;
export type MessageSentData = z.infer<typeof messageSentData>;
export type MessageEditedData = z.infer<typeof messageEditedData>;
export type MessageDeletedData = z.infer<typeof revisionData>;
export type MessageReactedData = z.infer<typeof messageReactedData>;
