import { z } from 'zod';

export const CONVERSATION_STARTED = 'com.cruddur.conversation.started';
export const MESSAGE_SENT = 'com.cruddur.message.sent';

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
});

/** The shape of each event's data on `cruddur.messages`, by its type. */
export const MESSAGE_EVENT_DATA = {
  [CONVERSATION_STARTED]: conversationStartedData,
  [MESSAGE_SENT]: messageSentData,
} as const;

export type ConversationStartedData = z.infer<typeof conversationStartedData>;
export type MessageSentData = z.infer<typeof messageSentData>;
