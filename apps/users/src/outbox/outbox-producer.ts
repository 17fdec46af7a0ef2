import { Inject, Injectable } from '@nestjs/common';
import { type Kafka, Partitioners, type Producer } from 'kafkajs';
import { encodeCloudEvent, encodeTombstone, type CloudEvent } from '@app/common/events';
import { KAFKA } from '@app/common/kafka';

/** The topic that the outbox is published on, with the prefix of its stack. */
export const OUTBOX_TOPIC = Symbol('OUTBOX_TOPIC');

const ALL_REPLICAS = -1;

/** Sends batches of events to one topic. Its caller sends one at a time, and the same again after a failure. */
@Injectable()
export class OutboxProducer {
  private producer: Producer | undefined;

  constructor(
    @Inject(KAFKA) private readonly kafka: Kafka,
    @Inject(OUTBOX_TOPIC) private readonly topic: string,
  ) {}

  /**
   * Resolves when Kafka has acknowledged all of them. After a failure it is not known which of them arrived, and the
   * producer's sequence no longer agrees with the broker's: the next batch goes through a new one.
   */
  async send(events: CloudEvent[]): Promise<void> {
    this.producer ??= this.kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
    });
    try {
      await this.producer.connect();
      await this.producer.send({ topic: this.topic, acks: ALL_REPLICAS, messages: events.map(encode) });
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    const closing = this.producer;
    this.producer = undefined;
    await closing?.disconnect();
  }
}

const encode = (event: CloudEvent) => (event.data === null ? encodeTombstone(event) : encodeCloudEvent(event));
