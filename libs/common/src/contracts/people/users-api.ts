import { z } from 'zod';
import { isHandle } from './handle';
import { person } from './people';

/** Half a surrogate pair, which JSON can carry, has no place in a URL: it becomes U+FFFD, which nobody is called. */
const segment = (value: string): string => encodeURIComponent(value.toWellFormed());

export const MAX_DISPLAY_NAME_CHARACTERS = 128;
export const MAX_BIO_CHARACTERS = 1024;

/** Who is behind a token. */
export const account = person.extend({ suspended: z.literal(true).optional() });
export type Account = z.infer<typeof account>;

/** What users see of themselves; the email is for nobody else. */
export const profile = person.extend({
  /** Null if the user pool has no valid one. */
  email: z.string().nullable(),
  bio: z.string().nullable(),
  /** ISO 8601, UTC. */
  createdAt: z.string(),
});
export type Profile = z.infer<typeof profile>;

/** What everybody who is signed in sees of a user. */
export const publicProfile = person.extend({ bio: profile.shape.bio });
export type PublicProfile = z.infer<typeof publicProfile>;

export const MAX_PEOPLE = 20;

/** `GET /users` -> `Person[]`: whose handle begins so in any spelling, by the identity of their handles. */
export const userPrefixQuery = z.object({
  /** Normal, as `normalHandle` makes it, and a handle by itself. */
  prefix: z.string().refine(isHandle),
  /** Who asks, and is not among those who are found. */
  readerUuid: z.uuid(),
  limit: z.coerce.number().int().min(1).max(MAX_PEOPLE).default(MAX_PEOPLE),
});
export type UserPrefixQuery = z.infer<typeof userPrefixQuery>;

export const people = z.array(person);

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

/** What the users service answers. Who is asked for and unknown is `user_not_found`. */
export const usersPaths = {
  /** -> `Account`. A user of the pool who is unknown yet becomes a user with this, unless it asks `REGISTERED_ONLY`. */
  byCognitoId: (cognitoId: string) => `/users/by-cognito-id/${segment(cognitoId)}`,
  /** -> `Person`, by a former handle too, as long as that is kept for them. */
  byHandle: (handle: string) => `/users/by-handle/${segment(handle)}`,
  /** -> `PublicProfile` */
  publicProfile: (handle: string) => `/users/by-handle/${segment(handle)}/profile`,
  /** `UserPrefixQuery` -> `Person[]` */
  byPrefix: '/users',
  /** `GET` and `PUT` -> `Profile` */
  profile: (userUuid: string) => `/users/${segment(userUuid)}/profile`,
};
