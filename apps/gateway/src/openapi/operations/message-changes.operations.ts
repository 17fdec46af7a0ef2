import { z } from 'zod';
import { presentedChanges, presentedReactors, presentedSentMessage, presentedVersion } from '@app/common/contracts';
import type { ErrorCode } from '@app/common/errors';
import { messageAddress } from '../../messages/message-address';
import { changesQuery } from '../../messages/missed-changes.requests';
import { editBody } from '../../messages/one-message.requests';
import { reactionAddress } from '../../messages/reactions.requests';
import { groupUuid } from '../../requests/group-uuid';
import { EXAMPLE, exampleTime } from '../description/example';
import type { Operation } from '../description/operation';
import { answer, request } from '../description/schemas';
import { FIRST_MESSAGE, SECOND_MESSAGE_THEN, sent } from './example-messages';
import { OF_THE_GROUP, OF_THE_OTHER } from './refused-addresses';

const message = answer('SentMessage', presentedSentMessage);

const ifMatch = z
  .string()
  .optional()
  .describe('The `ETag` of the message as the caller knows it: another revision is a `412`.');

const OF_THE_ADDRESS: ErrorCode[] = [...OF_THE_GROUP, 'number_malformed', 'message_not_found'];

const first = { message_group_uuid: EXAMPLE.conversation, number: 1 };
const second = { message_group_uuid: EXAMPLE.conversation, number: 2 };

const edited = { ...FIRST_MESSAGE, message: 'Good morning, Bayko!', revision: 1, edited_at: exampleTime(9) };
const thumb = { ...SECOND_MESSAGE_THEN, revision: 2, reactions: [{ emoji: '👍', count: 1, own: true }] };
const withoutThumb = { ...SECOND_MESSAGE_THEN, revision: 3 };

export const messageChangeOperations: Operation[] = [
  {
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
    answer: { description: 'The message as it is now.', schema: message },
    refusals: OF_THE_ADDRESS,
    examples: [{ name: 'one', summary: 'By its number', parameters: first, answer: sent(FIRST_MESSAGE) }],
  },
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
    answer: { description: 'The message as it is now.', schema: message },
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
        parameters: { ...first, 'If-Match': '"0"' },
        body: { message: 'Good morning, Bayko!' },
        answer: sent(edited),
      },
      {
        name: 'meanwhile',
        summary: 'Somebody has',
        parameters: { ...first, 'If-Match': '"0"' },
        body: { message: 'Good evening!' },
        status: 412,
        answer: ['message_changed_meanwhile'],
      },
      {
        name: 'foreign',
        summary: 'A message of somebody else',
        parameters: second,
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
        parameters: first,
        answer: [
          { revision: 0, message: 'Good morning!', created_at: exampleTime() },
          { revision: 1, message: 'Good morning, Bayko!', created_at: exampleTime(9) },
        ],
      },
    ],
  },
  {
    method: 'put',
    path: '/api/messages/{message_group_uuid}/{number}/reactions/{emoji}',
    id: 'react',
    tag: 'Changes',
    summary: 'React with an emoji',
    description: 'One that is there already changes nothing.',
    caller: 'signed-in',
    limit: 'send',
    hasOwnTag: true,
    parameters: { path: reactionAddress.shape },
    answer: { description: 'The message as it is now.', schema: message },
    refusals: [
      ...OF_THE_ADDRESS,
      'emoji_malformed',
      'message_changes_off',
      'message_group_left',
      'message_deleted',
      'reactions_exceed_20',
      ...OF_THE_OTHER,
    ],
    examples: [
      { name: 'thumb', summary: 'A thumb', parameters: { ...second, emoji: '👍' }, answer: sent(thumb) },
      {
        name: 'word',
        summary: 'A word is no emoji',
        parameters: { ...second, emoji: 'yes' },
        status: 422,
        answer: ['emoji_malformed'],
      },
    ],
  },
  {
    method: 'get',
    path: '/api/messages/{message_group_uuid}/{number}/reactions',
    id: 'readReactions',
    tag: 'Changes',
    summary: 'Read who has reacted, and with what',
    caller: 'signed-in',
    limit: 'list',
    parameters: { path: messageAddress.shape },
    answer: {
      description: 'By emoji, the most frequent first.',
      schema: answer('Reactions', z.array(answer('Reactors', presentedReactors))),
    },
    refusals: OF_THE_ADDRESS,
    examples: [
      {
        name: 'who',
        summary: 'One person',
        parameters: second,
        answer: [{ emoji: '👍', count: 1, user_uuids: [EXAMPLE.andrew] }],
      },
    ],
  },
  {
    method: 'delete',
    path: '/api/messages/{message_group_uuid}/{number}/reactions/{emoji}',
    id: 'takeBackReaction',
    tag: 'Changes',
    summary: 'Take a reaction back',
    description: 'One that is not there changes nothing.',
    caller: 'signed-in',
    limit: 'send',
    hasOwnTag: true,
    parameters: { path: reactionAddress.shape },
    answer: { description: 'The message as it is now.', schema: message },
    refusals: [...OF_THE_ADDRESS, 'emoji_malformed', 'message_changes_off', 'message_group_left', 'message_deleted'],
    examples: [
      { name: 'thumb', summary: 'The thumb', parameters: { ...second, emoji: '👍' }, answer: sent(withoutThumb) },
    ],
  },
  {
    method: 'get',
    path: '/api/messages/{message_group_uuid}/changes',
    id: 'readChanges',
    tag: 'Changes',
    summary: 'Read what one lacks of a conversation',
    description:
      'By the newest message and the last change that one has: messages first, then changes, each with its message as it is now. Of two copies of a message the one with the higher `revision` counts. With `has_more`, ask again behind the last of both.',
    caller: 'signed-in',
    limit: 'list',
    parameters: { path: { message_group_uuid: groupUuid }, query: changesQuery.shape },
    answer: { description: 'Messages and changes.', schema: answer('Changes', presentedChanges) },
    refusals: [
      ...OF_THE_GROUP,
      'after_number_malformed',
      'after_number_unknown',
      'after_revision_malformed',
      'after_revision_unknown',
      'limit_out_of_range_1_200',
    ],
    examples: [
      {
        name: 'edited',
        summary: 'All but the first change is known',
        parameters: { message_group_uuid: EXAMPLE.conversation, after_number: 2, after_revision: 2 },
        answer: {
          entries: [],
          revisions: [
            {
              revision: 3,
              kind: 'reacted',
              number: 2,
              user_uuid: EXAMPLE.andrew,
              created_at: exampleTime(15),
              message: withoutThumb,
            },
          ],
          has_more: false,
        },
      },
    ],
  },
  {
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
    answer: { description: 'What is left of the message.', schema: message },
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
        parameters: first,
        answer: sent({ ...edited, message: '', revision: 4, deleted_at: exampleTime(20) }),
      },
    ],
  },
];
