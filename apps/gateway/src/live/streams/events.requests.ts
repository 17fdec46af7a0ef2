import { z } from 'zod';
import { code } from '@app/common/errors';
import { checkRequest } from '@app/common/requests';

const MOST_SECONDS = 25;

export const eventsQuery = z.object({
  since: z
    .string({ error: code('event_cursor_malformed') })
    .optional()
    .meta({
      description:
        'The `id` of the last event that was taken, or the `Event-Cursor` of a list; `Last-Event-ID` counts before it.',
    }),
  wait: z.coerce
    .number({ error: code('wait_out_of_range_1_25') })
    .int(code('wait_out_of_range_1_25'))
    .min(1, code('wait_out_of_range_1_25'))
    .max(MOST_SECONDS, code('wait_out_of_range_1_25'))
    .optional()
    .meta({
      description: 'Answers with the events of so many seconds, or as soon as there are some, in place of a stream.',
    }),
});
export type EventsQuery = z.infer<typeof eventsQuery>;

export const checkEventsQuery = (query: unknown): EventsQuery => checkRequest(eventsQuery, query);
