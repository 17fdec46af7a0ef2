import type { Profile } from '@app/common/contracts';

export interface PresentedProfile {
  uuid: string;
  handle: string;
  display_name: string;
  email: string | null;
  bio: string | null;
  created_at: string;
}

export const presentProfile = (profile: Profile): PresentedProfile => ({
  uuid: profile.uuid,
  handle: profile.handle,
  display_name: profile.displayName,
  email: profile.email,
  bio: profile.bio,
  created_at: profile.createdAt,
});
