import { CONSUMERS, DEAD_LETTER_TOPICS, LIVE_TOPIC, TOPICS } from '@app/common/events';
import {
  createKafka,
  createMissingTopics,
  type KafkaConfig,
  LOG_APPEND_TIME,
  type TopicDefinition,
} from '@app/common/kafka';

const PARTITIONS = 6;

export interface TopicSettings extends KafkaConfig {
  KAFKA_TOPIC_PREFIX: string;
}

/** Within which the topic of users forgets what a later event of the same user has replaced. */
const FORGOTTEN_WITHIN_MS = 86_400_000;

/** The topics that the services write and read. `users` keeps the last event of each user for ever. */
export const topicDefinitions = (prefix: string): TopicDefinition[] => [
  // By one clock, the broker's, live updates know what a client has.
  { topic: prefix + TOPICS.messages, numPartitions: PARTITIONS, configEntries: [LOG_APPEND_TIME] },
  {
    topic: prefix + TOPICS.users,
    numPartitions: PARTITIONS,
    configEntries: [
      { name: 'cleanup.policy', value: 'compact' },
      { name: 'max.compaction.lag.ms', value: String(FORGOTTEN_WITHIN_MS) },
    ],
  },
  {
    topic: prefix + LIVE_TOPIC,
    numPartitions: PARTITIONS,
    configEntries: [
      { name: 'retention.ms', value: '60000' },
      { name: 'segment.ms', value: '60000' },
    ],
  },
  ...DEAD_LETTER_TOPICS.map((topic) => ({ topic: prefix + topic, numPartitions: PARTITIONS })),
];

/** Creates the topics that are missing, and waits until consumers can join a group. */
export const provideTopics = (config: TopicSettings): Promise<void> =>
  createMissingTopics(
    createKafka(config, 'cruddur'),
    topicDefinitions(config.KAFKA_TOPIC_PREFIX),
    CONSUMERS.groupProjector,
  );
