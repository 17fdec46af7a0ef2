import { z } from 'zod';
import { presentedMember } from '@app/common/contracts';
import type { ErrorCode } from '@app/common/errors';
import { handOverBody, renameGroupBody, startGroupBody, startGroupKey } from '../../message-groups/groups.requests';
import { groupUuid } from '../../requests/group-uuid';
import { EXAMPLE, exampleTime } from '../description/example';
import type { Operation } from '../description/operation';
import { answer, request } from '../description/schemas';
import { messageGroup } from './message-groups.operations';
import { OF_THE_GROUP } from './refused-addresses';

const OF_A_CHANGE: ErrorCode[] = [...OF_THE_GROUP, 'message_group_is_pair', 'message_group_left', 'message_groups_off'];

const OF_A_NAME: ErrorCode[] = ['group_name_blank', 'group_name_malformed', 'group_name_exceed_max_chars_128'];

const andrew = { uuid: EXAMPLE.andrew, handle: 'andrewbrown', display_name: 'Andrew Brown' };
const bayko = { uuid: EXAMPLE.bayko, handle: 'bayko', display_name: 'Andrew Bayko' };
const londo = { uuid: EXAMPLE.londo, handle: 'londo', display_name: 'Londo Mollari' };
const alternate = { uuid: EXAMPLE.alternate, handle: 'altbrown', display_name: 'Alternate' };

const theGroup = { message_group_uuid: EXAMPLE.group };

const started = {
  uuid: EXAMPLE.group,
  display_name: 'Station',
  handle: '',
  message: '',
  created_at: exampleTime(40),
  last_number: 1,
  last_read_number: 1,
  last_received_number: 1,
  unread_count: 0,
  revision: 1,
  kind: 'group',
  name: 'Station',
  last_kind: 'created',
  members: [bayko, londo],
  member_count: 3,
  left: false,
  muted_until: null,
  archived: false,
  pinned_at: null,
};

/** The same after a change of the membership: each is an entry and a revision. */
const after = (changes: number, kind: string, fields: object = {}): object => ({
  ...started,
  last_number: 1 + changes,
  last_read_number: 1 + changes,
  last_received_number: 1 + changes,
  revision: 1 + changes,
  created_at: exampleTime(40 + changes),
  last_kind: kind,
  ...fields,
});

const memberPath = {
  message_group_uuid: groupUuid,
  handle: z.string().describe('Of one person, in any case of its letters.'),
};

export const groupOperations: Operation[] = [
  {
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
        answer: started,
      },
      {
        name: 'again',
        summary: 'The same once more, which starts nothing',
        parameters: { 'Idempotency-Key': 'b6f0d1c2-group' },
        body: { handles: ['bayko', 'londo'], name: 'Station' },
        answer: started,
      },
      {
        name: 'wrong',
        summary: 'Several fields are wrong',
        body: { handles: ['bayko', '@Bayko'], name: ' ' },
        status: 422,
        answer: ['handles_repeated', 'group_name_blank'],
      },
    ],
  },
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
        parameters: { ...theGroup, handle: 'altbrown' },
        answer: after(1, 'added', { members: [bayko, londo, alternate], member_count: 4 }),
      },
      {
        name: 'nobody',
        summary: 'Nobody has the handle',
        parameters: { ...theGroup, handle: 'nobody' },
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
        parameters: { ...theGroup, handle: 'altbrown' },
        answer: after(2, 'removed'),
      },
      {
        name: 'owner',
        summary: 'The owner cannot leave before handing over',
        parameters: { ...theGroup, handle: 'andrewbrown' },
        status: 409,
        answer: ['message_group_owner_leaves'],
      },
    ],
  },
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
        parameters: theGroup,
        body: { name: 'Station 5' },
        answer: after(3, 'renamed', { name: 'Station 5', display_name: 'Station 5' }),
      },
      {
        name: 'none',
        summary: 'No name',
        parameters: theGroup,
        body: { name: null },
        answer: after(4, 'renamed', { name: null, display_name: 'Andrew Bayko, Londo Mollari' }),
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
        parameters: theGroup,
        body: { handle: 'bayko' },
        answer: after(5, 'owner_changed', { name: null, display_name: 'Andrew Bayko, Londo Mollari' }),
      },
      {
        name: 'no-owner',
        summary: 'By who is not the owner any more',
        parameters: theGroup,
        body: { handle: 'londo' },
        status: 403,
        answer: ['message_group_owner_only'],
      },
    ],
  },
  {
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
        parameters: theGroup,
        answer: [
          { ...andrew, owner: false },
          { ...bayko, owner: true },
          { ...londo, owner: false },
        ],
      },
    ],
  },
];
