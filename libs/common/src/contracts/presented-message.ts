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

/** Without the group's uuid, on which the frontend would load the page anew. */
export const presentMessage = (message: Message): PresentedMessage => ({
  uuid: message.uuid,
  number: message.number,
  display_name: message.sender.displayName,
  handle: message.sender.handle,
  message: message.text,
  created_at: message.createdAt,
});
