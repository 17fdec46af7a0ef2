import { handOverBody, renameGroupBody } from '../../../message-groups/groups.requests';
import { groupUuid } from '../../../requests/group-uuid';
import type { Operation } from '../../description/operation';
import { request } from '../../description/schemas';
import { messageGroup } from '../message-groups/message-group';
import { groupAfter, THE_GROUP } from './example-group';
import { OF_A_CHANGE, OF_A_NAME } from './refused-changes';

export const groupChangeOperations: Operation[] = [
  {
    method: 'patch',
    path: '/api/message_groups/{message_group_uuid}',
    id: 'renameGroup',
    tag: 'Groups',
    summary: 'Give a group another name, or none',
    description: 'By any member. Without a name it goes by those of its members. The name that it has changes nothing.',
    caller: 'signed-in',
    limit: 'change',
    parameters: { path: { message_group_uuid: groupUuid } },
    body: request('GroupName', renameGroupBody),
    answer: { description: 'The group as the list has it now.', schema: messageGroup },
    refusals: [...OF_A_CHANGE, ...OF_A_NAME],
    examples: [
      {
        name: 'name',
        summary: 'Another name',
        parameters: THE_GROUP,
        body: { name: 'Station 5' },
        answer: groupAfter(3, 'renamed', { name: 'Station 5', display_name: 'Station 5' }),
      },
      {
        name: 'none',
        summary: 'No name',
        parameters: THE_GROUP,
        body: { name: null },
        answer: groupAfter(4, 'renamed', { name: null, display_name: 'Andrew Bayko, Londo Mollari' }),
      },
    ],
  },
  {
    method: 'put',
    path: '/api/message_groups/{message_group_uuid}/owner',
    id: 'handOverGroup',
    tag: 'Groups',
    summary: 'Make another member the owner',
    description: 'By the owner. Who is the owner already changes nothing.',
    caller: 'signed-in',
    limit: 'change',
    parameters: { path: { message_group_uuid: groupUuid } },
    body: request('GroupOwner', handOverBody),
    answer: { description: 'The group as the list has it now.', schema: messageGroup },
    refusals: [...OF_A_CHANGE, 'handle_blank', 'handle_malformed', 'member_not_found', 'message_group_owner_only'],
    examples: [
      {
        name: 'hand-over',
        summary: 'To another member',
        parameters: THE_GROUP,
        body: { handle: 'bayko' },
        answer: groupAfter(5, 'owner_changed', { name: null, display_name: 'Andrew Bayko, Londo Mollari' }),
      },
      {
        name: 'no-owner',
        summary: 'By who is not the owner any more',
        parameters: THE_GROUP,
        body: { handle: 'londo' },
        status: 403,
        answer: ['message_group_owner_only'],
      },
    ],
  },
];
