import { startGroupBody, startGroupKey } from '../../../message-groups/groups.requests';
import type { Operation } from '../../description/operation';
import { request } from '../../description/schemas';
import { messageGroup } from '../message-groups/message-group';
import { STARTED_GROUP } from './example-group';
import { OF_A_NAME } from './refused-changes';

export const startGroup: Operation = {
  method: 'post',
  path: '/api/message_groups',
  id: 'startGroup',
  tag: 'Groups',
  summary: 'Start a group',
  description:
    'With two others at least, as its owner. A `200` means that it is there, with its first entry; it is in lists once it is projected.',
  caller: 'signed-in',
  limit: 'send',
  parameters: { header: { 'Idempotency-Key': startGroupKey } },
  body: request('GroupToStart', startGroupBody),
  answer: { description: 'The group as the list has it.', schema: messageGroup },
  refusals: [
    'handles_malformed',
    'handles_repeated',
    'handles_own',
    'handles_unknown',
    'members_below_3',
    'members_exceed_256',
    ...OF_A_NAME,
    'history_malformed',
    'idempotency_key_malformed',
    'idempotency_key_reused',
    'member_takes_no_messages',
    'message_groups_off',
    'rate_limited_start',
  ],
  links: {
    members: { operationId: 'readMembers', parameters: { message_group_uuid: '$response.body#/uuid' } },
    conversation: { operationId: 'readMessages', parameters: { message_group_uuid: '$response.body#/uuid' } },
  },
  examples: [
    {
      name: 'start',
      summary: 'With a name',
      parameters: { 'Idempotency-Key': 'b6f0d1c2-group' },
      body: { handles: ['bayko', 'londo'], name: 'Station' },
      answer: STARTED_GROUP,
    },
    {
      name: 'again',
      summary: 'The same once more, which starts nothing',
      parameters: { 'Idempotency-Key': 'b6f0d1c2-group' },
      body: { handles: ['bayko', 'londo'], name: 'Station' },
      answer: STARTED_GROUP,
    },
    {
      name: 'wrong',
      summary: 'Several fields are wrong',
      body: { handles: ['bayko', '@Bayko'], name: ' ' },
      status: 422,
      answer: ['handles_repeated', 'group_name_blank'],
    },
  ],
};
