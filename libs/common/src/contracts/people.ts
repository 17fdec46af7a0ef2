import { z } from 'zod';

/** A user as everybody else sees one. */
export const person = z.object({ uuid: z.uuid(), handle: z.string(), displayName: z.string() });
export type Person = z.infer<typeof person>;
