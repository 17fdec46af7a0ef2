import { type Activity, type MonotonicClock, type Patience, pause } from '@app/common/patience';
import { SHARD_END } from './leases/checkpoint';
import type { HeldLease } from './leases/held-lease';
import { type ShardRef, shardKey } from './leases/lease';
import type { EventPublisher } from './publishing/event-publisher';
import { originOf, type Publication, publicationOf } from './publishing/publication';
import type { RelayDeadLetters } from './publishing/relay-dead-letters';
import type { RelayTopics } from './publishing/relay-topics';
import { translate } from './publishing/translate';
import { type LostRange, progressBehind } from './repair/gap';
import type { TableRepair } from './repair/table-repair';
import type { RelayMetrics } from './running/relay-metrics';
import { LostRecordsError } from './stream/lost-records.error';
import type { ShardPage, ShardReader } from './stream/shard-reader';
import { sequenceNumberOf, streamLabel, type StreamRecord, writtenAtOf } from './stream/table-streams';

export interface ShardRelayParts {
  publisher: EventPublisher;
  repair: TableRepair;
  deadLetters: RelayDeadLetters;
  topics: RelayTopics;
  metrics: RelayMetrics;
  clock: MonotonicClock;
  patience: Patience;
}

/**
 * Relays one shard while its lease is held: reads a page, publishes it, and only then moves the checkpoint. When Kafka
 * refuses, it reads again from the checkpoint, so events may be repeated, and none is left out.
 *
 * What the stream has lost is repaired from the table before the shard is read on, so that no row moves past it.
 */
export class ShardRelay {
  private readonly stopping = new AbortController();
  private readonly publishing: Activity;
  private readonly label: string;
  private furthest = 0n;
  private awaitsRepair = false;

  constructor(
    private readonly lease: HeldLease,
    private readonly reader: ShardReader,
    private readonly parts: ShardRelayParts,
  ) {
    this.label = streamLabel(lease.shard.streamArn);
    this.publishing = parts.patience.activity('publishing', `publishing ${lease.shard.shardId}`);
  }

  get ref(): ShardRef {
    return this.lease.shard;
  }

  /** Whether the shard is relayed to its end. */
  get isFinished(): boolean {
    return this.lease.progress.checkpoint === SHARD_END;
  }

  /** Until the shard ends, the lease is lost, or it is stopped; then the lease is given back, with the checkpoint. */
  async run(): Promise<void> {
    this.lease.start();
    await this.relay(AbortSignal.any([this.stopping.signal, this.lease.lost]));
    this.publishing.waitsNoLonger();
    this.parts.metrics.shardIsIdle(shardKey(this.ref));
    await this.lease.release();
  }

  /** Reads no further; what is being published is still waited for. */
  stop(): void {
    this.stopping.abort();
  }

  leaseIsTaken(): void {
    this.lease.lose('another relay has taken it');
  }

  check(): void {
    if (!this.awaitsRepair) this.reader.check();
  }

  checkAlive(): void {
    if (!this.awaitsRepair) this.reader.checkAlive();
  }

  private async relay(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && !this.isFinished) {
      try {
        await this.readAndPublish(signal);
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof LostRecordsError) await this.awaitRepair(error, signal);
        else await pause(this.publishing.failed(error), signal);
      }
    }
  }

  private async readAndPublish(signal: AbortSignal): Promise<void> {
    const { checkpoint, coveredUntil } = this.lease.progress;
    if (checkpoint === SHARD_END) return;
    for await (const page of this.reader.pages(checkpoint, coveredUntil, signal)) {
      await this.publish(page);
      if (signal.aborted) return;
    }
  }

  private async awaitRepair(loss: LostRecordsError, signal: AbortSignal): Promise<void> {
    this.awaitsRepair = true;
    const gap = await this.parts.repair.repairGap(this.ref, this.rangeOf(loss), signal);
    this.awaitsRepair = false;
    if (gap) this.lease.advance(progressBehind(gap));
  }

  private rangeOf({ goesOnAt, oldest }: LostRecordsError): LostRange {
    const { checkpoint, coveredUntil } = this.lease.progress;
    return {
      after: checkpoint,
      until: oldest && sequenceNumberOf(oldest),
      goesOnAt,
      writtenFrom: coveredUntil,
      writtenUntil: (oldest && writtenAtOf(oldest)) ?? Date.now(),
    };
  }

  private async publish({ records, checkpoint }: ShardPage): Promise<void> {
    this.countRepeated(records);
    const shard = shardKey(this.ref);
    const writtenAt = records[0] && writtenAtOf(records[0]);
    if (writtenAt !== undefined) this.parts.metrics.shardWaits(shard, writtenAt);
    await this.parts.publisher.publish(records.flatMap((record) => this.publicationOf(record) ?? []));
    this.parts.metrics.shardIsIdle(shard);
    this.publishing.succeeded();
    const last = records.at(-1);
    this.lease.advance({ checkpoint, coveredUntil: (last && writtenAtOf(last)) ?? this.lease.progress.coveredUntil });
  }

  private publicationOf(record: StreamRecord): Publication | undefined {
    const { topics, deadLetters } = this.parts;
    try {
      const event = translate(record, this.label);
      return event && publicationOf(event, topics.events, originOf(record, this.ref));
    } catch (error) {
      return deadLetters.ofRecord(originOf(record, this.ref), String(error), record.dynamodb?.NewImage);
    }
  }

  /** Records come in the order of their numbers. */
  private countRepeated(records: StreamRecord[]): void {
    const [first, last] = [records[0], records.at(-1)];
    if (!first || !last) return;
    if (numberOf(first) <= this.furthest) {
      this.parts.metrics.recordsRepeated += records.filter((record) => numberOf(record) <= this.furthest).length;
    }
    if (numberOf(last) > this.furthest) this.furthest = numberOf(last);
  }
}

const numberOf = (record: StreamRecord): bigint => BigInt(sequenceNumberOf(record));
