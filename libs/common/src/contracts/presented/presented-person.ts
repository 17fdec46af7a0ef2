import { z } from 'zod';
import type { Person } from '../people/people';

/** A user as callers of the REST API see one. */
export const presentedPerson = z.strictObject({ uuid: z.uuid(), handle: z.string(), display_name: z.string() });
export type PresentedPerson = z.infer<typeof presentedPerson>;

export const presentPerson = ({ uuid, handle, displayName }: Person): PresentedPerson => ({
  uuid,
  handle,
  display_name: displayName,
});
