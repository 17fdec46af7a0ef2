import { z } from 'zod';

export const CONVERSATION_STARTED = 'com.cruddur.conversation.started';
export const MESSAGE_SENT = 'com.cruddur.message.sent';
export const MESSAGE_EDITED = 'com.cruddur.message.edited';
export const MESSAGE_DELETED = 'com.cruddur.message.deleted';
export const MESSAGE_REACTED = 'com.cruddur.message.reacted';

const conversationStartedData = z.object({
  message_group_uuid: z.string(),
  members: z.array(z.object({ uuid: z.string(), handle: z.string(), display_name: z.string() })),
  created_at: z.string(),
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
  member_uuids: z.array(z.string()),
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
  member_uuids: z.array(z.string()),
});

/** The text is empty where the message was deleted before the event was made: that event follows. */
const messageEditedData = revisionData.extend({ message: z.string() });

const messageReactedData = revisionData.extend({
  /** How many there are of each emoji afterwards. */
  reactions: z.record(z.string(), z.int().positive()),
  changes: z.array(z.object({ user_uuid: z.string(), emoji: z.string(), added: z.boolean() })),
});

/** The shape of each event's data on `cruddur.messages`, by its type. */
export const MESSAGE_EVENT_DATA = {
  [CONVERSATION_STARTED]: conversationStartedData,
  [MESSAGE_SENT]: messageSentData,
  [MESSAGE_EDITED]: messageEditedData,
  [MESSAGE_DELETED]: revisionData,
  [MESSAGE_REACTED]: messageReactedData,
} as const;

export type ConversationStartedData = z.infer<typeof conversationStartedData>;
export type MessageSentData = z.infer<typeof messageSentData>;
export type MessageEditedData = z.infer<typeof messageEditedData>;
export type MessageDeletedData = z.infer<typeof revisionData>;
export type MessageReactedData = z.infer<typeof messageReactedData>;
