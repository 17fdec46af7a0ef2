import { presentedProfile } from '../../../profile/profile.presenter';
import { profileUpdateBody } from '../../../profile/profile.requests';
import { EXAMPLE, exampleTime } from '../../description/example';
import type { Operation } from '../../description/operation';
import { answer, request } from '../../description/schemas';

const profile = answer('Profile', presentedProfile);

const andrew = {
  uuid: EXAMPLE.andrew,
  handle: 'andrewbrown',
  display_name: 'Andrew Brown',
  email: 'andrewbrown@example.com',
  bio: null,
  created_at: exampleTime(),
};

export const profileOperations: Operation[] = [
  {
    method: 'get',
    path: '/api/profile',
    id: 'readProfile',
    tag: 'Profile',
    summary: "Read the caller's own profile",
    caller: 'signed-in',
    answer: { description: 'The profile.', schema: profile },
    refusals: ['user_not_found'],
    links: {
      person: { operationId: 'findUser', parameters: { handle: '$response.body#/handle' } },
    },
    examples: [{ name: 'own', summary: 'As it is from the start', answer: andrew }],
  },
  {
    method: 'post',
    path: '/api/profile/update',
    id: 'updateProfile',
    tag: 'Profile',
    summary: "Change the caller's name and bio",
    description:
      'A new name reaches the lists of others within moments; messages keep the name under which they were sent.',
    caller: 'signed-in',
    limit: 'change',
    body: request('ProfileUpdate', profileUpdateBody),
    answer: { description: 'The profile as it is now.', schema: profile },
    refusals: [
      'user_not_found',
      'display_name_blank',
      'display_name_malformed',
      'display_name_exceed_max_chars_128',
      'bio_malformed',
      'bio_exceed_max_chars_1024',
    ],
    examples: [
      {
        name: 'bio',
        summary: 'With a bio',
        body: { display_name: 'Andrew Brown', bio: 'I teach clouds.' },
        answer: { ...andrew, bio: 'I teach clouds.' },
      },
      {
        name: 'wrong',
        summary: 'Every field that is wrong is named',
        body: { display_name: '', bio: 7 },
        status: 422,
        answer: ['display_name_blank', 'bio_malformed'],
      },
    ],
  },
];
