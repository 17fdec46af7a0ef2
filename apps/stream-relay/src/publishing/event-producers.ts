import { Inject, Injectable } from '@nestjs/common';
import type { Kafka, Producer } from 'kafkajs';
import { KAFKA } from '@app/common/kafka';
import { rememberingPartitioner } from './remembering-partitioner';

export type EventProducer = Pick<Producer, 'connect' | 'disconnect' | 'sendBatch'>;

/** Makes producers that repeat a send until Kafka answers; Kafka drops the repeats. */
@Injectable()
export class EventProducers {
  constructor(@Inject(KAFKA) private readonly kafka: Kafka) {}

  create(): EventProducer {
    return this.kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      retry: { retries: Number.MAX_SAFE_INTEGER },
      allowAutoTopicCreation: false,
      createPartitioner: rememberingPartitioner,
    });
  }
}
