import type { BatchConsumerOptions } from './batch-consumer-options';
import { BatchConsumerStrategy } from './batch-consumer.strategy';
import { createKafka, type KafkaConfig } from '@app/common/kafka';

interface BatchConsumer extends Pick<BatchConsumerOptions, 'from' | 'registry'> {
  /** One of `CONSUMERS`. */
  name: string;
  /** Its consumer group, without the prefix of the stack; by default of the same name. */
  group?: string;
}

/** The consumer of an app. What it reads, the `@TakesEvents` methods of the app's controllers say. */
export const createBatchConsumer = (
  config: KafkaConfig & { KAFKA_TOPIC_PREFIX: string },
  { name, group = name, ...options }: BatchConsumer,
): BatchConsumerStrategy =>
  new BatchConsumerStrategy({
    kafka: createKafka(config, name),
    groupId: config.KAFKA_TOPIC_PREFIX + group,
    consumer: name,
    topicPrefix: config.KAFKA_TOPIC_PREFIX,
    ...options,
  });
