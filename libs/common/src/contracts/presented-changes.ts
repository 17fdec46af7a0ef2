import { z } from 'zod';
import { presentedMessage } from './presented-message';

/** One change of an entry, with the entry as it is now: of two copies of an entry the one with the higher `revision` counts. */
export const presentedRevision = z.strictObject({
  revision: z.int().min(1),
  kind: z.enum(['edited', 'deleted', 'reacted', 'members']),
  number: z.int().min(1),
  user_uuid: z.uuid(),
  created_at: z.iso.datetime(),
  message: presentedMessage,
});

/** What a client lacks of a conversation. */
export const presentedChanges = z.strictObject({
  entries: z.array(presentedMessage),
  /** None names an entry that neither the answer nor the client has. */
  revisions: z.array(presentedRevision),
  /** Ask again, behind the last entry and the last revision. */
  has_more: z.boolean(),
});
export type PresentedChanges = z.infer<typeof presentedChanges>;

/** A text that a message has had; `revision` 0 is the one that was sent. */
export const presentedVersion = z.strictObject({
  revision: z.int().min(0),
  message: z.string(),
  created_at: z.iso.datetime(),
});
export type PresentedVersion = z.infer<typeof presentedVersion>;

/** Who has reacted with an emoji. */
export const presentedReactors = z.strictObject({
  emoji: z.string(),
  count: z.int().min(1),
  user_uuids: z.array(z.uuid()),
});
export type PresentedReactors = z.infer<typeof presentedReactors>;
