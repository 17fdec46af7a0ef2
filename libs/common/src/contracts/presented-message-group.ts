import { z } from 'zod';
import { MANY_UNREAD, type MessageGroup } from './messages-api';

/** A conversation as callers of the REST API see it in their list. */
export const presentedMessageGroup = z.strictObject({
  uuid: z.uuid(),
  display_name: z.string(),
  handle: z.string(),
  message: z.string(),
  created_at: z.iso.datetime(),
  last_number: z.int().min(1),
  last_read_number: z.int().min(0),
  last_received_number: z.int().min(0),
  /** 100 means 100 or more. */
  unread_count: z.int().min(0).max(MANY_UNREAD),
  revision: z.int().min(0),
  /** The others. */
  members: z.array(z.strictObject({ uuid: z.uuid(), handle: z.string(), display_name: z.string() })),
  muted_until: z.union([z.iso.datetime(), z.literal('forever')]).nullable(),
  archived: z.boolean(),
  pinned_at: z.iso.datetime().nullable(),
});
export type PresentedMessageGroup = z.infer<typeof presentedMessageGroup>;

/** The names are the other member's, the message and its time the last one's. */
export const presentMessageGroup = (group: MessageGroup, unread = reckonedUnread(group)): PresentedMessageGroup => ({
  uuid: group.uuid,
  display_name: group.other.displayName,
  handle: group.other.handle,
  message: group.preview,
  created_at: group.lastMessageAt,
  last_number: group.lastNumber,
  last_read_number: group.lastReadNumber,
  last_received_number: Math.max(group.lastReceivedNumber, group.lastReadNumber),
  unread_count: unread,
  revision: group.revision,
  members: [{ uuid: group.other.uuid, handle: group.other.handle, display_name: group.other.displayName }],
  muted_until: group.mutedUntil ?? null,
  archived: group.isArchived,
  pinned_at: group.pinnedAt ?? null,
});

/** Where every entry above the read marker counts. The row may be behind a message that its owner has already sent or read. */
export const reckonedUnread = ({ lastNumber, lastReadNumber }: MessageGroup): number =>
  Math.min(Math.max(0, lastNumber - lastReadNumber), MANY_UNREAD);

/** `more`: at least one conversation has 100 or more. */
const unreadTotal = { messages: z.int().min(0), conversations: z.int().min(0), more: z.boolean() };

/** Over all conversations that are not archived; those that are muted apart from the others. */
export const presentedUnread = z.strictObject({ ...unreadTotal, muted: z.strictObject(unreadTotal) });
export type PresentedUnread = z.infer<typeof presentedUnread>;

/** How far another member has come. */
export const presentedReceipt = z.strictObject({
  uuid: z.uuid(),
  last_read_number: z.int().min(0),
  last_received_number: z.int().min(0),
});
export type PresentedReceipt = z.infer<typeof presentedReceipt>;

export const presentedReadMarker = z.strictObject({ uuid: z.uuid(), last_read_number: z.int().min(0) });
export type PresentedReadMarker = z.infer<typeof presentedReadMarker>;

export const presentedReceivedMarker = z.strictObject({ uuid: z.uuid(), last_received_number: z.int().min(0) });

export const presentedSettings = z.strictObject({ receipts: z.boolean() });
export type PresentedSettings = z.infer<typeof presentedSettings>;
