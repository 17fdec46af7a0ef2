import { z } from 'zod';
import type { Message } from './messages-api';

/** A message as callers of the REST API see it. */
export const presentedMessage = z.strictObject({
  uuid: z.uuid(),
  number: z.int().min(1),
  display_name: z.string(),
  handle: z.string(),
  message: z.string(),
  created_at: z.iso.datetime(),
});
export type PresentedMessage = z.infer<typeof presentedMessage>;

/** On a page of its conversation, which it therefore does not name. */
export const presentMessage = (message: Message): PresentedMessage => ({
  uuid: message.uuid,
  number: message.number,
  display_name: message.sender.displayName,
  handle: message.sender.handle,
  message: message.text,
  created_at: message.createdAt,
});

/** The answer to a send: it names the conversation, which the frontend opens. */
export const presentedSentMessage = presentedMessage.extend({ message_group_uuid: z.uuid() });
export type PresentedSentMessage = z.infer<typeof presentedSentMessage>;

export const presentSentMessage = (message: Message): PresentedSentMessage => ({
  message_group_uuid: message.groupUuid,
  ...presentMessage(message),
});
