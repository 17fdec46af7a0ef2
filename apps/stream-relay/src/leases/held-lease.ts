import { Logger } from '@nestjs/common';
import { Loop, type MonotonicClock, type Patience } from '@app/common/patience';
import type { Lease, Progress, ShardRef } from './lease';
import type { LeasesStore } from './leases.store';

const SAVE_INTERVAL_MS = 1_000;

/**
 * A lease that this process holds. Each renewal saves the checkpoint, so no checkpoint is saved without the lease.
 *
 * It is lost when a renewal is refused, because another process has taken it, and when none has succeeded for the
 * lease's time, because then another may take it at any moment.
 */
export class HeldLease {
  private readonly logger = new Logger(HeldLease.name);
  private readonly loss = new AbortController();
  private readonly renewals: Loop;
  private acknowledged: Progress;
  private saved: Progress;
  private renewedAt: number;

  constructor(
    private lease: Lease,
    private readonly store: Pick<LeasesStore, 'save' | 'release'>,
    private readonly leaseMs: number,
    private readonly clock: MonotonicClock,
    patience: Patience,
  ) {
    this.acknowledged = this.saved = progressOf(lease);
    this.renewedAt = clock();
    const activity = patience.activity('leases', `renewing the lease of ${lease.shardId}`);
    this.renewals = new Loop(activity, Math.min(SAVE_INTERVAL_MS, leaseMs / 3), () => this.renewWhenDue());
  }

  get shard(): ShardRef {
    return this.lease;
  }

  /** Behind the last record that Kafka has acknowledged. */
  get progress(): Progress {
    return this.acknowledged;
  }

  /** Aborts when the lease is lost. */
  get lost(): AbortSignal {
    return this.loss.signal;
  }

  start(): void {
    this.renewals.start();
  }

  /** Kafka has acknowledged everything up to here. */
  advance(progress: Progress): void {
    this.acknowledged = progress;
  }

  lose(reason: string): void {
    if (this.lost.aborted) return;
    this.logger.warn(`${this.lease.shardId}: the lease is lost: ${reason}`);
    this.loss.abort();
  }

  /** Saves the checkpoint and lets others take the lease; does nothing once it is lost. */
  async release(): Promise<void> {
    await this.renewals.stop();
    if (this.lost.aborted) return;
    const released = await this.store.release(this.lease, this.acknowledged);
    if (!released) this.lose('another relay has taken it');
  }

  private async renewWhenDue(): Promise<void> {
    const silence = this.clock() - this.renewedAt;
    if (silence >= this.leaseMs) return this.lose('it was not renewed in time');
    if (this.acknowledged !== this.saved || silence >= this.leaseMs / 3) await this.renew();
  }

  private async renew(): Promise<void> {
    if (this.lost.aborted) return;
    const startedAt = this.clock();
    const progress = this.acknowledged;
    const renewed = await this.store.save(this.lease, progress);
    if (!renewed) return this.lose('another relay has taken it');
    this.lease = renewed;
    this.saved = progress;
    this.renewedAt = startedAt;
  }
}

const progressOf = ({ checkpoint, coveredUntil }: Lease): Progress => ({ checkpoint, coveredUntil });
