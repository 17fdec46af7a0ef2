import { z } from 'zod';

/** Refuses the change where the entry's own revision is none of these. */
const ifRevision = z.array(z.int().min(0)).optional();

/** `PATCH /conversations/:group/messages/:number` -> `PresentedSentMessage`. The text is trimmed and checked. */
export const editMessageRequest = z.object({ userUuid: z.uuid(), text: z.string(), ifRevision });
export type EditMessageRequest = z.infer<typeof editMessageRequest>;

/** `DELETE /conversations/:group/messages/:number` -> `PresentedSentMessage`. */
export const deleteMessageRequest = z.object({ userUuid: z.uuid(), ifRevision });
export type DeleteMessageRequest = z.infer<typeof deleteMessageRequest>;

/** `PUT` and `DELETE /conversations/:group/messages/:number/reactions/:emoji` -> `PresentedSentMessage`. */
export const reactionRequest = z.object({ userUuid: z.uuid() });
export type ReactionRequest = z.infer<typeof reactionRequest>;
