import { Partitioners, type Producer } from 'kafkajs';
import type { KafkaClient } from './client';

/** A record to send: key, value and headers as they are. */
export interface OutgoingRecord {
  key: Buffer | string | null;
  value: Buffer | string | null;
  headers?: Record<string, Buffer | string | (Buffer | string)[] | undefined>;
}

export const createProducer = (kafka: KafkaClient): Producer =>
  kafka.producer({ allowAutoTopicCreation: false, createPartitioner: Partitioners.DefaultPartitioner });

/** Sends single records, now and then. */
export class RecordSender {
  private readonly producer: Producer;

  constructor(kafka: KafkaClient) {
    this.producer = createProducer(kafka);
  }

  connect(): Promise<void> {
    return this.producer.connect();
  }

  /** Resolves when Kafka has acknowledged it. */
  async send(topic: string, record: OutgoingRecord): Promise<void> {
    await this.producer.send({ topic, messages: [record] });
  }

  close(): Promise<void> {
    return this.producer.disconnect();
  }
}
