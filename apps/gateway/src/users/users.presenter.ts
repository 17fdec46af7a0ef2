import { z } from 'zod';
import type { Person, PublicProfile } from '@app/common/contracts';

/** A user as everybody sees one. */
export const shortUser = z.strictObject({ uuid: z.uuid(), handle: z.string(), display_name: z.string() });
export type ShortUser = z.infer<typeof shortUser>;

/** Where nobody has the handle. */
export const nobody = z.strictObject({});

export const presentShortUser = (person: Person): ShortUser => ({
  uuid: person.uuid,
  handle: person.handle,
  display_name: person.displayName,
});

/** `GET /api/users`. */
export const shortUsers = z.array(shortUser);

/** A user as everybody who is signed in sees one. */
export const presentedPublicProfile = shortUser.extend({ bio: z.string().nullable() });
export type PresentedPublicProfile = z.infer<typeof presentedPublicProfile>;

export const presentPublicProfile = (profile: PublicProfile): PresentedPublicProfile => ({
  ...presentShortUser(profile),
  bio: profile.bio,
});
