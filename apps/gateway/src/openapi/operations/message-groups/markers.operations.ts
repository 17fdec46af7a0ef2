import { z } from 'zod';
import { presentedReadMarker, presentedReceipt, presentedReceivedMarker } from '@app/common/contracts';
import { readMarkerBody, receivedMarkerBody } from '../../../message-groups/markers.requests';
import { groupUuid } from '../../../requests/group-uuid';
import { EXAMPLE } from '../../description/example';
import type { Operation } from '../../description/operation';
import { OF_THE_GROUP } from '../../description/refused-addresses';
import { answer, request } from '../../description/schemas';
import { CONVERSATION } from './example-conversation';

export const markerOperations: Operation[] = [
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
        parameters: CONVERSATION,
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
        parameters: CONVERSATION,
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
        parameters: CONVERSATION,
        answer: [{ uuid: EXAMPLE.bayko, last_read_number: 2, last_received_number: 2 }],
      },
    ],
  },
];
