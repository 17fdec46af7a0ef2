import type { z } from 'zod';
import { DEFAULT_PORTS, kafkaVariables } from '@app/common/config';
import {
  DEAD_LETTER_HEADERS,
  DEAD_LETTER_KEEPERS,
  deadLetterTopic,
  type EventSchemas,
  MESSAGE_EVENT_DATA,
  STREAM_RELAY,
  TOPICS,
  USER_EVENT_DATA,
} from '@app/common/events';
import { topicDefinitions } from '@local-stack/provisioning/provide-topics';
import { ACCESS_TOKEN } from '../../../gateway/src/admin/live-events';
import { EVENT_HEADERS } from './event-headers';
import { liveChannels, liveMessages, liveOperations, liveSchemas } from './live-events';
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

const DESCRIPTION = [
  'The events of Cruddur Messages: on Kafka for other services, and of the gateway for each person.',
  'Those on Kafka are CloudEvents 1.0 in the binary mode of the Kafka binding, with their attributes in headers and their data as the value. An event may come more than once, with the same `ce_id`. Its data may have more fields than are told here.',
  'What the stream has lost is published anew from the table, with a `ce_id` that begins with `table/`: a message then has its text as it is by then, and its changes follow.',
  'Where `KAFKA_TOPIC_PREFIX` is set, it stands before the name of each topic.',
  'A topic whose retention is not told keeps its records as long as the broker keeps those of any.',
].join('\n');

const [BROKER] = kafkaVariables.KAFKA_BROKERS.parse(undefined);

/** Where they are on one's own machine. */
const SERVERS = {
  kafka: { host: BROKER, protocol: 'kafka', description: 'Elsewhere as `KAFKA_BROKERS` says.' },
  gateway: {
    host: `localhost:${DEFAULT_PORTS.gateway}`,
    protocol: 'http',
    description: 'Elsewhere behind something that speaks HTTPS.',
    security: [{ $ref: '#/components/securitySchemes/accessToken' }],
  },
};

const KAFKA = { $ref: '#/servers/kafka' };
const GATEWAY = { $ref: '#/servers/gateway' };

/** What is on the topics and what the gateway tells, made of the schemas that check events and of the topics' definitions. */
export function asyncApiDocument(): object {
  const channels = { ...eventChannels(), ...deadLetterChannels(), ...liveChannels(GATEWAY) };
  const told = liveOperations();
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Cruddur Messages',
      version: '1',
      description: DESCRIPTION,
      license: { name: 'MIT' },
    },
    defaultContentType: 'application/json',
    servers: SERVERS,
    channels,
    operations: Object.fromEntries(
      Object.keys(channels).map((name) => [
        `publish-${name}`,
        { action: 'send', channel: { $ref: `#/channels/${name}` }, ...told[name] },
      ]),
    ),
    components: {
      schemas: { eventHeaders: EVENT_HEADERS, ...liveSchemas() },
      messages: { ...eventMessages(), ...named([RECORD_LETTER, CHANGE_LETTER]), ...liveMessages() },
      securitySchemes: { accessToken: ACCESS_TOKEN },
    },
  };
}

const eventMessages = (): Record<string, object> =>
  Object.fromEntries(
    Object.values(EVENTS).flatMap(({ schemas, key }) =>
      Object.entries(schemas).map(([type, schema]) => [nameOf(type), eventMessage(type, schema, key)]),
    ),
  );

const named = (messages: { name: string }[]): Record<string, object> =>
  Object.fromEntries(messages.map((message) => [message.name, message]));

const eventChannels = (): Record<string, object> =>
  Object.fromEntries(
    Object.entries(EVENTS).map(([name, { topic, schemas, description }]) => [
      name,
      { ...channelOf(topic), description, messages: messagesOf(schemas) },
    ]),
  );

const deadLetterChannels = (): Record<string, object> =>
  Object.fromEntries(
    DEAD_LETTER_KEEPERS.map(({ topic, keeper }) => [
      `${topic.slice(topic.indexOf('.') + 1)}-${keeper}-dead-letters`,
      {
        ...channelOf(deadLetterTopic(topic, keeper)),
        description:
          keeper === STREAM_RELAY
            ? `Changes of the table that cannot be published on \`${topic}\`.`
            : `Records of \`${topic}\` that \`${keeper}\` gave up on, as they came.`,
        messages: {
          letter: {
            $ref: `#/components/messages/${keeper === STREAM_RELAY ? CHANGE_LETTER.name : RECORD_LETTER.name}`,
          },
        },
      },
    ]),
  );

/** As much of it as the binding has names for. */
const TOLD_CONFIGURATION = /^(cleanup\.policy|retention\..*)$/;

function channelOf(topic: string): object {
  const definition = topicDefinitions('').find((each) => each.topic === topic);
  const { numPartitions, configEntries = [] } = definition ?? {};
  const told = configEntries.filter(({ name }) => TOLD_CONFIGURATION.test(name));
  const configuration = Object.fromEntries(
    told.map(({ name, value }) => [name, name === 'cleanup.policy' ? value.split(',') : Number(value)]),
  );
  return {
    address: topic,
    servers: [KAFKA],
    bindings: {
      kafka: {
        topic,
        partitions: numPartitions,
        ...(told.length > 0 && { topicConfiguration: configuration }),
        bindingVersion: '0.5.0',
      },
    },
  };
}

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

const REASON = {
  [DEAD_LETTER_HEADERS.reason]: { type: 'string', description: 'Why it was given up.' },
};

const RECORD_LETTER = {
  name: 'dead-letter',
  title: 'A record that was given up',
  headers: {
    type: 'object',
    description: 'Those that the record came with, and these.',
    required: Object.values(DEAD_LETTER_HEADERS),
    properties: {
      ...REASON,
      [DEAD_LETTER_HEADERS.origin]: { type: 'string', description: 'Topic, partition and offset of the record.' },
    },
  },
  payload: { description: 'The value of the record, whatever it is.' },
  bindings: kafkaKey('That of the record.'),
};

const CHANGE_LETTER = {
  name: 'unpublished-change',
  title: 'A change that cannot be published',
  headers: {
    type: 'object',
    description: 'Those of the event, as far as there is one, and this.',
    required: [DEAD_LETTER_HEADERS.reason],
    properties: { ...EVENT_HEADERS.properties, ...REASON },
  },
  payload: { type: 'object', description: 'Where the record of the stream and its item are found again.' },
  bindings: kafkaKey('That of the event; of what is no event, the sequence number of the record.'),
};

function kafkaKey(description: string): object {
  return { kafka: { key: { type: 'string', description }, bindingVersion: '0.5.0' } };
}

/** Such as `message.sent` of `com.cruddur.message.sent`. */
const nameOf = (type: string): string => type.replace(/^com\.cruddur\./, '');
