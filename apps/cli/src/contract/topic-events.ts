import type { z } from 'zod';
import { type EventSchemas, MESSAGE_EVENT_DATA, TOPICS, USER_EVENT_DATA } from '@app/common/events';
import { channelOf, kafkaKey } from './kafka-channel';
import { schemaOf } from './schema-of';

/** What is told of each topic that the schemas do not say. */
const EVENTS = {
  messages: {
    topic: TOPICS.messages,
    schemas: MESSAGE_EVENT_DATA as EventSchemas,
    key: 'The uuid of the conversation: its events stay in order.',
    description:
      'What happens in conversations, from the stream of the table. Messages come in the order of their `number`, and changes of messages in that of their `revision`; between the two there is no order. The conversation with `number`, or `revision`, says which event it is, whatever its `ce_id`.',
  },
  users: {
    topic: TOPICS.users,
    schemas: USER_EVENT_DATA as EventSchemas,
    key: 'The uuid of the user: events of one user stay in order.',
    description:
      'What others see of a user, whole in each event. Compaction keeps the newest event of each user, a deletion too, so a reader from the beginning knows everybody; of who was erased a tombstone leaves nothing. A reader lets no event overwrite what a higher `version` has said.',
  },
};

export const eventChannels = (): Record<string, object> =>
  Object.fromEntries(
    Object.entries(EVENTS).map(([name, { topic, schemas, description }]) => [
      name,
      { ...channelOf(topic), description, messages: messagesOf(schemas) },
    ]),
  );

export const eventMessages = (): Record<string, object> =>
  Object.fromEntries(
    Object.values(EVENTS).flatMap(({ schemas, key }) =>
      Object.entries(schemas).map(([type, schema]) => [nameOf(type), eventMessage(type, schema, key)]),
    ),
  );

const messagesOf = (schemas: EventSchemas): object =>
  Object.fromEntries(
    Object.keys(schemas).map((type) => [nameOf(type), { $ref: `#/components/messages/${nameOf(type)}` }]),
  );

const eventMessage = (type: string, schema: z.ZodType, key: string): object => ({
  name: type,
  headers: { allOf: [HEADERS_REFERENCE, { properties: { ce_type: { const: type } } }] },
  payload: schemaOf(schema),
  bindings: kafkaKey(key),
});

const HEADERS_REFERENCE = { $ref: '#/components/schemas/eventHeaders' };

/** Such as `message.sent` of `com.cruddur.message.sent`. */
const nameOf = (type: string): string => type.replace(/^com\.cruddur\./, '');
