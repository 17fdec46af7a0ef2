import { z } from 'zod';
import { previewOf } from '@app/common/text';
import type { MembershipChange, Message, SentMessage } from './messages-api';
import { presentedPerson, presentPerson } from './presented-person';

const time = z.iso.datetime();

/** What a message answers, as that is now. */
const presentedQuotation = z.strictObject({
  number: z.int().min(1),
  uuid: z.uuid(),
  user_uuid: z.uuid(),
  handle: z.string(),
  display_name: z.string(),
  /** Its beginning; `''` where it is deleted. */
  message: z.string(),
  deleted: z.boolean(),
});

/** `own`: the caller is among them. */
const presentedReaction = z.strictObject({ emoji: z.string(), count: z.int().min(1), own: z.boolean() });

/** Of an entry of another kind than `message`: whom it is about, and the group's name and owner from then on. */
const presentedMembershipChange = z.strictObject({
  users: z.array(presentedPerson),
  name: z.string().nullable(),
  owner_uuid: z.uuid(),
});

/** A message as callers of the REST API see it. */
export const presentedMessage = z.strictObject({
  uuid: z.uuid(),
  number: z.int().min(1),
  kind: z.string(),
  user_uuid: z.uuid(),
  display_name: z.string(),
  handle: z.string(),
  /** `''` where it is deleted. */
  message: z.string(),
  created_at: time,
  revision: z.int().min(0),
  edited_at: time.nullable(),
  deleted_at: time.nullable(),
  reactions: z.array(presentedReaction),
  reply_to: presentedQuotation.nullable(),
  membership: presentedMembershipChange.nullable(),
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
