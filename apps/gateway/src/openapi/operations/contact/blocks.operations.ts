import { z } from 'zod';
import { presentedBlock } from '@app/common/contracts';
import { EXAMPLE, exampleTime } from '../../description/example';
import type { Operation } from '../../description/operation';
import { answer } from '../../description/schemas';
import { person, typedHandle } from '../people/users.operations';

const block = answer('Block', presentedBlock);

const bayko = { uuid: EXAMPLE.bayko, handle: 'bayko', display_name: 'Andrew Bayko' };
const blocked = { ...bayko, created_at: exampleTime(50) };

export const blockOperations: Operation[] = [
  {
    method: 'put',
    path: '/api/blocks/@{handle}',
    id: 'block',
    tag: 'Contact',
    summary: 'Block a person',
    description:
      'Who is blocked can neither start a conversation with the caller nor write into the one that the two have, 5 s later at the latest, and hears what everybody hears of somebody who takes messages from nobody. Groups that both are in stay.',
    caller: 'signed-in',
    limit: 'change',
    parameters: { path: { handle: typedHandle } },
    answer: { description: 'Who is blocked, and since when.', schema: block },
    refusals: ['user_not_found', 'user_handle_own'],
    examples: [
      { name: 'somebody', summary: 'Somebody', by: 'londo', parameters: { handle: 'bayko' }, answer: blocked },
      {
        name: 'oneself',
        summary: 'Oneself',
        by: 'londo',
        parameters: { handle: 'londo' },
        status: 422,
        answer: ['user_handle_own'],
      },
    ],
  },
  {
    method: 'get',
    path: '/api/blocks',
    id: 'listBlocks',
    tag: 'Contact',
    summary: 'List whom the caller blocks',
    description: 'The newest first. Nobody else can see it.',
    caller: 'signed-in',
    limit: 'list',
    answer: { description: 'All of them.', schema: answer('Blocks', z.array(block)) },
    examples: [{ name: 'one', summary: 'One person', by: 'londo', answer: [blocked] }],
  },
  {
    method: 'delete',
    path: '/api/blocks/@{handle}',
    id: 'unblock',
    tag: 'Contact',
    summary: 'Take a block back',
    description: 'One that is not there changes nothing.',
    caller: 'signed-in',
    limit: 'change',
    parameters: { path: { handle: typedHandle } },
    answer: { description: 'Who is not blocked any more.', schema: person },
    refusals: ['user_not_found'],
    examples: [{ name: 'somebody', summary: 'Somebody', by: 'londo', parameters: { handle: 'bayko' }, answer: bayko }],
  },
];
