import { z } from 'zod';
import type { Message } from './message';
import { pageLimit } from './page-limit';

/**
 * `GET /conversations/:group/messages` -> `MessagePage`. At most one of `before`, `after` and `around`; with none the
 * newest messages. `around` puts that number in the middle of the page.
 */
export const readMessagesQuery = z.object({
  readerUuid: z.uuid(),
  before: z.coerce.number().int().optional(),
  after: z.coerce.number().int().optional(),
  around: z.coerce.number().int().optional(),
  limit: pageLimit,
});
export type ReadMessagesQuery = z.infer<typeof readMessagesQuery>;

/** Messages by ascending number. The flags say whether older and newer ones exist beyond the page. */
export interface MessagePage {
  messages: Message[];
  hasOlder: boolean;
  hasNewer: boolean;
}

/** Where an old client's knowledge of a conversation ends: `GET /conversations/:group/changes` -> `PresentedChanges`. */
export const readChangesQuery = z.object({
  readerUuid: z.uuid(),
  afterNumber: z.coerce.number().int().min(0).default(0),
  afterRevision: z.coerce.number().int().min(0).default(0),
  limit: pageLimit,
});
export type ReadChangesQuery = z.infer<typeof readChangesQuery>;

/** What one member may see of one entry: `GET /conversations/:group/messages/:number`, and `/history` and `/reactions` of it. */
export const readOneQuery = z.object({ readerUuid: z.uuid() });

/** The header of an answer with one message: the message's own revision. */
export const ENTITY_REVISION_HEADER = 'x-entity-revision';
