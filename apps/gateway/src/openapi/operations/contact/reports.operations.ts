import { presentedReport } from '@app/common/contracts';
import { reportBody } from '../../../contact/message-report.requests';
import { messageAddress } from '../../../messages/message-address';
import { idempotencyKey } from '../../../requests/idempotency-key';
import { EXAMPLE, exampleTime } from '../../description/example';
import type { Operation } from '../../description/operation';
import { answer, request } from '../../description/schemas';
import { OF_THE_ADDRESS } from '../messages/one-message';

const theMessage = { message_group_uuid: EXAMPLE.request, number: 1 };

export const reportMessage: Operation = {
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
    ...OF_THE_ADDRESS,
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
      parameters: { ...theMessage, 'Idempotency-Key': '4c19e7a2-report' },
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
      parameters: theMessage,
      body: { reason: 'I did not mean it.' },
      status: 422,
      answer: ['message_own'],
    },
  ],
};
