import { setTimeout as sleep } from 'node:timers/promises';
import { type Admin, type ITopicConfig, KafkaJSProtocolError } from 'kafkajs';
import { failureOf } from './outages';

const KNOWN_WITHIN_MS = 60_000;
const LOOK_AGAIN_MS = 50;

/**
 * Creates the topics that are missing, and resolves once they can be used.
 *
 * Kafka's controller answers before its brokers have heard of a topic that is new, or gone, and the client takes the
 * answer of a broker that has not for a failure, with `waitForLeaders` too.
 */
export async function createTopics(admin: Admin, topics: ITopicConfig[]): Promise<void> {
  const names = topics.map(({ topic }) => topic);
  const deadline = performance.now() + KNOWN_WITHIN_MS;
  for (;;) {
    const failure = await failureOf(async () => {
      await admin.createTopics({ topics });
      await admin.fetchTopicMetadata({ topics: names });
    });
    if (!failure) return;
    if (!isUnheardOf(failure.error) || performance.now() > deadline) throw failure.error;
    await sleep(LOOK_AGAIN_MS);
  }
}

const isUnheardOf = (error: unknown): boolean =>
  error instanceof KafkaJSProtocolError && error.type === 'UNKNOWN_TOPIC_OR_PARTITION';
