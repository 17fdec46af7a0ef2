import { z } from 'zod';
import { person } from '../people/people';

/** Of why a message is reported. */
export const MAX_REASON_CHARACTERS = 1024;

/** `PUT /users/:user/blocks/:other` -> `PresentedBlock`; the other's names. `DELETE` answers `{}`. */
export const blockRequest = person.omit({ uuid: true });
export type BlockRequest = z.infer<typeof blockRequest>;

/** `POST /conversations/:group/messages/:number/report` -> `PresentedReport`. */
export const reportRequest = z.object({ reporter: person, reason: z.string() });
export type ReportRequest = z.infer<typeof reportRequest>;
