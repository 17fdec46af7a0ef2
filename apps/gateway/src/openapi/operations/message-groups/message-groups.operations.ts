import { presentedUnread } from '@app/common/contracts';
import { listQuery } from '../../../message-groups/message-groups.requests';
import { groupUuid } from '../../../requests/group-uuid';
import type { Operation } from '../../description/operation';
import { OF_THE_GROUP } from '../../description/refused-addresses';
import { answer } from '../../description/schemas';
import { CONVERSATION, UNREAD_GROUP } from './example-conversation';
import { groupPage, messageGroup } from './message-group';

export const messageGroupOperations: Operation[] = [
  {
    method: 'get',
    path: '/api/message_groups',
    id: 'listMessageGroups',
    tag: 'Conversations',
    summary: "List the caller's conversations",
    description: 'The most recent first, each with the other members, its last message and how much of it is unread.',
    caller: 'signed-in',
    limit: 'list',
    parameters: { query: listQuery.shape },
    answer: {
      description: 'Conversations, the most recent first.',
      schema: groupPage,
      headers: ['Event-Cursor', 'Link'],
    },
    refusals: ['limit_out_of_range_1_200', 'cursor_malformed', 'archived_malformed'],
    links: {
      newest: { operationId: 'readMessages', parameters: { message_group_uuid: '$response.body#/0/uuid' } },
    },
    examples: [
      {
        name: 'unread',
        summary: 'One conversation, with an unread message',
        parameters: { limit: 50 },
        answer: [UNREAD_GROUP],
      },
      {
        name: 'wrong',
        summary: 'A page that is too long',
        parameters: { limit: 201 },
        status: 422,
        answer: ['limit_out_of_range_1_200'],
      },
    ],
  },
  {
    method: 'get',
    path: '/api/message_groups/unread',
    id: 'readUnread',
    tag: 'Conversations',
    summary: 'Read how much is unread',
    description:
      'Over all conversations that are not archived; those that are muted apart. `more`: one has 100 or more.',
    caller: 'signed-in',
    limit: 'list',
    answer: { description: 'The totals.', schema: answer('Unread', presentedUnread) },
    examples: [
      {
        name: 'totals',
        summary: 'One message in one conversation',
        answer: {
          messages: 1,
          conversations: 1,
          more: false,
          muted: { messages: 0, conversations: 0, more: false },
        },
      },
    ],
  },
  {
    method: 'get',
    path: '/api/message_groups/{message_group_uuid}',
    id: 'readMessageGroup',
    tag: 'Conversations',
    summary: 'Read one conversation',
    description: 'Archived or not, or one that waits as a request. One that was declined is not found.',
    caller: 'signed-in',
    limit: 'list',
    parameters: { path: { message_group_uuid: groupUuid } },
    answer: { description: 'The conversation as the list has it.', schema: messageGroup },
    refusals: OF_THE_GROUP,
    examples: [{ name: 'one', summary: 'One of the list', parameters: CONVERSATION, answer: UNREAD_GROUP }],
  },
];
