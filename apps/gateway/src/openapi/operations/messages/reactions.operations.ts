import { z } from 'zod';
import { presentedReactors } from '@app/common/contracts';
import { messageAddress } from '../../../messages/message-address';
import { reactionAddress } from '../../../messages/reactions.requests';
import { EXAMPLE } from '../../description/example';
import type { Operation } from '../../description/operation';
import { OF_THE_OTHER } from '../../description/refused-addresses';
import { answer } from '../../description/schemas';
import { SECOND_ADDRESS, SECOND_MESSAGE_THEN, sent, WITHOUT_REACTION } from './example-messages';
import { OF_THE_ADDRESS, sentMessage } from './one-message';

const thumb = { ...SECOND_MESSAGE_THEN, revision: 2, reactions: [{ emoji: '👍', count: 1, own: true }] };

export const reactionOperations: Operation[] = [
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
    answer: { description: 'The message as it is now.', schema: sentMessage },
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
      { name: 'thumb', summary: 'A thumb', parameters: { ...SECOND_ADDRESS, emoji: '👍' }, answer: sent(thumb) },
      {
        name: 'word',
        summary: 'A word is no emoji',
        parameters: { ...SECOND_ADDRESS, emoji: 'yes' },
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
        parameters: SECOND_ADDRESS,
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
    answer: { description: 'The message as it is now.', schema: sentMessage },
    refusals: [...OF_THE_ADDRESS, 'emoji_malformed', 'message_changes_off', 'message_group_left', 'message_deleted'],
    examples: [
      {
        name: 'thumb',
        summary: 'The thumb',
        parameters: { ...SECOND_ADDRESS, emoji: '👍' },
        answer: sent(WITHOUT_REACTION),
      },
    ],
  },
];
