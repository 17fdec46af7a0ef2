import { z } from 'zod';
import type { MessageGroup } from './messages-api';

/** A conversation as callers of the REST API see it in their list. */
export const presentedMessageGroup = z.strictObject({
  uuid: z.uuid(),
  display_name: z.string(),
  handle: z.string(),
  message: z.string(),
  created_at: z.iso.datetime(),
  last_number: z.int().min(1),
  last_read_number: z.int().min(0),
  unread_count: z.int().min(0),
});
export type PresentedMessageGroup = z.infer<typeof presentedMessageGroup>;

/** The names are the other member's, the message and its time the last one's. */
export const presentMessageGroup = (group: MessageGroup): PresentedMessageGroup => ({
  uuid: group.uuid,
  display_name: group.other.displayName,
  handle: group.other.handle,
  message: group.preview,
  created_at: group.lastMessageAt,
  last_number: group.lastNumber,
  last_read_number: group.lastReadNumber,
  // The row may be behind a message that its owner has already sent or read.
  unread_count: Math.max(0, group.lastNumber - group.lastReadNumber),
});
