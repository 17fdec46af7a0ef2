import { z } from 'zod';
import { nobody, presentedPublicProfile, shortUser, shortUsers } from '../../../users/users.presenter';
import { prefixQuery } from '../../../users/users.requests';
import { EXAMPLE } from '../../description/example';
import type { Operation } from '../../description/operation';
import { answer } from '../../description/schemas';

export const typedHandle = z
  .string()
  .meta({ description: 'Without the `@`, in any case of its letters, also with blanks around it.' });

export const person = answer('ShortUser', shortUser);
const bayko = { uuid: EXAMPLE.bayko, handle: 'bayko', display_name: 'Andrew Bayko' };

export const userOperations: Operation[] = [
  {
    method: 'get',
    path: '/api/users',
    id: 'searchUsers',
    tag: 'Users',
    summary: 'Find people by the beginning of their handle',
    caller: 'signed-in',
    limit: 'lookup',
    parameters: { query: prefixQuery.shape },
    answer: { description: 'Those whose handle begins with it.', schema: answer('ShortUsers', shortUsers) },
    refusals: ['prefix_blank', 'prefix_malformed', 'limit_out_of_range_1_20'],
    links: {
      first: { operationId: 'readPublicProfile', parameters: { handle: '$response.body#/0/handle' } },
    },
    examples: [
      { name: 'typed', summary: 'While somebody types', parameters: { prefix: 'bay', limit: 5 }, answer: [bayko] },
    ],
  },
  {
    method: 'get',
    path: '/api/users/@{handle}',
    id: 'readPublicProfile',
    tag: 'Users',
    summary: "Read a person's public profile",
    caller: 'signed-in',
    limit: 'lookup',
    parameters: { path: { handle: typedHandle } },
    answer: {
      description: 'What everybody who is signed in may see.',
      schema: answer('PublicProfile', presentedPublicProfile),
    },
    refusals: ['user_not_found'],
    examples: [
      {
        name: 'somebody',
        summary: 'Somebody without a bio',
        parameters: { handle: 'bayko' },
        answer: { ...bayko, bio: null },
      },
    ],
  },
  {
    method: 'get',
    path: '/api/users/@{handle}/short',
    id: 'findUser',
    tag: 'Users',
    summary: 'Find a person by handle',
    description: 'Open, unless the operator has closed it; then it wants a token, as other calls do.',
    caller: 'as-configured',
    limit: 'lookup',
    parameters: { path: { handle: typedHandle } },
    answer: {
      description: 'The person, or an empty object where nobody has the handle.',
      schema: z.union([person, answer('Nobody', nobody)]),
    },
    examples: [
      {
        name: 'found',
        summary: 'Somebody',
        parameters: { handle: 'bayko' },
        answer: bayko,
      },
      { name: 'nobody', summary: 'Nobody', parameters: { handle: 'nobody' }, answer: {} },
    ],
  },
];
