import { Logger } from '@nestjs/common';
import { Registry } from 'prom-client';
import { KafkaJSProtocolError, type ProducerBatch } from 'kafkajs';
import { RelayMetrics } from '../running/relay-metrics';
import type { EventProducer } from './event-producers';
import { EventPublisher } from './event-publisher';
import type { Publication } from './publication';
import { RelayDeadLetters } from './relay-dead-letters';

const publication = (value: string): Publication => ({
  topic: 'events',
  record: { key: 'group', value, headers: { ce_id: value } },
  origin: { streamArn: 'stream', shardId: 'shard', sequenceNumber: value, keys: { pk: { S: 'MSG#group' } } },
});
const publications = (from: number, to: number): Publication[] =>
  Array.from({ length: to - from + 1 }, (_, i) => publication(String(from + i)));

const tooLarge = () =>
  new KafkaJSProtocolError(Object.assign(new Error('too large'), { type: 'MESSAGE_TOO_LARGE', code: 10 }));

/** A broker that takes each send when the test lets it. */
class ScriptedKafka {
  readonly sends: { topic: string; values: string[] }[][] = [];
  producers = 0;
  answer: (values: string[]) => Promise<void> = () => Promise.resolve();

  producer(): EventProducer {
    this.producers += 1;
    return {
      connect: () => Promise.resolve(),
      disconnect: () => Promise.resolve(),
      sendBatch: async ({ topicMessages = [] }: ProducerBatch) => {
        const send = topicMessages.map(({ topic, messages }) => ({
          topic,
          values: messages.map(({ value }) => String(value)),
        }));
        this.sends.push(send);
        await this.answer(send.flatMap(({ values }) => values));
        return [];
      },
    };
  }
}

describe('the publisher', () => {
  let kafka: ScriptedKafka;
  let metrics: RelayMetrics;
  let publisher: EventPublisher;
  let now: number;

  beforeAll(() => {
    Logger.overrideLogger(false);
  });
  beforeEach(() => {
    kafka = new ScriptedKafka();
    metrics = new RelayMetrics(new Registry());
    const deadLetters = new RelayDeadLetters({ deadLetters: 'dead-letters' }, metrics);
    now = 0;
    publisher = new EventPublisher({ create: () => kafka.producer() }, deadLetters, metrics, () => now);
  });

  it('has one send under way at a time, and sends together what has waited meanwhile', async () => {
    let inFlight = 0;
    kafka.answer = async () => {
      inFlight += 1;
      expect(inFlight).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
      inFlight -= 1;
    };
    await Promise.all([1, 2, 3].map((n) => publisher.publish(publications(n, n))));
    expect(kafka.sends).toEqual([[{ topic: 'events', values: ['1'] }], [{ topic: 'events', values: ['2', '3'] }]]);
  });

  it('resolves only when Kafka has acknowledged', async () => {
    let acknowledge = (): void => undefined;
    kafka.answer = () => new Promise((resolve) => (acknowledge = resolve));
    let resolved = false;
    const published = publisher.publish(publications(1, 1)).then(() => (resolved = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(resolved).toBe(false);
    acknowledge();
    await published;
  });

  it('sends a large page in several batches, in order', async () => {
    await publisher.publish(publications(1, 2_200));
    expect(kafka.sends.map(([send]) => send?.values.length)).toEqual([1_000, 1_000, 200]);
    const values = kafka.sends.flatMap(([send]) => send?.values);
    expect(values).toEqual(publications(1, 2_200).map(({ record }) => record.value));
  });

  it('keeps a batch below what a broker takes', async () => {
    const large = 'x'.repeat(200 * 1_024);
    await publisher.publish([1, 2, 3, 4, 5].map(() => publication(large)));
    expect(kafka.sends.map(([send]) => send?.values.length)).toEqual([4, 1]);
  });

  it('refuses all that waits behind a failed send, and begins again with another producer', async () => {
    kafka.answer = () => Promise.reject(new Error('OUT_OF_ORDER_SEQUENCE_NUMBER'));
    const outcomes = await Promise.allSettled([
      publisher.publish(publications(1, 1_100)),
      publisher.publish([publication('x')]),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(kafka.sends).toHaveLength(1);
    expect(() => publisher.check()).toThrow(/OUT_OF_ORDER/);

    kafka.answer = () => Promise.resolve();
    await publisher.publish(publications(1, 1));
    expect(kafka.producers).toBe(2);
    expect(() => publisher.check()).not.toThrow();
  });

  it('keeps an event that is too large as a pointer among the dead letters; the others arrive in order', async () => {
    kafka.answer = (values) => (values.includes('3') ? Promise.reject(tooLarge()) : Promise.resolve());
    const arrived: string[] = [];
    const answer = kafka.answer;
    kafka.answer = async (values) => {
      await answer(values);
      arrived.push(...values);
    };
    await publisher.publish(publications(1, 5));
    const [letter] = arrived.splice(2, 1);
    expect(arrived).toEqual(['1', '2', '4', '5']);
    expect(JSON.parse(letter!)).toEqual(publication('3').origin);
    expect(metrics.deadLetters).toBe(1);
  });

  it('is stuck when a send does not end though Kafka answers others; while Kafka is away it waits', async () => {
    kafka.answer = () => new Promise(() => undefined);
    const outcome = expect(publisher.publish(publications(1, 1))).rejects.toThrow(/closed/);
    now += 600_000;
    expect(() => publisher.check()).toThrow('Kafka has acknowledged nothing for 600 s');
    expect(() => publisher.checkAlive(5_000)).not.toThrow();
    expect(() => publisher.checkAlive(61_000)).toThrow('no send has come to an end for 61 s');
    await publisher.close();
    await outcome;
  });

  it('refuses what still waits when it is closed', async () => {
    kafka.answer = () => new Promise(() => undefined);
    const published = publisher.publish(publications(1, 1));
    const outcome = expect(published).rejects.toThrow(/closed/);
    await publisher.close();
    await outcome;
    await expect(publisher.publish(publications(2, 2))).rejects.toThrow(/closed/);
  });
});
