import { presentedSettings } from '@app/common/contracts';
import { settingsBody } from '../../../settings/settings.requests';
import type { Operation } from '../../description/operation';
import { answer, request } from '../../description/schemas';

const settings = answer('Settings', presentedSettings);

export const settingsOperations: Operation[] = [
  {
    method: 'get',
    path: '/api/settings',
    id: 'readSettings',
    tag: 'Settings',
    summary: "Read the caller's settings",
    caller: 'signed-in',
    limit: 'list',
    answer: { description: 'The settings.', schema: settings },
    examples: [
      { name: 'usual', summary: 'As they are from the start', answer: { receipts: true, accepts: 'everybody' } },
    ],
  },
  {
    method: 'put',
    path: '/api/settings',
    id: 'changeSettings',
    tag: 'Settings',
    summary: "Change the caller's settings",
    description:
      'What is not named stays. Who shows no receipts sees none. Who takes messages from `nobody` gets none in conversations of two, old ones too; with `requests` the first message of somebody new waits until it is accepted.',
    caller: 'signed-in',
    limit: 'change',
    body: request('SettingsToChange', settingsBody),
    answer: { description: 'The settings as they are now.', schema: settings },
    refusals: ['receipts_malformed', 'accepts_malformed'],
    examples: [
      {
        name: 'hidden',
        summary: 'Show no receipts',
        by: 'londo',
        body: { receipts: false },
        answer: { receipts: false, accepts: 'everybody' },
      },
      {
        name: 'asked',
        summary: 'Be asked by people who are new',
        by: 'londo',
        body: { accepts: 'requests' },
        answer: { receipts: false, accepts: 'requests' },
      },
    ],
  },
];
