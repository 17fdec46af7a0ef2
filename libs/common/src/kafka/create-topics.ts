import { type Admin, KafkaJSProtocolError } from 'kafkajs';
import { failureOf } from '@app/common/errors';
import { pause } from '@app/common/patience';
import type { KafkaClient } from './client';
import { mendTopicConfig } from './topic-config';
import { withAdmin } from './with-admin';

export interface TopicDefinition {
  topic: string;
  numPartitions?: number;
  configEntries?: { name: string; value: string }[];
}

const KNOWN_WITHIN_MS = 60_000;
const LOOK_AGAIN_MS = 50;

/**
 * Creates the topics that are missing, and resolves once they can be used.
 *
 * Kafka's controller answers before its brokers have heard of a topic that is new, or gone, and the client takes the
 * answer of a broker that has not for a failure, with `waitForLeaders` too.
 */
export async function createTopics(admin: Admin, topics: TopicDefinition[]): Promise<void> {
  const names = topics.map(({ topic }) => topic);
  const deadline = performance.now() + KNOWN_WITHIN_MS;
  for (;;) {
    const failure = await failureOf(async () => {
      await admin.createTopics({ topics });
      await admin.fetchTopicMetadata({ topics: names });
    });
    if (!failure) return;
    if (!isUnheardOf(failure.error) || performance.now() > deadline) throw failure.error;
    await pause(LOOK_AGAIN_MS);
  }
}

/**
 * As `createTopics`, for those that are missing; those that exist get the settings that they lack. It waits until consumers can join a group: a new broker makes the topic
 * of the groups only when somebody asks for a group's coordinator.
 */
export const createMissingTopics = (kafka: KafkaClient, definitions: TopicDefinition[], group: string): Promise<void> =>
  withAdmin(kafka, async (admin) => {
    const existing = new Set(await admin.listTopics());
    const topics = definitions.filter(({ topic }) => !existing.has(topic));
    if (topics.length > 0) await createTopics(admin, topics);
    for (const { topic, configEntries = [] } of definitions) {
      if (existing.has(topic) && configEntries.length > 0) await mendTopicConfig(admin, topic, configEntries);
    }
    await admin.describeGroups([group]);
  });

const isUnheardOf = (error: unknown): boolean =>
  error instanceof KafkaJSProtocolError && error.type === 'UNKNOWN_TOPIC_OR_PARTITION';
