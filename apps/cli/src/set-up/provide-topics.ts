import type { ITopicConfig } from 'kafkajs';
import { CONSUMERS, DEAD_LETTER_TOPICS, TOPICS } from '@app/common/events';
import { createKafka, createTopics, type KafkaConfig } from '@app/common/kafka';

const PARTITIONS = 6;

export interface TopicSettings extends KafkaConfig {
  KAFKA_TOPIC_PREFIX: string;
}

/** The topics that the services write and read. `users` keeps the last event of each user for ever. */
export const topicDefinitions = (prefix: string): ITopicConfig[] => [
  { topic: prefix + TOPICS.messages, numPartitions: PARTITIONS },
  {
    topic: prefix + TOPICS.users,
    numPartitions: PARTITIONS,
    configEntries: [{ name: 'cleanup.policy', value: 'compact' }],
  },
  ...DEAD_LETTER_TOPICS.map((topic) => ({ topic: prefix + topic, numPartitions: PARTITIONS })),
];

/**
 * Creates the topics that are missing, and waits until consumers can join a group: a new broker makes the topic of the
 * groups only when somebody asks for a group's coordinator.
 */
export async function provideTopics(config: TopicSettings): Promise<void> {
  const admin = createKafka(config, 'cruddur').admin();
  await admin.connect();
  try {
    const existing = new Set(await admin.listTopics());
    const topics = topicDefinitions(config.KAFKA_TOPIC_PREFIX).filter(({ topic }) => !existing.has(topic));
    if (topics.length > 0) await createTopics(admin, topics);
    await admin.describeGroups([CONSUMERS.groupProjector]);
  } finally {
    await admin.disconnect();
  }
}
