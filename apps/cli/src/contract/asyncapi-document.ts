import { DEFAULT_PORTS, kafkaVariables } from '@app/common/config';
import { ACCESS_TOKEN } from '../../../gateway/src/admin/live-events';
import { deadLetterChannels, deadLetterMessages } from './dead-letters';
import { EVENT_HEADERS } from './event-headers';
import { liveChannels, liveMessages, liveOperations, liveSchemas } from './live-events';
import { eventChannels, eventMessages } from './topic-events';

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
      messages: { ...eventMessages(), ...deadLetterMessages(), ...liveMessages() },
      securitySchemes: { accessToken: ACCESS_TOKEN },
    },
  };
}
