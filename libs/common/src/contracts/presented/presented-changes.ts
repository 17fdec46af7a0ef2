import { z } from 'zod';
import { presentedMessage } from './presented-message';

/** One change of an entry, with the entry as it is now: of two copies of an entry the one with the higher `revision` counts. */
export const presentedRevision = z.strictObject({
  revision: z.int().min(1).describe('1, 2, 3, … in its conversation, without a gap.'),
  kind: z.enum(['edited', 'deleted', 'reacted', 'members']),
  number: z.int().min(1).describe('Of the message that was changed.'),
  user_uuid: z.uuid().describe('Who has changed it.'),
  created_at: z.iso.datetime().describe('When it was changed.'),
  message: presentedMessage,
});

/** What a client lacks of a conversation. */
export const presentedChanges = z.strictObject({
  entries: z.array(presentedMessage).describe('New messages, by their numbers.'),
  revisions: z
    .array(presentedRevision)
    .describe('Changes by their revisions. None is of a message that neither the answer nor the client has.'),
  has_more: z.boolean().describe('Ask again, behind the last entry and the last revision.'),
});
export type PresentedChanges = z.infer<typeof presentedChanges>;

/** A text that a message has had; `revision` 0 is the one that was sent. */
export const presentedVersion = z.strictObject({
  revision: z.int().min(0).describe('By which it came; 0 is the message as it was sent.'),
  message: z.string(),
  created_at: z.iso.datetime().describe('Since when it was so.'),
});
export type PresentedVersion = z.infer<typeof presentedVersion>;

/** Who has reacted with an emoji. */
export const presentedReactors = z.strictObject({
  emoji: z.string(),
  count: z.int().min(1).describe('How many people have reacted with it.'),
  user_uuids: z.array(z.uuid()),
});
export type PresentedReactors = z.infer<typeof presentedReactors>;
