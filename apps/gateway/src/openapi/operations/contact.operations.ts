import { z } from 'zod';
import { presentedBlock, presentedReport } from '@app/common/contracts';
import type { ErrorCode } from '@app/common/errors';
import { reportBody } from '../../contact/message-report.requests';
import { requestsQuery } from '../../contact/message-requests.requests';
import { messageAddress } from '../../messages/message-address';
import { groupUuid } from '../../requests/group-uuid';
import { idempotencyKey } from '../../requests/idempotency-key';
import { EXAMPLE, exampleTime } from '../description/example';
import type { Operation } from '../description/operation';
import { answer, request } from '../description/schemas';
import { REQUEST } from './example-messages';
import { groupPage, messageGroup } from './message-groups.operations';
import { OF_THE_GROUP } from './refused-addresses';
import { person, typedHandle } from './users.operations';

const block = answer('Block', presentedBlock);

const OF_A_REQUEST: ErrorCode[] = [
  'message_group_uuid_blank',
  'message_group_uuid_malformed',
  'message_request_not_found',
];

const bayko = { uuid: EXAMPLE.bayko, handle: 'bayko', display_name: 'Andrew Bayko' };
const blocked = { ...bayko, created_at: exampleTime(50) };
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
  members: [bayko],
  member_count: 2,
  left: false,
  muted_until: null,
  archived: false,
  pinned_at: null,
};

export const contactOperations: Operation[] = [
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
  {
    method: 'post',
    path: '/api/messages/{message_group_uuid}/{number}/report',
    id: 'reportMessage',
    tag: 'Contact',
    summary: 'Report a message',
    description:
      'To those who look after the service, with the message as it is now; its sender is not told. One report of a person and message: a repetition is answered with the first.',
    caller: 'signed-in',
    limit: 'report',
    parameters: {
      path: messageAddress.shape,
      header: { 'Idempotency-Key': idempotencyKey },
    },
    body: request('ReportToMake', reportBody),
    answer: { description: 'What was reported.', schema: answer('Report', presentedReport) },
    refusals: [
      ...OF_THE_GROUP,
      'number_malformed',
      'message_not_found',
      'reason_blank',
      'reason_malformed',
      'reason_exceed_max_chars_1024',
      'idempotency_key_malformed',
      'message_own',
      'message_deleted',
    ],
    examples: [
      {
        name: 'rude',
        summary: 'A message of somebody else',
        by: 'londo',
        parameters: { ...theRequest, number: 1, 'Idempotency-Key': '4c19e7a2-report' },
        body: { reason: 'I do not know this person.' },
        answer: {
          uuid: EXAMPLE.report,
          message_group_uuid: EXAMPLE.request,
          number: 1,
          reason: 'I do not know this person.',
          created_at: exampleTime(48),
        },
      },
      {
        name: 'own',
        summary: "One's own message",
        by: 'bayko',
        parameters: { ...theRequest, number: 1 },
        body: { reason: 'I did not mean it.' },
        status: 422,
        answer: ['message_own'],
      },
    ],
  },
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
