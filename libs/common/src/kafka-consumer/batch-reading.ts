import type { EachBatchPayload } from 'kafkajs';
import { AssignedWork } from './assigned-work';
import type { BatchConsumerOptions } from './batch-consumer-options';
import { BatchDelivery, type BatchDeliveryOptions } from './batch-delivery';
import { decodeBatch } from './decode-batch';
import { withHeartbeats } from './heartbeats';
import { HeldRecords } from './held-records';
import { OffsetCommits } from './offset-commits';
import { PartitionWork } from './partition-work';

export interface BatchReadingOptions extends BatchDeliveryOptions {
  /** Called when a delivery ended in a way that none may end in. */
  onFailure: (error: unknown) => void;
}

/** So many records wait 250 ms at most where a process takes 20,000 a second, three times what one was measured to take. */
const MOST_HELD = 5_000;

/** Takes batches from Kafka, gets them delivered, and commits how far that has come. */
export class BatchReading {
  private readonly delivery: BatchDelivery;
  private readonly commits = new OffsetCommits();
  private readonly held: HeldRecords;
  private readonly underWay = new Set<AbortController>();
  private work: AssignedWork;
  private stopped: Promise<void> | undefined;

  constructor(
    private readonly consumer: BatchConsumerOptions,
    private readonly options: BatchReadingOptions,
  ) {
    this.delivery = new BatchDelivery(options);
    this.held = new HeldRecords(consumer.mostHeld ?? MOST_HELD, (count) => options.metrics.held(count));
    this.work = this.newWork();
  }

  /** Resolves when the next batch of the partition may come. */
  async onBatch(payload: EachBatchPayload): Promise<void> {
    const giveUp = new AbortController();
    this.underWay.add(giveUp);
    try {
      // A batch that comes behind a stop is left to others, and must not be fetched again and again meanwhile.
      const work = (): Promise<void> => this.stopped ?? this.take(payload, giveUp.signal);
      await withHeartbeats(() => payload.heartbeat(), giveUp, work);
    } catch (error) {
      if (!this.stopped) throw error;
    } finally {
      this.underWay.delete(giveUp);
    }
  }

  /** To be called before a rebalance: commits what still takes effect, if there is time. */
  async handOver(): Promise<void> {
    await this.commits.flush();
    await this.work.flush();
    await this.commits.flush();
  }

  /**
   * To be called after a rebalance. What was held takes effect at once, which does no harm to what another member has
   * done meanwhile. It is not committed, and nothing waits for it.
   */
  beginAnew(): void {
    const before = this.work;
    this.commits.drop();
    this.work = this.newWork();
    void before.giveUp(new Error('the group has shared out its partitions anew'));
  }

  /** Takes no further batch. Resolves when what is held has taken effect, or failed, and is committed. */
  stop(reason: Error): Promise<void> {
    for (const work of this.underWay) work.abort(reason);
    this.stopped ??= this.work.giveUp(reason).then(() => this.commits.flush());
    return this.stopped;
  }

  close(): void {
    this.commits.close();
  }

  private async take(payload: EachBatchPayload, signal: AbortSignal): Promise<void> {
    const { work } = this;
    const { topic, partition } = payload.batch;
    this.commits.by((offsets) => payload.commitOffsetsIfNecessary(offsets));
    await work.on(topic, partition).take(payload.batch, signal);
    // Otherwise it would be the next member's place in the partition that moves.
    if (work === this.work) payload.resolveOffset(payload.batch.lastOffset());
    if (this.stopped) await this.commits.flush();
  }

  private newWork(): AssignedWork {
    return new AssignedWork((topic, partition) => this.begin(topic, partition));
  }

  private begin(topic: string, partition: number): PartitionWork {
    const handlers = this.options.handlers();
    const pattern = topic.slice(this.consumer.topicPrefix.length);
    const schemas = handlers.schemasOf(pattern);
    return new PartitionWork({
      offsets: this.commits.follow(topic, partition),
      held: this.held,
      joining: handlers.joiningOf(pattern),
      decode: (records) => {
        const { passedOver, ...decoded } = decodeBatch(records, schemas);
        this.options.metrics.count(pattern, 'passed_over', passedOver);
        return decoded;
      },
      deliver: (...work) => this.delivery.deliver({ pattern, topic, partition }, ...work),
      onFailure: this.options.onFailure,
    });
  }
}
