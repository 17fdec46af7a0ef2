import { Partitioners, type Kafka, type KafkaMessage, type Message, type Producer } from 'kafkajs';
import { DEAD_LETTER_HEADERS, deadLetterTopic } from '@app/common/events';
import type { Refused } from './delivery';

const LONGEST_REASON = 1_000;

/**
 * Keeps the records that a consumer gave up on, as they came: key, value and headers, plus why and from where.
 * A record may be kept twice, never lost.
 */
export class ConsumerDeadLetters {
  private readonly producer: Producer;
  private connected: Promise<void> | undefined;

  constructor(
    kafka: Kafka,
    private readonly consumer: string,
  ) {
    this.producer = kafka.producer({
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
      retry: { retries: 2 },
    });
  }

  /** Resolves once Kafka has acknowledged all of them. */
  async keep(topic: string, partition: number, refused: Refused[]): Promise<void> {
    this.connected ??= this.producer.connect();
    await this.connected;
    await this.producer.send({
      topic: deadLetterTopic(topic, this.consumer),
      messages: refused.map(({ record, reason }) => letterOf(record, reason, `${topic}/${partition}`)),
    });
  }

  async close(): Promise<void> {
    await this.producer.disconnect();
  }
}

const letterOf = ({ key, value, headers, offset }: KafkaMessage, reason: string, origin: string): Message => ({
  key,
  value,
  headers: {
    ...headers,
    [DEAD_LETTER_HEADERS.reason]: reason.slice(0, LONGEST_REASON),
    [DEAD_LETTER_HEADERS.origin]: `${origin}/${offset}`,
  },
});
