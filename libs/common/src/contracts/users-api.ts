import { z } from 'zod';
import { person } from './people';

/** Half a surrogate pair, which JSON can carry, has no place in a URL: it becomes U+FFFD, which nobody is called. */
const segment = (value: string): string => encodeURIComponent(value.toWellFormed());

export const MAX_DISPLAY_NAME_CHARACTERS = 128;
export const MAX_BIO_CHARACTERS = 1024;

/** What users see of themselves; the email is for nobody else. */
export const profile = person.extend({
  /** Null if the user pool has no valid one. */
  email: z.string().nullable(),
  bio: z.string().nullable(),
  /** ISO 8601, UTC. */
  createdAt: z.string(),
});
export type Profile = z.infer<typeof profile>;

/**
 * `PUT` of a profile -> `Profile`. The values are what a person has typed: the users service checks them, and refuses
 * with a code for each wrong one. Without `bio` it stays as it is; a blank one removes it.
 */
export interface UpdateProfileRequest {
  displayName?: unknown;
  bio?: unknown;
}

/** The query by which the pool is not asked for who is unknown. */
export const REGISTERED_ONLY = { registered: 'only' };

/** What the users service answers: a `Person` or a `Profile`; an unknown one is `user_not_found`. */
export const usersPaths = {
  /** -> `Person`. A user of the pool who is unknown yet becomes a user with this, unless it asks `REGISTERED_ONLY`. */
  byCognitoId: (cognitoId: string) => `/users/by-cognito-id/${segment(cognitoId)}`,
  /** -> `Person` */
  byHandle: (handle: string) => `/users/by-handle/${segment(handle)}`,
  /** `GET` and `PUT` -> `Profile` */
  profile: (userUuid: string) => `/users/${segment(userUuid)}/profile`,
};
