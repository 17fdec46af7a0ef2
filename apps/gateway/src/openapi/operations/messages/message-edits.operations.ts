import { z } from 'zod';
import { presentedVersion } from '@app/common/contracts';
import { messageAddress } from '../../../messages/message-address';
import { editBody } from '../../../messages/one-message.requests';
import { exampleTime } from '../../description/example';
import type { Operation } from '../../description/operation';
import { OF_THE_OTHER } from '../../description/refused-addresses';
import { answer, request } from '../../description/schemas';
import { EDITED_MESSAGE, FIRST_ADDRESS, SECOND_ADDRESS, sent } from './example-messages';
import { ifMatch, OF_THE_ADDRESS, sentMessage } from './one-message';

export const messageEditOperations: Operation[] = [
  {
    method: 'patch',
    path: '/api/messages/{message_group_uuid}/{number}',
    id: 'editMessage',
    tag: 'Changes',
    summary: "Edit one's own message",
    description: 'To the text that it has changes nothing. The operator may limit for how long, or allow none.',
    caller: 'signed-in',
    limit: 'send',
    hasOwnTag: true,
    parameters: { path: messageAddress.shape, header: { 'If-Match': ifMatch } },
    body: request('MessageEdit', editBody),
    answer: { description: 'The message as it is now.', schema: sentMessage },
    refusals: [
      ...OF_THE_ADDRESS,
      'message_blank',
      'message_malformed',
      'message_exceed_max_chars_1024',
      'if_match_malformed',
      'message_changes_off',
      'message_group_left',
      'message_not_own',
      'message_deleted',
      'message_edits_off',
      'message_edit_too_late',
      'message_changed_meanwhile',
      'message_edits_exceed_64',
      ...OF_THE_OTHER,
    ],
    examples: [
      {
        name: 'edit',
        summary: 'If nobody has changed it meanwhile',
        parameters: { ...FIRST_ADDRESS, 'If-Match': '"0"' },
        body: { message: 'Good morning, Bayko!' },
        answer: sent(EDITED_MESSAGE),
      },
      {
        name: 'meanwhile',
        summary: 'Somebody has',
        parameters: { ...FIRST_ADDRESS, 'If-Match': '"0"' },
        body: { message: 'Good evening!' },
        status: 412,
        answer: ['message_changed_meanwhile'],
      },
      {
        name: 'foreign',
        summary: 'A message of somebody else',
        parameters: SECOND_ADDRESS,
        body: { message: 'I never said that.' },
        status: 403,
        answer: ['message_not_own'],
      },
    ],
  },
  {
    method: 'get',
    path: '/api/messages/{message_group_uuid}/{number}/history',
    id: 'readHistory',
    tag: 'Changes',
    summary: 'Read the texts that a message has had',
    description: 'The original first. The operator may hide them; of a deleted message none is left.',
    caller: 'signed-in',
    limit: 'list',
    parameters: { path: messageAddress.shape },
    answer: {
      description: 'Its versions; revision 0 is as it was sent.',
      schema: answer('Versions', z.array(answer('Version', presentedVersion))),
    },
    refusals: [...OF_THE_ADDRESS, 'message_history_hidden'],
    examples: [
      {
        name: 'versions',
        summary: 'Of a message that was edited',
        parameters: FIRST_ADDRESS,
        answer: [
          { revision: 0, message: 'Good morning!', created_at: exampleTime() },
          { revision: 1, message: 'Good morning, Bayko!', created_at: exampleTime(9) },
        ],
      },
    ],
  },
];
