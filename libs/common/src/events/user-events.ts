import { z } from 'zod';

export const USER_REGISTERED = 'com.cruddur.user.registered';
export const USER_UPDATED = 'com.cruddur.user.updated';
export const USER_DELETED = 'com.cruddur.user.deleted';
export const USER_FORGOTTEN = 'com.cruddur.user.forgotten';

/** What others see of a user, whole: so the newest event of a user, which compaction keeps, says all there is to know. */
const userState = z.object({
  uuid: z.uuid(),
  handle: z.string(),
  display_name: z.string(),
  bio: z.string().nullable(),
  /** Grows with each change of the user; a reader lets no event overwrite what a higher version has said. */
  version: z.int().positive(),
  created_at: z.string(),
  /** Absent: no. Whoever is suspended may do nothing until an operator restores the account. */
  suspended: z.literal(true).optional(),
});

/**
 * Carries nothing personal, and takes the place of all earlier events of the user when the topic is compacted. It is no
 * tombstone: that would vanish in its turn, and a reader who was away for a day would never hear of the deletion.
 */
const userDeletedData = userState.pick({ uuid: true, version: true });

/** The shape of each event's data on `cruddur.users`, by its type. The key of each is the user's uuid. */
export const USER_EVENT_DATA = {
  [USER_REGISTERED]: userState,
  [USER_UPDATED]: userState,
  [USER_DELETED]: userDeletedData,
  /** A tombstone behind the deletion of somebody who was erased: a compacted topic keeps nothing of them. It says nothing. */
  [USER_FORGOTTEN]: z.null(),
} as const;

export type UserEventType = keyof typeof USER_EVENT_DATA;
export type UserState = z.infer<typeof userState>;
export type UserDeletedData = z.infer<typeof userDeletedData>;
