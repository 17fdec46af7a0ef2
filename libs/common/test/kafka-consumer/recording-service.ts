import { Controller } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import type { INestApplication } from '@nestjs/common';
import type { Consumer } from 'kafkajs';
import { Registry } from 'prom-client';
import { z } from 'zod';
import { encodeCloudEvent, type CloudEvent, type KafkaRecord } from '@app/common/events';
import {
  type BatchConsumerOptions,
  BatchConsumerStrategy,
  connectBatchConsumer,
  type Joining,
  TakesEvents,
} from '@app/common/kafka-consumer';
import type { TestKafka } from '../../../../test/support/test-kafka';

export const TOPIC = 'things';
const THING_HAPPENED = 'test.thing.happened';

export const anEvent = (id: string, key = 'k'): KafkaRecord =>
  encodeCloudEvent({
    id,
    source: 'test',
    type: THING_HAPPENED,
    time: '2026-01-01T00:00:00Z',
    subject: key,
    data: { id },
  });

const THINGS = { [THING_HAPPENED]: z.object({ id: z.string() }) };

/** Takes down what it is handed; a test decides what happens before that. */
class Recorder {
  readonly taken: string[] = [];
  before: (ids: string[]) => Promise<void> | void = () => undefined;

  async take(events: CloudEvent[]): Promise<void> {
    const ids = events.map(({ id }) => id);
    await this.before(ids);
    this.taken.push(...ids);
  }
}

type RecordingOptions = { before?: Recorder['before']; joining?: Joining<CloudEvent> } & Pick<
  BatchConsumerOptions,
  'graceMs' | 'mostHeld'
>;

function consumerOf(joining: Joining<CloudEvent> | undefined) {
  @Controller()
  class RecordingConsumer extends Recorder {
    @TakesEvents(TOPIC, THINGS, joining)
    override take(events: CloudEvent[]): Promise<void> {
      return super.take(events);
    }
  }
  return RecordingConsumer;
}

/** A running service with one batch consumer. */
export class RecordingService {
  private constructor(
    private readonly app: INestApplication,
    private readonly consumer: Recorder,
    private readonly strategy: BatchConsumerStrategy,
    private readonly registry: Registry,
  ) {}

  static async start(
    testKafka: Pick<TestKafka, 'kafka' | 'prefix'>,
    groupId: string,
    { before, joining, ...options }: RecordingOptions = {},
  ): Promise<RecordingService> {
    const RecordingConsumer = consumerOf(joining);
    const module = await Test.createTestingModule({ controllers: [RecordingConsumer] }).compile();
    const app = module.createNestApplication(new FastifyAdapter(), { logger: false });
    const registry = new Registry();
    const strategy = new BatchConsumerStrategy({
      kafka: testKafka.kafka,
      groupId: testKafka.prefix + groupId,
      consumer: 'recorder',
      registry,
      topicPrefix: testKafka.prefix,
      ...options,
    });
    const consumer = app.get(RecordingConsumer);
    if (before) consumer.before = before;
    connectBatchConsumer(app, strategy);
    await app.startAllMicroservices();
    await app.init();
    return new RecordingService(app, consumer, strategy, registry);
  }

  get taken(): readonly string[] {
    return this.consumer.taken;
  }

  /** Why it does no work; undefined while it does. */
  get unready(): string | undefined {
    try {
      this.strategy.check();
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  }

  async heldRecords(): Promise<number> {
    const metric = await this.registry.getSingleMetric('cruddur_consumer_held_records')?.get();
    return metric?.values[0]?.value ?? 0;
  }

  /** Calls `each` after every fetch, until the function that it returns is called. */
  onFetch(each: () => void): () => void {
    const consumer = this.strategy.unwrap<Consumer>();
    return consumer.on(consumer.events.FETCH, each);
  }

  stop(): Promise<void> {
    return this.app.close();
  }
}
