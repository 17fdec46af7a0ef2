import { z } from 'zod';
import {
  presentedMessageGroup,
  presentedReadMarker,
  presentedReceipt,
  presentedReceivedMarker,
  presentedUnread,
} from '@app/common/contracts';
import type { ErrorCode } from '@app/common/errors';
import { archiveBody, muteBody, pinBody } from '../../message-groups/choices.requests';
import { readMarkerBody, receivedMarkerBody } from '../../message-groups/markers.requests';
import { listQuery } from '../../message-groups/message-groups.requests';
import { groupUuid } from '../../requests/group-uuid';
import { EXAMPLE, exampleTime } from '../description/example';
import type { Operation } from '../description/operation';
import { answer, request } from '../description/schemas';
import { OF_THE_GROUP } from './refused-addresses';

export const messageGroup = answer('MessageGroup', presentedMessageGroup);
export const groupPage = answer('MessageGroups', z.array(messageGroup));

const conversation = { message_group_uuid: EXAMPLE.conversation };

const unread = {
  uuid: EXAMPLE.conversation,
  display_name: 'Andrew Bayko',
  handle: 'bayko',
  message: 'Good morning, Andrew.',
  created_at: exampleTime(4),
  last_number: 2,
  last_read_number: 1,
  last_received_number: 1,
  unread_count: 1,
  revision: 4,
  kind: 'pair',
  name: null,
  last_kind: 'message',
  member_count: 2,
  left: false,
  members: [{ uuid: EXAMPLE.bayko, handle: 'bayko', display_name: 'Andrew Bayko' }],
  muted_until: null,
  archived: false,
  pinned_at: null,
};
const read = { ...unread, last_read_number: 2, last_received_number: 2, unread_count: 0 };

/** What a member does with a conversation in their own list, and takes back. */
function choice(
  name: 'mute' | 'archive' | 'pin',
  { done, undone, description, body, example }: ChoiceWords,
): Operation[] {
  const common = {
    path: `/api/message_groups/{message_group_uuid}/${name}`,
    tag: 'Conversations',
    description,
    caller: 'signed-in',
    limit: 'change',
    parameters: { path: { message_group_uuid: groupUuid } },
    answer: { description: 'The conversation as the list has it now.', schema: messageGroup },
  } as const;
  return [
    {
      ...common,
      method: 'put',
      id: `${name}MessageGroup`,
      summary: done,
      body: body.schema,
      isBodyOptional: true,
      refusals: [...OF_THE_GROUP, ...body.refusals],
      examples: [{ name: 'done', summary: done, parameters: conversation, body: example.body, answer: example.answer }],
    },
    {
      ...common,
      method: 'delete',
      id: `un${name}MessageGroup`,
      summary: undone,
      refusals: OF_THE_GROUP,
      examples: [{ name: 'undone', summary: undone, parameters: conversation, answer: read }],
    },
  ];
}

interface ChoiceWords {
  done: string;
  undone: string;
  description: string;
  body: { schema: z.ZodType; refusals: ErrorCode[] };
  example: { body: object; answer: object };
}

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
        answer: [unread],
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
    examples: [{ name: 'one', summary: 'One of the list', parameters: conversation, answer: unread }],
  },
  {
    method: 'put',
    path: '/api/message_groups/{message_group_uuid}/read',
    id: 'markRead',
    tag: 'Conversations',
    summary: "Move the caller's read marker",
    description:
      'Forward, and no further than the newest message; back, too, with `force`. Sending a message moves it.',
    caller: 'signed-in',
    limit: 'change',
    parameters: { path: { message_group_uuid: groupUuid } },
    body: request('ReadMarkerToSet', readMarkerBody),
    answer: { description: 'Where the marker stands.', schema: answer('ReadMarker', presentedReadMarker) },
    refusals: [...OF_THE_GROUP, 'number_malformed', 'force_malformed'],
    examples: [
      {
        name: 'read',
        summary: 'All of it',
        parameters: { message_group_uuid: EXAMPLE.conversation },
        body: { number: 2 },
        answer: { uuid: EXAMPLE.conversation, last_read_number: 2 },
      },
    ],
  },
  {
    method: 'put',
    path: '/api/message_groups/{message_group_uuid}/received',
    id: 'markReceived',
    tag: 'Conversations',
    summary: 'Say how far one has received',
    description: 'Forward only: what a client has got, whether or not anybody has read it.',
    caller: 'signed-in',
    limit: 'change',
    parameters: { path: { message_group_uuid: groupUuid } },
    body: request('ReceivedMarkerToSet', receivedMarkerBody),
    answer: { description: 'Where the marker stands.', schema: answer('ReceivedMarker', presentedReceivedMarker) },
    refusals: [...OF_THE_GROUP, 'number_malformed'],
    examples: [
      {
        name: 'received',
        summary: 'All of it',
        parameters: conversation,
        body: { number: 2 },
        answer: { uuid: EXAMPLE.conversation, last_received_number: 2 },
      },
    ],
  },
  {
    method: 'get',
    path: '/api/message_groups/{message_group_uuid}/receipts',
    id: 'readReceipts',
    tag: 'Conversations',
    summary: 'Read how far the others have come',
    description: 'Of those who let it be seen; nothing where the caller does not.',
    caller: 'signed-in',
    limit: 'list',
    parameters: { path: { message_group_uuid: groupUuid } },
    answer: {
      description: 'One for each of them.',
      schema: answer('Receipts', z.array(answer('Receipt', presentedReceipt))),
    },
    refusals: [...OF_THE_GROUP, 'receipts_exceed_32_members'],
    examples: [
      {
        name: 'other',
        summary: 'The other member',
        parameters: conversation,
        answer: [{ uuid: EXAMPLE.bayko, last_read_number: 2, last_received_number: 2 }],
      },
    ],
  },
  ...choice('mute', {
    done: 'Mute a conversation',
    undone: 'Unmute a conversation',
    description: 'Until a time, or for ever. It counts apart in the totals of what is unread.',
    body: { schema: request('Mute', muteBody), refusals: ['until_malformed'] },
    example: {
      body: { until: '2099-01-01T00:00:00Z' },
      answer: { ...read, muted_until: '2099-01-01T00:00:00.000Z' },
    },
  }),
  ...choice('archive', {
    done: 'Archive a conversation',
    undone: 'Take a conversation out of the archive',
    description: 'Up to a message, usually the newest: with the next one it is in the list again.',
    body: { schema: request('Archive', archiveBody), refusals: ['number_malformed'] },
    example: { body: { number: 2 }, answer: { ...read, archived: true } },
  }),
  ...choice('pin', {
    done: 'Pin a conversation',
    undone: 'Unpin a conversation',
    description: 'For the client to show it on top.',
    body: { schema: request('Pin', pinBody), refusals: [] },
    example: { body: {}, answer: { ...read, pinned_at: exampleTime(30) } },
  }),
];
