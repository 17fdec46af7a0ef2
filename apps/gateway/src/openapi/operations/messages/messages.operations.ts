import { z } from 'zod';
import { presentedMessage } from '@app/common/contracts';
import { messageBody, pageQuery } from '../../../messages/messages.requests';
import { groupUuid } from '../../../requests/group-uuid';
import { idempotencyKey } from '../../../requests/idempotency-key';
import { EXAMPLE } from '../../description/example';
import type { Operation } from '../../description/operation';
import { OF_THE_OTHER } from '../../description/refused-addresses';
import { answer, request } from '../../description/schemas';
import { FIRST_MESSAGE, REQUEST, SECOND_MESSAGE, sent } from './example-messages';
import { sentMessage } from './one-message';

const messagePage = answer('Messages', z.array(answer('Message', presentedMessage)));

export const messageOperations: Operation[] = [
  {
    method: 'post',
    path: '/api/messages',
    id: 'sendMessage',
    tag: 'Messages',
    summary: 'Send a message',
    description:
      'Into a conversation, or to somebody by handle, which starts the conversation if there is none. A `200` means that the message is stored and has its number.',
    caller: 'signed-in',
    limit: 'send',
    parameters: { header: { 'Idempotency-Key': idempotencyKey } },
    body: request('MessageToSend', messageBody),
    answer: { description: 'The message as it is stored.', schema: sentMessage },
    refusals: [
      'message_blank',
      'message_malformed',
      'message_exceed_max_chars_1024',
      'message_address_ambiguous',
      'message_group_uuid_blank',
      'message_group_uuid_malformed',
      'message_group_uuid_unknown',
      'user_reciever_handle_blank',
      'user_reciever_handle_malformed',
      'user_reciever_handle_unknown',
      'user_reciever_handle_own',
      'reply_to_malformed',
      'reply_to_unknown',
      'idempotency_key_malformed',
      'idempotency_key_reused',
      'message_group_left',
      'rate_limited_start',
      ...OF_THE_OTHER,
    ],
    links: {
      conversation: {
        operationId: 'readMessages',
        parameters: { message_group_uuid: '$response.body#/message_group_uuid' },
      },
      read: {
        operationId: 'markRead',
        parameters: { message_group_uuid: '$response.body#/message_group_uuid' },
        requestBody: { number: '$response.body#/number' },
      },
    },
    examples: [
      {
        name: 'start',
        summary: 'To somebody by handle',
        parameters: { 'Idempotency-Key': 'f8c1d2e0-start' },
        body: { message: 'Good morning!', handle: 'bayko' },
        answer: sent(FIRST_MESSAGE),
      },
      {
        name: 'again',
        summary: 'The same once more, which stores nothing',
        parameters: { 'Idempotency-Key': 'f8c1d2e0-start' },
        body: { message: 'Good morning!', handle: 'bayko' },
        answer: sent(FIRST_MESSAGE),
      },
      {
        name: 'reply',
        summary: 'Into a conversation, as the answer to a message',
        by: 'bayko',
        parameters: { 'Idempotency-Key': '0a7b3c55-reply' },
        body: { message: 'Good morning, Andrew.', message_group_uuid: EXAMPLE.conversation, reply_to: 1 },
        answer: sent(SECOND_MESSAGE),
      },
      {
        name: 'request',
        summary: 'To somebody who wants to be asked, which the answer does not tell',
        by: 'bayko',
        body: { message: 'Good morning, Ambassador.', handle: 'londo' },
        answer: { message_group_uuid: EXAMPLE.request, ...REQUEST },
      },
      {
        name: 'wrong',
        summary: 'Several fields are wrong',
        body: { message: ' ', handle: 'nobody' },
        status: 422,
        answer: ['message_blank'],
      },
    ],
  },
  {
    method: 'get',
    path: '/api/messages/{message_group_uuid}',
    id: 'readMessages',
    tag: 'Messages',
    summary: 'Read a page of a conversation',
    description: 'By ascending number. At most one of `before`, `after` and `around`; with none, the newest messages.',
    caller: 'signed-in',
    limit: 'list',
    parameters: { path: { message_group_uuid: groupUuid }, query: pageQuery.shape },
    answer: { description: 'Messages, oldest first.', schema: messagePage, headers: ['Link'] },
    refusals: [
      'message_group_uuid_blank',
      'message_group_uuid_malformed',
      'message_group_not_found',
      'page_malformed',
      'limit_out_of_range_1_200',
    ],
    examples: [
      {
        name: 'newest',
        summary: 'The newest messages',
        parameters: { message_group_uuid: EXAMPLE.conversation, limit: 50 },
        answer: [FIRST_MESSAGE, SECOND_MESSAGE],
      },
      {
        name: 'older',
        summary: 'What lies before a message',
        parameters: { message_group_uuid: EXAMPLE.conversation, before: 2, limit: 1 },
        answer: [FIRST_MESSAGE],
      },
      {
        name: 'foreign',
        summary: 'A conversation that does not exist, or is of other people',
        parameters: { message_group_uuid: '00000000-0000-4000-8000-000000000000' },
        status: 404,
        answer: ['message_group_not_found'],
      },
    ],
  },
];
