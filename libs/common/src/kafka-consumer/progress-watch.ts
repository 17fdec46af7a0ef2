import { Logger } from '@nestjs/common';
import type { Admin } from 'kafkajs';
import { describeError } from '@app/common/errors';
import { pause } from '@app/common/patience';
import type { ConsumerMetrics } from './consumer-metrics';
import { type Assignment, GroupProgress, type WaitingPartition } from './group-progress';
import { positionsOf } from '@app/common/kafka';

export interface ProgressWatchOptions {
  admin: Admin;
  groupId: string;
  from: 'beginning' | 'now';
  metrics: ConsumerMetrics;
  /** What this member reads. */
  assigned: () => Assignment;
  /** Whether the consumer waits for something that is away, and so is not expected to move. */
  isWaiting: () => boolean;
  /** Called when records have waited so long that only a new process can help. */
  onDead: (reason: string) => void;
  everyMs?: number;
}

const EVERY_MS = 5_000;
/** Half a minute: readiness turns red. */
const LOOKS_UNTIL_UNREADY = 6;
/** Five minutes: the process is of no use. A batch whose every write takes half a second has ended by then. */
const LOOKS_UNTIL_DEAD = 60;
const SILENCE_LIMIT_MS = 30_000;

/**
 * Looks at Kafka, by a connection of its own, for how far the group has come. What the consumer says of itself does
 * not count here: one that hangs, or reads nothing, leaves records waiting, and that is seen from outside.
 */
export class ProgressWatch {
  private readonly logger = new Logger(ProgressWatch.name);
  private readonly progress: GroupProgress;
  private readonly end = new AbortController();
  private watching: Promise<void> | undefined;
  private lastLookAt = Date.now();

  constructor(private readonly options: ProgressWatchOptions) {
    this.progress = new GroupProgress(options.from);
  }

  /** Resolves after the first look, so that what is lost before the consumer begins is known. */
  async start(topics: string[]): Promise<void> {
    await this.options.admin.connect();
    await this.look(topics);
    this.watching ??= this.watch(topics);
  }

  /** @returns how much waits. @throws an error that says in one line what does not move. */
  check(): string | undefined {
    const silence = Date.now() - this.lastLookAt;
    if (silence > SILENCE_LIMIT_MS) throw new Error(`Kafka has not told the lag for ${silence} ms`);
    const [worst] = this.progress.partitions;
    if (worst && worst.standsFor >= LOOKS_UNTIL_UNREADY) throw new Error(standstill(worst));
    const lag = this.progress.partitions.reduce((sum, partition) => sum + partition.lag, 0n);
    return lag > 0n ? `${lag} records wait` : undefined;
  }

  async stop(): Promise<void> {
    this.end.abort();
    await this.watching;
    await this.options.admin.disconnect();
  }

  private async watch(topics: string[]): Promise<void> {
    const { signal } = this.end;
    for (;;) {
      await pause(this.options.everyMs ?? EVERY_MS, signal);
      if (signal.aborted) return;
      await this.look(topics).catch((error: unknown) => this.logger.debug(`no lag to tell: ${describeError(error)}`));
    }
  }

  private async look(topics: string[]): Promise<void> {
    const { admin, groupId, metrics, assigned } = this.options;
    const before = this.progress.partitions;
    const lost = this.progress.look(await positionsOf(admin, groupId, topics), assigned());
    this.lastLookAt = Date.now();
    for (const loss of lost) {
      const { topic, partition, from, to } = loss;
      this.logger.error(`${topic}/${partition}: records ${from} to ${to - 1n} were deleted before they were read`);
      metrics.lost(loss);
    }
    metrics.lag(this.progress.partitions, before);
    if (this.options.isWaiting()) this.progress.beginAnew();
    const [worst] = this.progress.partitions;
    if (worst && worst.standsFor >= LOOKS_UNTIL_DEAD) this.options.onDead(standstill(worst));
  }
}

const standstill = ({ topic, partition, next, lag }: WaitingPartition): string =>
  `${topic}/${partition} stands still at ${next} while ${lag} records wait`;
