import { z } from 'zod';
import { person } from '../people/people';

/** `POST /conversations/:group/messages` -> `Message`. The text is already trimmed and checked by `checkMessage`. */
export const sendMessageRequest = z.object({
  sender: person,
  text: z.string(),
  /** Makes a retry of the same send safe for ever. */
  sendKey: z.string().min(1).max(64).optional(),
  /** Of the text as the client sent it: under a known send key another one is refused. */
  textHash: z.string().min(1).max(64).optional(),
  /** The number of the entry that it answers; it must exist. */
  replyTo: z.int().min(1).optional(),
});
export type SendMessageRequest = z.infer<typeof sendMessageRequest>;

/** `POST /conversations` -> `Message`, the first of a new conversation or the next of the pair's existing one. */
export const startConversationRequest = sendMessageRequest.extend({ recipientHandle: z.string().min(1) });
export type StartConversationRequest = z.infer<typeof startConversationRequest>;
