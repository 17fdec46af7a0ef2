import { z } from 'zod';
import { MANY_UNREAD, type MessageGroup } from '../messages/message-groups';
import { isOpen } from '../messages/span';
import { presentedPerson, presentPerson } from './presented-person';

/** A conversation as callers of the REST API see it in their list. */
export const presentedMessageGroup = z.strictObject({
  uuid: z.uuid(),
  display_name: z.string().describe("The other member's; of a group its name, or those of its members."),
  handle: z.string().describe("The other member's; empty of a group."),
  message: z.string().describe('The beginning of the last message, at most 256 characters; empty where it is deleted.'),
  created_at: z.iso.datetime().describe('Of the last message.'),
  last_number: z.int().min(1).describe('Of the last message.'),
  last_read_number: z.int().min(0).describe('How far the caller has read; 0 where nothing is read.'),
  last_received_number: z.int().min(0).describe('How far a client of the caller has received.'),
  unread_count: z
    .int()
    .min(0)
    .max(MANY_UNREAD)
    .describe('Messages of others that are not read; 100 means 100 or more.'),
  revision: z.int().min(0).describe('Of the last change that the list shows; 0 where there was none.'),
  kind: z.enum(['pair', 'group']),
  name: z.string().nullable().describe('Of a group; null where it has none, and of a pair.'),
  last_kind: z.string().describe('Of the last entry: `message`, or how it has changed the members.'),
  members: z.array(presentedPerson).describe('The others; of a large group the first of them.'),
  member_count: z.int().min(0).describe('With the caller, as long as that is a member.'),
  left: z.boolean().describe('The caller has left, or was removed: nothing newer is to be seen.'),
  muted_until: z
    .union([z.iso.datetime(), z.literal('forever')])
    .nullable()
    .describe('Null where it is not muted.'),
  archived: z.boolean(),
  pinned_at: z.iso.datetime().nullable().describe('Null where it is not pinned.'),
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

const unreadTotal = {
  messages: z.int().min(0),
  conversations: z.int().min(0).describe('Those that have such messages.'),
  more: z.boolean().describe('At least one of them has 100 or more, so `messages` is the least that there can be.'),
};

/** Over all conversations that are not archived; those that are muted apart from the others. */
export const presentedUnread = z.strictObject({
  ...unreadTotal,
  muted: z.strictObject(unreadTotal).describe('The same of muted conversations, which do not count above.'),
});
export type PresentedUnread = z.infer<typeof presentedUnread>;

/** How far another member has come. */
export const presentedReceipt = z.strictObject({
  uuid: z.uuid().describe('Of the member.'),
  last_read_number: z.int().min(0).describe('What has this number, or a lower one, is read.'),
  last_received_number: z.int().min(0).describe('What has this number, or a lower one, has arrived.'),
});
export type PresentedReceipt = z.infer<typeof presentedReceipt>;

export const presentedReadMarker = z.strictObject({
  uuid: z.uuid().describe('Of the conversation.'),
  last_read_number: z.int().min(0).describe('How far it is read now, which may be further than was asked for.'),
});
export type PresentedReadMarker = z.infer<typeof presentedReadMarker>;

export const presentedReceivedMarker = z.strictObject({
  uuid: z.uuid().describe('Of the conversation.'),
  last_received_number: z.int().min(0).describe('How far it is received now, which may be further than was asked for.'),
});

export const presentedSettings = z.strictObject({
  receipts: z
    .boolean()
    .describe('Whether others see how far the caller has read and received, and the caller how far they have.'),
  accepts: z.enum(['everybody', 'requests', 'nobody']).describe('Who may write to the caller for the first time.'),
});
export type PresentedSettings = z.infer<typeof presentedSettings>;

/** One member of a group. */
export const presentedMember = presentedPerson.extend({
  owner: z.boolean().describe('The one who may remove others, and hand the group over.'),
});
export type PresentedMember = z.infer<typeof presentedMember>;

/** Who is blocked, and since when. */
export const presentedBlock = presentedPerson.extend({ created_at: z.iso.datetime().describe('Since when.') });
export type PresentedBlock = z.infer<typeof presentedBlock>;

/** What was reported. */
export const presentedReport = z.strictObject({
  uuid: z.uuid().describe('Of the report.'),
  message_group_uuid: z.uuid(),
  number: z.int().min(1).describe('Of the message.'),
  reason: z.string(),
  created_at: z.iso.datetime(),
});
export type PresentedReport = z.infer<typeof presentedReport>;
