import { Inject, Injectable, Logger } from '@nestjs/common';
import { describeError } from '@app/common/errors';
import { extensionsOf } from '@app/common/events';
import { isTooLarge } from '@app/common/kafka';
import { MONOTONIC_CLOCK, type MonotonicClock } from '@app/common/patience';
import { idsOf, untilSettled } from '@app/common/tracing';
import { RelayMetrics } from '../running/relay-metrics';
import { type Batch, frontOf, splitIntoBatches } from './batches';
import { type EventProducer, EventProducers } from './event-producers';
import type { Publication } from './publication';
import { RelayDeadLetters } from './relay-dead-letters';

interface QueuedBatch extends Batch {
  since: number;
  acknowledge: () => void;
  refuse: (error: unknown) => void;
}

const LONGEST_WAIT_MS = 15_000;
const STUCK_AFTER_MS = 60_000;
const ALL_REPLICAS = -1;

/**
 * Publishes for all shards of the process through one idempotent producer, one send at a time: with concurrent sends
 * the client would lose acknowledged messages. It repeats a send until Kafka answers.
 *
 * A send that ends in an error leaves open which of its events arrived. The producer is replaced, since its sequence
 * no longer agrees with the broker's, and all that waits is refused, since nothing of a shard may overtake what failed.
 */
@Injectable()
export class EventPublisher {
  private readonly logger = new Logger(EventPublisher.name);
  private queue: QueuedBatch[] = [];
  private producer: EventProducer | undefined;
  private isSending = false;
  private failure: string | undefined;
  private isClosed = false;
  private lastOutcome = 0;

  constructor(
    @Inject(EventProducers) private readonly producers: Pick<EventProducers, 'create'>,
    private readonly deadLetters: RelayDeadLetters,
    private readonly metrics: RelayMetrics,
    @Inject(MONOTONIC_CLOCK) private readonly clock: MonotonicClock,
  ) {}

  /** Resolves when Kafka has acknowledged every one of them; rejects when that is not known. */
  async publish(publications: Publication[]): Promise<void> {
    const spans = publications.flatMap(({ span }) => span ?? []);
    const batches = splitIntoBatches(publications);
    await untilSettled(spans, () => Promise.all(batches.map((batch) => this.enqueue(batch))));
    for (const publication of publications) this.logPublished(publication);
  }

  /** @throws when something has waited too long for Kafka's acknowledgement, or the last send was refused. */
  check(): void {
    if (this.failure) throw new Error(`Kafka refused the last send: ${this.failure}`);
    const wait = this.clock() - (this.queue[0]?.since ?? this.clock());
    if (wait > LONGEST_WAIT_MS) throw new Error(`Kafka has acknowledged nothing for ${Math.round(wait / 1_000)} s`);
  }

  /** @throws when no send has come to an end for long, though Kafka has answered others all that time. */
  checkAlive(kafkaAnswersForMs: number): void {
    const [first] = this.queue;
    const silence = first ? Math.min(this.clock() - Math.max(first.since, this.lastOutcome), kafkaAnswersForMs) : 0;
    if (silence > STUCK_AFTER_MS) throw new Error(`no send has come to an end for ${Math.round(silence / 1_000)} s`);
  }

  /** Refuses what still waits, and lets Kafka go. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.refuseAll(new Error('the publisher is closed'));
    await this.producer?.disconnect();
  }

  private logPublished({ topic, record, origin }: Publication): void {
    this.logger.debug({
      msg: `published on ${topic}`,
      ...idsOf(extensionsOf(record)),
      event_id: record.headers['ce_id'],
      event_type: record.headers['ce_type'],
      sequence_number: origin.sequenceNumber,
    });
  }

  private enqueue(batch: Batch): Promise<void> {
    return new Promise((acknowledge, refuse) => {
      if (this.isClosed) return refuse(new Error('the publisher is closed'));
      this.queue.push({ ...batch, since: this.clock(), acknowledge, refuse });
      if (!this.isSending) void this.sendAll();
    });
  }

  private async sendAll(): Promise<void> {
    this.isSending = true;
    while (this.queue.length > 0) await this.sendFront(frontOf(this.queue));
    this.isSending = false;
  }

  private async sendFront(front: QueuedBatch[]): Promise<void> {
    try {
      await this.send(front.flatMap((batch) => batch.publications));
      this.failure = undefined;
      this.queue = this.queue.slice(front.length);
      for (const batch of front) batch.acknowledge();
    } catch (error) {
      this.failure = describeError(error);
      this.refuseAll(error);
    }
    this.lastOutcome = this.clock();
  }

  private refuseAll(error: unknown): void {
    const refused = this.queue;
    this.queue = [];
    for (const batch of refused) batch.refuse(error);
  }

  /** An event that alone is still too large becomes a dead letter; the others go on. */
  private async send(publications: Publication[]): Promise<void> {
    try {
      await this.produce(publications);
      this.metrics.eventsPublished += publications.length;
    } catch (error) {
      this.dropProducer();
      if (!isTooLarge(error)) throw error;
      await this.sendSmaller(publications, error.message);
    }
  }

  private async sendSmaller(publications: Publication[], reason: string): Promise<void> {
    const [first, ...others] = publications;
    if (others.length === 0) return this.produce(first ? [this.deadLetters.ofEvent(first, reason)] : []);
    const middle = Math.ceil(publications.length / 2);
    await this.send(publications.slice(0, middle));
    await this.send(publications.slice(middle));
  }

  private async produce(publications: Publication[]): Promise<void> {
    this.producer ??= await this.connect();
    const topics = new Set(publications.map(({ topic }) => topic));
    await this.producer.sendBatch({
      acks: ALL_REPLICAS,
      topicMessages: [...topics].map((topic) => ({
        topic,
        messages: publications.filter((each) => each.topic === topic).map(({ record }) => record),
      })),
    });
  }

  private async connect(): Promise<EventProducer> {
    const producer = this.producers.create();
    await producer.connect();
    return producer;
  }

  private dropProducer(): void {
    const dropped = this.producer;
    this.producer = undefined;
    dropped?.disconnect().catch(() => undefined);
  }
}
