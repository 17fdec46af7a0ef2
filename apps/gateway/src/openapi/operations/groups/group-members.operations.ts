import { z } from 'zod';
import { presentedMember } from '@app/common/contracts';
import { groupUuid } from '../../../requests/group-uuid';
import type { Operation } from '../../description/operation';
import { OF_THE_GROUP } from '../../description/refused-addresses';
import { answer } from '../../description/schemas';
import { messageGroup } from '../message-groups/message-group';
import { ALTERNATE, ANDREW, BAYKO, groupAfter, LONDO, THE_GROUP } from './example-group';
import { OF_A_CHANGE } from './refused-changes';

const memberPath = {
  message_group_uuid: groupUuid,
  handle: z.string().describe('Of one person, in any case of its letters.'),
};

export const membershipOperations: Operation[] = [
  {
    method: 'put',
    path: '/api/message_groups/{message_group_uuid}/members/@{handle}',
    id: 'addMember',
    tag: 'Groups',
    summary: 'Add a member',
    description:
      'By any member. Who is one already changes nothing. What the new member sees of what was said before, the start of the group has decided.',
    caller: 'signed-in',
    limit: 'change',
    parameters: { path: memberPath },
    answer: { description: 'The group as the list has it now.', schema: messageGroup },
    refusals: [...OF_A_CHANGE, 'user_not_found', 'member_takes_no_messages', 'members_exceed_256'],
    examples: [
      {
        name: 'add',
        summary: 'Somebody new',
        parameters: { ...THE_GROUP, handle: 'altbrown' },
        answer: groupAfter(1, 'added', { members: [BAYKO, LONDO, ALTERNATE], member_count: 4 }),
      },
      {
        name: 'nobody',
        summary: 'Nobody has the handle',
        parameters: { ...THE_GROUP, handle: 'nobody' },
        status: 404,
        answer: ['user_not_found'],
      },
    ],
  },
  {
    method: 'delete',
    path: '/api/message_groups/{message_group_uuid}/members/@{handle}',
    id: 'removeMember',
    tag: 'Groups',
    summary: 'Leave a group, or remove a member',
    description:
      'Oneself leaves; others are removed by the owner. What was said until then stays to be read. Who has gone already changes nothing.',
    caller: 'signed-in',
    limit: 'change',
    parameters: { path: memberPath },
    answer: { description: "The group as the caller's list has it now.", schema: messageGroup },
    refusals: [
      ...OF_A_CHANGE,
      'member_not_found',
      'message_group_owner_only',
      'message_group_owner_leaves',
      'message_group_last_member',
    ],
    examples: [
      {
        name: 'remove',
        summary: 'By the owner',
        parameters: { ...THE_GROUP, handle: 'altbrown' },
        answer: groupAfter(2, 'removed'),
      },
      {
        name: 'owner',
        summary: 'The owner cannot leave before handing over',
        parameters: { ...THE_GROUP, handle: 'andrewbrown' },
        status: 409,
        answer: ['message_group_owner_leaves'],
      },
    ],
  },
];

export const readMembers: Operation = {
  method: 'get',
  path: '/api/message_groups/{message_group_uuid}/members',
  id: 'readMembers',
  tag: 'Groups',
  summary: 'Read who is in a group',
  description: 'With the caller. Who has left is told who was in it then.',
  caller: 'signed-in',
  limit: 'list',
  parameters: { path: { message_group_uuid: groupUuid } },
  answer: {
    description: 'All members, one of them the owner.',
    schema: answer('Members', z.array(answer('Member', presentedMember))),
  },
  refusals: [...OF_THE_GROUP, 'message_group_is_pair'],
  examples: [
    {
      name: 'members',
      summary: 'Three members',
      parameters: THE_GROUP,
      answer: [
        { ...ANDREW, owner: false },
        { ...BAYKO, owner: true },
        { ...LONDO, owner: false },
      ],
    },
  ],
};
