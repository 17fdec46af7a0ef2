import { z } from 'zod';
import { previewOf } from '@app/common/text';
import type { MembershipChange, Message, SentMessage } from '../messages/message';
import { presentedPerson, presentPerson } from './presented-person';

const time = z.iso.datetime();

/** What a message answers, as that is now. */
const presentedQuotation = z.strictObject({
  number: z.int().min(1),
  uuid: z.uuid(),
  user_uuid: z.uuid().describe('Of its sender.'),
  handle: z.string(),
  display_name: z.string(),
  message: z.string().describe('Its beginning, at most 256 characters; empty where it is deleted.'),
  deleted: z.boolean(),
});

const presentedReaction = z.strictObject({
  emoji: z.string(),
  count: z.int().min(1).describe('How many people have reacted with it.'),
  own: z.boolean().describe('The caller is among them.'),
});

const presentedMembershipChange = z.strictObject({
  users: z.array(presentedPerson).describe('Whom it is about.'),
  name: z.string().nullable().describe('Of the group from then on; null where it has none.'),
  owner_uuid: z.uuid().describe('Of the group from then on.'),
});

/** A message as callers of the REST API see it. */
export const presentedMessage = z.strictObject({
  uuid: z.uuid(),
  number: z.int().min(1).describe('1, 2, 3, … in its conversation, without a gap.'),
  kind: z.string().describe('`message`, or how it has changed the members of a group. Others may come.'),
  user_uuid: z.uuid().describe('Of its sender.'),
  display_name: z.string().describe('Of its sender at that time.'),
  handle: z.string().describe('Of its sender at that time.'),
  message: z.string().describe('Its text; empty where it is deleted.'),
  created_at: time.describe('When it was sent.'),
  revision: z.int().min(0).describe('Of its last change; 0 where there was none.'),
  edited_at: time.nullable().describe('When its text was last changed; null where it never was.'),
  deleted_at: time.nullable().describe('When it was deleted; null where it is not.'),
  reactions: z.array(presentedReaction).describe('The most frequent first.'),
  reply_to: presentedQuotation.nullable().describe('What it answers, as that is now; null where it answers nothing.'),
  membership: presentedMembershipChange.nullable().describe('Null unless it has changed the members of a group.'),
});
export type PresentedMessage = z.infer<typeof presentedMessage>;
type PresentedReaction = z.infer<typeof presentedReaction>;

/** What the answer to one reader tells beside a message. */
export interface BesideMessage {
  /** With what the reader has reacted. */
  ownEmojis?: readonly string[] | undefined;
  /** What the message answers. */
  quoted?: Message | undefined;
}

/** On a page of its conversation, which it therefore does not name. */
export const presentMessage = (message: Message, { ownEmojis = [], quoted }: BesideMessage = {}): PresentedMessage => ({
  uuid: message.uuid,
  number: message.number,
  kind: message.kind ?? 'message',
  user_uuid: message.sender.uuid,
  display_name: message.sender.displayName,
  handle: message.sender.handle,
  message: message.text,
  created_at: message.createdAt,
  revision: message.revision ?? 0,
  edited_at: message.editedAt ?? null,
  deleted_at: message.deletedAt ?? null,
  reactions: presentReactions(message.reactions, ownEmojis),
  reply_to: quoted ? presentQuotation(quoted) : null,
  membership: message.membership ? presentMembershipChange(message.membership) : null,
});

/** The answer to a send: it names the conversation, which the frontend opens. */
export const presentedSentMessage = presentedMessage.extend({ message_group_uuid: z.uuid() });
export type PresentedSentMessage = z.infer<typeof presentedSentMessage>;

export const presentSentMessage = ({ quoted, ...message }: SentMessage): PresentedSentMessage =>
  presentOneMessage(message, { quoted });

export const presentOneMessage = (message: Message, beside?: BesideMessage): PresentedSentMessage => ({
  message_group_uuid: message.groupUuid,
  ...presentMessage(message, beside),
});

const presentMembershipChange = ({ users, name, ownerUuid }: MembershipChange): PresentedMessage['membership'] => ({
  users: users.map(presentPerson),
  name: name ?? null,
  owner_uuid: ownerUuid,
});

/** The most frequent first. */
function presentReactions(reactions: Message['reactions'] = {}, own: readonly string[]): PresentedReaction[] {
  return Object.entries(reactions)
    .map(([emoji, count]) => ({ emoji, count, own: own.includes(emoji) }))
    .sort((one, other) => other.count - one.count || (one.emoji < other.emoji ? -1 : 1));
}

const presentQuotation = (quoted: Message): z.infer<typeof presentedQuotation> => ({
  number: quoted.number,
  uuid: quoted.uuid,
  user_uuid: quoted.sender.uuid,
  handle: quoted.sender.handle,
  display_name: quoted.sender.displayName,
  message: previewOf(quoted.text),
  deleted: quoted.deletedAt !== undefined,
});
