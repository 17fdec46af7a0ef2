import type { ErrorCode } from '@app/common/errors';
import { requestsQuery } from '../../../contact/message-requests.requests';
import { groupUuid } from '../../../requests/group-uuid';
import { EXAMPLE } from '../../description/example';
import type { Operation } from '../../description/operation';
import { groupPage, messageGroup } from '../message-groups/message-group';
import { REQUEST } from '../messages/example-messages';

const OF_A_REQUEST: ErrorCode[] = [
  'message_group_uuid_blank',
  'message_group_uuid_malformed',
  'message_request_not_found',
];

const theRequest = { message_group_uuid: EXAMPLE.request };

const waiting = {
  uuid: EXAMPLE.request,
  display_name: 'Andrew Bayko',
  handle: 'bayko',
  message: REQUEST.message,
  created_at: REQUEST.created_at,
  last_number: 1,
  last_read_number: 0,
  last_received_number: 0,
  unread_count: 1,
  revision: 0,
  kind: 'pair',
  name: null,
  last_kind: 'message',
  members: [{ uuid: EXAMPLE.bayko, handle: 'bayko', display_name: 'Andrew Bayko' }],
  member_count: 2,
  left: false,
  muted_until: null,
  archived: false,
  pinned_at: null,
};

export const messageRequestOperations: Operation[] = [
  {
    method: 'get',
    path: '/api/message_requests',
    id: 'listMessageRequests',
    tag: 'Contact',
    summary: 'List the conversations that wait for the caller to accept them',
    description:
      'The most recent first. They are in no other list and in no total, and nobody is told how far they are read.',
    caller: 'signed-in',
    limit: 'list',
    parameters: { query: requestsQuery.shape },
    answer: { description: 'Conversations, the most recent first.', schema: groupPage, headers: ['Link'] },
    refusals: ['limit_out_of_range_1_200', 'cursor_malformed'],
    examples: [{ name: 'one', summary: 'Somebody is new', by: 'londo', answer: [waiting] }],
  },
  {
    method: 'delete',
    path: '/api/message_requests/{message_group_uuid}',
    id: 'declineMessageRequest',
    tag: 'Contact',
    summary: 'Decline a request',
    description:
      'It is shown nowhere from then on, nor is what follows, and who has sent it is not told. To accept it is possible all the same, also by writing back.',
    caller: 'signed-in',
    limit: 'change',
    parameters: { path: { message_group_uuid: groupUuid } },
    answer: { description: 'The conversation that was declined.', schema: messageGroup },
    refusals: OF_A_REQUEST,
    examples: [
      { name: 'declined', summary: 'Decline a request', by: 'londo', parameters: theRequest, answer: waiting },
      {
        name: 'none',
        summary: 'A conversation that does not wait',
        by: 'bayko',
        parameters: theRequest,
        status: 404,
        answer: ['message_request_not_found'],
      },
    ],
  },
  {
    method: 'put',
    path: '/api/message_requests/{message_group_uuid}',
    id: 'acceptMessageRequest',
    tag: 'Contact',
    summary: 'Accept a request',
    description: 'It is in the list from then on. What is accepted already stays so; to write back accepts too.',
    caller: 'signed-in',
    limit: 'change',
    parameters: { path: { message_group_uuid: groupUuid } },
    answer: { description: 'The conversation as the list has it now.', schema: messageGroup },
    refusals: OF_A_REQUEST,
    examples: [{ name: 'accepted', summary: 'Accept a request', by: 'londo', parameters: theRequest, answer: waiting }],
  },
];
