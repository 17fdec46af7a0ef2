import type { Kafka, Producer } from 'kafkajs';
import { rememberingPartitioner } from './remembering-partitioner';

export type EventProducer = Pick<Producer, 'connect' | 'disconnect' | 'sendBatch'>;

/** It repeats a send until Kafka answers, and Kafka drops the repeats. */
export const createEventProducer = (kafka: Kafka): EventProducer =>
  kafka.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    retry: { retries: Number.MAX_SAFE_INTEGER },
    allowAutoTopicCreation: false,
    createPartitioner: rememberingPartitioner,
  });
