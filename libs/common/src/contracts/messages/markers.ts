import { z } from 'zod';

export const MAX_MEMBERS_WITH_RECEIPTS = 32;

/** Where a member's read marker stands. */
export const readMarker = z.object({ lastReadNumber: z.int().min(0) });
export type ReadMarker = z.infer<typeof readMarker>;

/** `PUT /conversations/:group/read` -> `ReadMarker`, forward only unless it is forced. */
export const markReadRequest = z.object({
  readerUuid: z.uuid(),
  number: z.int().min(0),
  force: z.boolean().optional(),
});
export type MarkReadRequest = z.infer<typeof markReadRequest>;

/** `PUT /conversations/:group/received` -> `ReceivedMarker`, forward only. */
export const markReceivedRequest = z.object({ readerUuid: z.uuid(), number: z.int().min(0) });
export type MarkReceivedRequest = z.infer<typeof markReceivedRequest>;
export const receivedMarker = z.object({ lastReceivedNumber: z.int().min(0) });
export type ReceivedMarker = z.infer<typeof receivedMarker>;
