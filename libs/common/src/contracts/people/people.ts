import { z } from 'zod';

/** A user as everybody else sees one. */
export const person = z.object({ uuid: z.uuid(), handle: z.string(), displayName: z.string() });
export type Person = z.infer<typeof person>;

/** What stands where the names of somebody stood who was erased. Nobody can have this handle. */
export const ERASED_NAMES = { handle: '', displayName: 'Erased user' } as const satisfies Omit<Person, 'uuid'>;
