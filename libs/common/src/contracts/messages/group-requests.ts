import { z } from 'zod';
import { person } from '../people/people';

/** A conversation of a group has this many members at its start and after an addition. */
export const MIN_GROUP_MEMBERS = 3;
export const MAX_GROUP_MEMBERS = 256;

export const groupHistory = z.enum(['joined', 'all']);

/** `POST /groups` -> `PresentedMessageGroup`. The name is checked by `groupName`. */
export const startGroupRequest = z.object({
  creator: person,
  handles: z.array(z.string().min(1)),
  name: z.string().optional(),
  history: groupHistory.default('joined'),
  /** Makes a retry of the same start safe for ever. */
  startKey: z.string().min(1).max(64).optional(),
});
export type StartGroupRequest = z.infer<typeof startGroupRequest>;

/** `PUT` and `DELETE /groups/:group/members` -> `PresentedMessageGroup`; oneself is to leave. */
export const memberRequest = z.object({ caller: person, handle: z.string().min(1) });
export type MemberRequest = z.infer<typeof memberRequest>;

/** `PATCH /groups/:group` -> `PresentedMessageGroup`. Without a name it goes by those of its members. */
export const renameGroupRequest = z.object({ caller: person, name: z.string().nullable() });
export type RenameGroupRequest = z.infer<typeof renameGroupRequest>;

/** `PUT /groups/:group/owner` -> `PresentedMessageGroup`. */
export const handOverRequest = z.object({ caller: person, handle: z.string().min(1) });
export type HandOverRequest = z.infer<typeof handOverRequest>;
