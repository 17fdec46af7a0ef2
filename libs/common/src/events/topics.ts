export const TOPICS = {
  messages: 'cruddur.messages',
  users: 'cruddur.users',
} as const;

export type Topic = (typeof TOPICS)[keyof typeof TOPICS];

/** What gateways tell each other of who is there; nobody else reads it, and it is soon forgotten. */
export const LIVE_TOPIC = 'cruddur.live';

/** Where a consumer that gave up leaves a record, beside the topic it came from. */
export const deadLetterTopic = (topic: string, consumer: string): string => `${topic}.${consumer}.dead-letter`;

/** The consumers, each by the name that its dead letters carry. */
export const CONSUMERS = { groupProjector: 'group-projector', messages: 'messages', gateway: 'gateway' } as const;

/** The publisher of `cruddur.messages`. It keeps dead letters too, of changes that cannot be published. */
export const STREAM_RELAY = 'stream-relay';

/** The keepers of dead letters, each with the topic that they come from. */
export const DEAD_LETTER_KEEPERS = [
  { topic: TOPICS.messages, keeper: CONSUMERS.groupProjector },
  { topic: TOPICS.users, keeper: CONSUMERS.messages },
  { topic: TOPICS.users, keeper: CONSUMERS.gateway },
  { topic: TOPICS.messages, keeper: STREAM_RELAY },
] as const;

/** Every topic that must exist before the services start, beside `TOPICS`. */
export const DEAD_LETTER_TOPICS = DEAD_LETTER_KEEPERS.map(({ topic, keeper }) => deadLetterTopic(topic, keeper));

/** Headers of a dead letter beside those that its record came with: why, and where in which topic it stood. */
export const DEAD_LETTER_HEADERS = { reason: 'dead-letter-reason', origin: 'dead-letter-origin' } as const;
