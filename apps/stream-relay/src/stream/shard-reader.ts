import { type Activity, type MonotonicClock, type Patience, pause } from '@app/common/patience';
import { type Checkpoint, SHARD_END, TRIM_HORIZON } from '../leases/checkpoint';
import type { ShardRef } from '../leases/lease';
import type { RelayMetrics } from '../running/relay-metrics';
import { LostRecordsError } from './lost-records.error';
import { readAhead } from './read-ahead';
import { readInterval } from './read-interval';
import { ShardCursor } from './shard-cursor';
import { BEFORE_THE_STREAM } from './shard-graph';
import {
  isExpiredIterator,
  isMissing,
  isTrimmed,
  type Position,
  type StreamRecord,
  type ShardSource,
} from './table-streams';

export interface ShardPage {
  records: StreamRecord[];
  /** How far the shard is published as soon as these records are. */
  checkpoint: Checkpoint;
}

export interface ShardReaderParts {
  streams: ShardSource;
  metrics: RelayMetrics;
  clock: MonotonicClock;
  patience: Patience;
  pollIntervalMs: number;
  /** Whether the listings say that nothing more will be written to the shard. */
  hasEnded: (shard: ShardRef) => boolean;
}

/** An hour less than the stream keeps its records, for clocks that differ and reads that take time. */
const KEPT_FOR_MS = 23 * 60 * 60 * 1_000;

/** Reads one shard from a checkpoint to its end, whatever passing failures are on the way. */
export class ShardReader {
  private readonly activity: Activity;
  private lastRecordsAt: number;
  private isHeldUp = false;

  constructor(
    private readonly shard: ShardRef,
    private readonly parts: ShardReaderParts,
  ) {
    this.lastRecordsAt = parts.clock();
    this.activity = parts.patience.activity('reading', `reading ${shard.shardId}`);
  }

  /**
   * Pages with records, in order, the last one with SHARD_END; one page is read ahead.
   * @param coveredUntil as in a lease.
   * @throws LostRecordsError when the shard may have held more than can still be read.
   */
  pages(from: Position, coveredUntil: number, signal: AbortSignal): AsyncGenerator<ShardPage> {
    return readAhead((ending) => this.readOn(from, coveredUntil, ending), signal);
  }

  /** @throws when the shard has not been read lately, unless what was read still waits to be published. */
  check(): void {
    if (!this.isHeldUp) this.activity.check();
  }

  /** @throws when a read neither succeeds nor fails. */
  checkAlive(): void {
    if (!this.isHeldUp) this.activity.checkAlive();
  }

  private async *readOn(from: Position, coveredUntil: number, signal: AbortSignal): AsyncGenerator<ShardPage> {
    try {
      yield* this.read(from, coveredUntil, signal);
    } finally {
      this.activity.waitsNoLonger();
    }
  }

  private async *read(from: Position, coveredUntil: number, signal: AbortSignal): AsyncGenerator<ShardPage> {
    const { streams, clock } = this.parts;
    const cursor = new ShardCursor(streams, this.shard, from);
    if (this.shard.shardId === BEFORE_THE_STREAM) throw new LostRecordsError(SHARD_END);
    if (from === TRIM_HORIZON && Date.now() - coveredUntil > KEPT_FOR_MS) throw await this.lossBefore(signal);
    while (!signal.aborted) {
      const startedAt = clock();
      const page = await this.next(cursor, signal);
      if (page) {
        this.isHeldUp = true;
        yield page;
        this.isHeldUp = false;
      }
      if (page?.checkpoint === SHARD_END) return;
      await pause(startedAt + this.interval() - clock(), signal);
    }
  }

  private async next(cursor: ShardCursor, signal: AbortSignal): Promise<ShardPage | undefined> {
    try {
      const { records, nextIterator } = await cursor.read(signal);
      this.activity.succeeded();
      this.parts.metrics.recordsRead += records.length;
      if (records.length > 0) this.lastRecordsAt = this.parts.clock();
      if (nextIterator === undefined) return { records, checkpoint: SHARD_END };
      return records.length > 0 ? { records, checkpoint: cursor.position } : undefined;
    } catch (error) {
      return signal.aborted ? undefined : this.recover(error, cursor, signal);
    }
  }

  private async recover(
    error: unknown,
    { position }: ShardCursor,
    signal: AbortSignal,
  ): Promise<ShardPage | undefined> {
    if (isExpiredIterator(error)) return undefined;
    if (isTrimmed(error) && position !== TRIM_HORIZON) throw await this.lossBefore(signal);
    // What lies before the beginning is covered; it may move away under its own iterators, up to the end of the shard.
    if (this.isOver(error) && position === TRIM_HORIZON) return { records: [], checkpoint: SHARD_END };
    if (this.isOver(error)) throw new LostRecordsError(SHARD_END);
    if (isTrimmed(error)) return undefined;
    await pause(this.activity.failed(error), signal);
    return undefined;
  }

  private async lossBefore(signal: AbortSignal): Promise<LostRecordsError> {
    try {
      const { records } = await new ShardCursor(this.parts.streams, this.shard, TRIM_HORIZON).read(signal);
      return new LostRecordsError(TRIM_HORIZON, records[0]);
    } catch (error) {
      return new LostRecordsError(this.isOver(error) ? SHARD_END : TRIM_HORIZON);
    }
  }

  /**
   * Whether nothing of the shard can be read any more, and nothing more will be written to it. A shard that is still
   * written to may be missing from one answer, but it goes on.
   */
  private isOver(error: unknown): boolean {
    return (isMissing(error) || isTrimmed(error)) && this.parts.hasEnded(this.shard);
  }

  private interval(): number {
    const { clock, pollIntervalMs } = this.parts;
    return readInterval(clock() - this.lastRecordsAt, pollIntervalMs);
  }
}
