import { z } from 'zod';
import { presentedLiveEvents, presentedTyping } from '@app/common/contracts';
import { eventsQuery } from '../../live/streams/events.requests';
import { groupUuid } from '../../requests/group-uuid';
import { EXAMPLE } from '../description/example';
import type { Operation } from '../description/operation';
import { answer } from '../description/schemas';

const lastEventId = z
  .string()
  .optional()
  .describe('The `id` of the last event that was taken. It counts before `since`.');

export const readEvents = {
  method: 'get',
  path: '/api/events',
  id: 'readEvents',
  tag: 'Events',
  summary: 'Follow what happens',
  description:
    'A stream of Server-Sent Events from a cursor on; with `wait` a long poll, whose answer has the same events. A stream has for each event its `id`, which is the cursor of who has taken it, its name as `event`, and its `data` as the answer of a long poll has it.',
  caller: 'signed-in',
  isStream: true,
  limit: 'list',
  parameters: { query: eventsQuery.shape, header: { 'Last-Event-ID': lastEventId } },
  answer: {
    description: 'The events, and from where to ask on.',
    schema: answer('LiveEvents', presentedLiveEvents),
  },
  refusals: [
    'accept_not_event_stream',
    'event_cursor_malformed',
    'event_cursor_ahead',
    'wait_out_of_range_1_25',
    'too_many_event_streams',
  ],
  examples: [
    {
      name: 'poll',
      summary: 'What happens in the next second',
      parameters: { wait: 1 },
      answer: {
        events: [
          {
            id: '8kBq3QHuv7qV8DMBAQ',
            event: 'typing',
            data: { message_group_uuid: EXAMPLE.conversation, uuid: EXAMPLE.andrew },
          },
        ],
        cursor: '8kBq3QHuv7qV8DMBAQ',
      },
    },
  ],
} satisfies Operation;

export const eventOperations: Operation[] = [
  readEvents,
  {
    method: 'post',
    path: '/api/message_groups/{message_group_uuid}/typing',
    id: 'type',
    tag: 'Events',
    summary: 'Tell that one is typing',
    description:
      'Told as the event `typing` to the other members who follow events, and stored nowhere; at most once in 3 s, and to nobody under load, or in a request that waits for the caller.',
    caller: 'signed-in',
    limit: 'change',
    parameters: { path: { message_group_uuid: groupUuid } },
    answer: { description: 'What is told.', schema: answer('Typing', presentedTyping) },
    refusals: ['message_group_uuid_blank', 'message_group_uuid_malformed', 'message_group_not_found'],
    examples: [
      {
        name: 'typing',
        summary: 'In a conversation of two',
        parameters: { message_group_uuid: EXAMPLE.conversation },
        answer: { message_group_uuid: EXAMPLE.conversation, uuid: EXAMPLE.andrew },
      },
    ],
  },
];
