import { messageAddress } from '../../../messages/message-address';
import { exampleTime } from '../../description/example';
import type { Operation } from '../../description/operation';
import { EDITED_MESSAGE, FIRST_ADDRESS, FIRST_MESSAGE, sent } from './example-messages';
import { ifMatch, OF_THE_ADDRESS, sentMessage } from './one-message';

export const readMessage: Operation = {
  method: 'get',
  path: '/api/messages/{message_group_uuid}/{number}',
  id: 'readMessage',
  tag: 'Changes',
  summary: 'Read one message',
  description: 'Its `ETag` is its revision, for `If-Match`.',
  caller: 'signed-in',
  limit: 'list',
  hasOwnTag: true,
  parameters: { path: messageAddress.shape },
  answer: { description: 'The message as it is now.', schema: sentMessage },
  refusals: OF_THE_ADDRESS,
  examples: [{ name: 'one', summary: 'By its number', parameters: FIRST_ADDRESS, answer: sent(FIRST_MESSAGE) }],
};

export const deleteMessage: Operation = {
  method: 'delete',
  path: '/api/messages/{message_group_uuid}/{number}',
  id: 'deleteMessage',
  tag: 'Changes',
  summary: "Delete one's own message",
  description: 'Its number stays, its text is gone, also from its history. A deleted one changes nothing.',
  caller: 'signed-in',
  limit: 'send',
  hasOwnTag: true,
  parameters: { path: messageAddress.shape, header: { 'If-Match': ifMatch } },
  answer: { description: 'What is left of the message.', schema: sentMessage },
  refusals: [
    ...OF_THE_ADDRESS,
    'if_match_malformed',
    'message_changes_off',
    'message_group_left',
    'message_not_own',
    'message_deletes_off',
    'message_delete_too_late',
    'message_changed_meanwhile',
  ],
  examples: [
    {
      name: 'delete',
      summary: 'A message that was edited',
      parameters: FIRST_ADDRESS,
      answer: sent({ ...EDITED_MESSAGE, message: '', revision: 4, deleted_at: exampleTime(20) }),
    },
  ],
};
