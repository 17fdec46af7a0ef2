import type { z } from 'zod';
import type { ErrorCode } from '@app/common/errors';
import { archiveBody, muteBody, pinBody } from '../../../message-groups/choices.requests';
import { groupUuid } from '../../../requests/group-uuid';
import { exampleTime } from '../../description/example';
import type { Operation } from '../../description/operation';
import { OF_THE_GROUP } from '../../description/refused-addresses';
import { request } from '../../description/schemas';
import { CONVERSATION, READ_GROUP } from './example-conversation';
import { messageGroup } from './message-group';

interface ChoiceWords {
  done: string;
  undone: string;
  description: string;
  body: { schema: z.ZodType; refusals: ErrorCode[] };
  example: { body: object; answer: object };
}

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
      examples: [{ name: 'done', summary: done, parameters: CONVERSATION, body: example.body, answer: example.answer }],
    },
    {
      ...common,
      method: 'delete',
      id: `un${name}MessageGroup`,
      summary: undone,
      refusals: OF_THE_GROUP,
      examples: [{ name: 'undone', summary: undone, parameters: CONVERSATION, answer: READ_GROUP }],
    },
  ];
}

export const choiceOperations: Operation[] = [
  ...choice('mute', {
    done: 'Mute a conversation',
    undone: 'Unmute a conversation',
    description: 'Until a time, or for ever. It counts apart in the totals of what is unread.',
    body: { schema: request('Mute', muteBody), refusals: ['until_malformed'] },
    example: {
      body: { until: '2099-01-01T00:00:00Z' },
      answer: { ...READ_GROUP, muted_until: '2099-01-01T00:00:00.000Z' },
    },
  }),
  ...choice('archive', {
    done: 'Archive a conversation',
    undone: 'Take a conversation out of the archive',
    description: 'Up to a message, usually the newest: with the next one it is in the list again.',
    body: { schema: request('Archive', archiveBody), refusals: ['number_malformed'] },
    example: { body: { number: 2 }, answer: { ...READ_GROUP, archived: true } },
  }),
  ...choice('pin', {
    done: 'Pin a conversation',
    undone: 'Unpin a conversation',
    description: 'For the client to show it on top.',
    body: { schema: request('Pin', pinBody), refusals: [] },
    example: { body: {}, answer: { ...READ_GROUP, pinned_at: exampleTime(30) } },
  }),
];
