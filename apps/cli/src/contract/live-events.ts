import { z } from 'zod';
import { type LiveEventName, presentedLiveEvent, presentedRevisionEvent } from '@app/common/contracts';
import { readEvents } from '../../../gateway/src/admin/live-events';
import { schemaOf } from './schema-of';

const CHANNEL = 'live-events';

/** Stand in the document once, though several events have them. */
const SHARED = new Map<z.ZodType, string>([[presentedRevisionEvent, 'messageChange']]);

/** What the gateway tells those who follow events, made of the schemas of its answer. */
export const liveChannels = (server: object): Record<string, object> => ({
  [CHANNEL]: {
    address: readEvents.path,
    servers: [server],
    description: DESCRIPTION,
    messages: Object.fromEntries(names().map((name) => [name, { $ref: `#/components/messages/${messageName(name)}` }])),
  },
});

const DESCRIPTION = [
  'What happens to one person, as Server-Sent Events (`text/event-stream`). The payload of a message is here the `data` of an event, and its headers are the other fields.',
  'Who comes back by the `id` of the last event is told each change since then once, in the order of its conversation, or as a state that names the conversation to read. Events of other names may come.',
].join('\n');

/** By their channel. */
export const liveOperations = (): Record<string, object> => ({
  [CHANNEL]: {
    summary: readEvents.summary,
    description: readEvents.description,
    bindings: {
      http: {
        method: readEvents.method.toUpperCase(),
        query: schemaOf(z.object(readEvents.parameters.query)),
        bindingVersion: '0.3.0',
      },
    },
  },
});

export const liveMessages = (): Record<string, object> =>
  Object.fromEntries(
    presentedLiveEvent.options.map(({ shape: { id, event, data }, description }) => [
      messageName(event.value),
      {
        name: event.value,
        summary: description,
        headers: schemaOf(z.strictObject({ id: id.describe(CURSOR), event, ...(event.value === 'bye' && { retry }) })),
        payload: payloadOf(data),
      },
    ]),
  );

const CURSOR = 'The cursor of who has taken this event, and all before it.';
const retry = z.string().regex(/^\d+$/).describe('The `retry_ms` for readers that know nothing else of this.');

export const liveSchemas = (): Record<string, object> =>
  Object.fromEntries([...SHARED].map(([schema, name]) => [name, schemaOf(schema)]));

const names = (): LiveEventName[] => presentedLiveEvent.options.map(({ shape }) => shape.event.value);

const messageName = (name: LiveEventName): string => `live.${name}`;

function payloadOf(schema: z.ZodType): object {
  const name = SHARED.get(schema);
  return name === undefined ? schemaOf(schema) : { $ref: `#/components/schemas/${name}` };
}
