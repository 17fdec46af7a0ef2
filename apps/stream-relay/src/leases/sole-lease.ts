import { HeldLease } from './held-lease';
import type { Lease, ShardRef } from './lease';
import { LeaseWatch } from './lease-rules';
import type { LeasesStore } from './leases.store';
import type { MonotonicClock } from '../running/monotonic-clock';

/** Lets one relay at a time do something; it is named like a shard, though there is none. */
export class SoleLease {
  private readonly watch: LeaseWatch;

  constructor(
    private readonly name: ShardRef,
    private readonly owner: string,
    private readonly store: LeasesStore,
    private readonly leaseMs: number,
    private readonly clock: MonotonicClock,
  ) {
    this.watch = new LeaseWatch(leaseMs, clock);
  }

  /** Does the work, unless another relay does it now. The signal aborts when another may begin. */
  async holding(work: (lost: AbortSignal) => Promise<void>): Promise<void> {
    const lease = await this.find();
    if (!lease) return;
    this.watch.observe([lease]);
    if (lease.owner && !this.watch.isAbandoned(lease)) return;
    const taken = await this.store.take(lease, this.owner);
    if (taken) await this.during(new HeldLease(taken, this.store, this.leaseMs, this.clock), work);
  }

  private async during(held: HeldLease, work: (lost: AbortSignal) => Promise<void>): Promise<void> {
    held.start();
    try {
      await work(held.lost);
    } finally {
      await held.release();
    }
  }

  private async find(): Promise<Lease | undefined> {
    await this.store.create(this.name, 0);
    const leases = await this.store.ofStream(this.name.streamArn);
    return leases.find(({ shardId }) => shardId === this.name.shardId);
  }
}
