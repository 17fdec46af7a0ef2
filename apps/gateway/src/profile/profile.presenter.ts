import { z } from 'zod';
import type { Profile } from '@app/common/contracts';

export const presentedProfile = z.strictObject({
  uuid: z.uuid(),
  handle: z.string(),
  display_name: z.string(),
  email: z.string().nullable().describe('Null where the pool has none that is good.'),
  bio: z.string().nullable().describe('Null where there is none.'),
  created_at: z.iso.datetime().describe('Of the sign-up.'),
});
export type PresentedProfile = z.infer<typeof presentedProfile>;

export const presentProfile = (profile: Profile): PresentedProfile => ({
  uuid: profile.uuid,
  handle: profile.handle,
  display_name: profile.displayName,
  email: profile.email,
  bio: profile.bio,
  created_at: profile.createdAt,
});
