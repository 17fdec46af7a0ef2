import { z } from 'zod';
import { MANY_UNREAD, type MessageGroup } from './messages-api';
import { presentedPerson, presentPerson } from './presented-person';
import { isOpen } from './span';

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
  kind: z.enum(['pair', 'group']),
  /** Of a group that has one. */
  name: z.string().nullable(),
  /** Of the last entry; `message`, or how it has changed the membership. */
  last_kind: z.string(),
  /** The others; of a large group the first of them. */
  members: z.array(presentedPerson),
  /** With the caller, as long as that is a member. */
  member_count: z.int().min(0),
  /** The caller has left, or was removed: nothing newer is to be seen. */
  left: z.boolean(),
  muted_until: z.union([z.iso.datetime(), z.literal('forever')]).nullable(),
  archived: z.boolean(),
  pinned_at: z.iso.datetime().nullable(),
});
export type PresentedMessageGroup = z.infer<typeof presentedMessageGroup>;

/** It goes by its name, or by those of the others; the message and its time are the last entry's. */
export const presentMessageGroup = (group: MessageGroup, unread = reckonedUnread(group)): PresentedMessageGroup => ({
  uuid: group.uuid,
  display_name: group.name ?? group.members.map(({ displayName }) => displayName).join(', '),
  handle: group.kind === 'pair' ? (group.members[0]?.handle ?? '') : '',
  message: group.preview,
  created_at: group.lastMessageAt,
  last_number: group.lastNumber,
  last_read_number: group.lastReadNumber,
  last_received_number: Math.max(group.lastReceivedNumber, group.lastReadNumber),
  unread_count: unread,
  revision: group.revision,
  kind: group.kind,
  name: group.name ?? null,
  last_kind: group.lastKind,
  members: group.members.map(presentPerson),
  member_count: group.memberCount,
  left: !isOpen(group.spans),
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

export const presentedSettings = z.strictObject({
  receipts: z.boolean(),
  accepts: z.enum(['everybody', 'requests', 'nobody']),
});
export type PresentedSettings = z.infer<typeof presentedSettings>;

/** One member of a group. */
export const presentedMember = presentedPerson.extend({ owner: z.boolean() });
export type PresentedMember = z.infer<typeof presentedMember>;

/** Who is blocked, and since when. */
export const presentedBlock = presentedPerson.extend({ created_at: z.iso.datetime() });
export type PresentedBlock = z.infer<typeof presentedBlock>;

/** What was reported. */
export const presentedReport = z.strictObject({
  uuid: z.uuid(),
  message_group_uuid: z.uuid(),
  number: z.int().min(1),
  reason: z.string(),
  created_at: z.iso.datetime(),
});
export type PresentedReport = z.infer<typeof presentedReport>;
