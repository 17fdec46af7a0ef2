import type { PublicProfile } from '@app/common/contracts';
import { presentedPublicProfile, presentPublicProfile, presentShortUser, shortUser } from './users.presenter';

const profile: PublicProfile = {
  uuid: '5ae290ed-55d1-47a0-bc6d-fe2bc2700399',
  handle: 'andrewbrown',
  displayName: 'Andrew Brown',
  bio: 'Cloud',
};

it('shows a user to everybody without their bio', () => {
  const shown = presentShortUser(profile);
  expect(shown).toEqual({ uuid: profile.uuid, handle: 'andrewbrown', display_name: 'Andrew Brown' });
  expect(shortUser.parse(shown)).toEqual(shown);
});

it.each([['Cloud'], [null]])('shows a user to who is signed in with their bio: %j', (bio) => {
  const shown = presentPublicProfile({ ...profile, bio });
  expect(shown).toEqual({ uuid: profile.uuid, handle: 'andrewbrown', display_name: 'Andrew Brown', bio });
  expect(presentedPublicProfile.parse(shown)).toEqual(shown);
});

it('shows nothing else of what comes with it', () => {
  const whole = { ...profile, email: 'andrew@example.com' };
  expect(JSON.stringify([presentShortUser(whole), presentPublicProfile(whole)])).not.toContain('@');
});
