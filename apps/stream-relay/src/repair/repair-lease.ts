import { Injectable } from '@nestjs/common';
import type { HeldLease } from '../leases/held-lease';
import type { Lease, ShardRef } from '../leases/lease';
import { LeaseHolder } from '../leases/lease-holder';
import type { LeaseWatch } from '../leases/lease-rules';
import { LeasesStore } from '../leases/leases.store';

/** It is named like a shard, though there is none. */
const TABLE_REPAIR: ShardRef = { streamArn: 'table-repair', shardId: 'table-repair' };

/** Lets one relay at a time repair. */
@Injectable()
export class RepairLease {
  private readonly watch: LeaseWatch;

  constructor(
    private readonly store: LeasesStore,
    private readonly holder: LeaseHolder,
  ) {
    this.watch = holder.createWatch();
  }

  /** Does the work, unless another relay does it now. The signal aborts when another may begin. */
  async runAlone(work: (lost: AbortSignal) => Promise<void>): Promise<void> {
    const lease = await this.find();
    if (!lease) return;
    this.watch.observe([lease]);
    if (lease.owner && !this.watch.isAbandoned(lease)) return;
    const held = await this.holder.take(lease);
    if (held) await runWhileHeld(held, work);
  }

  private async find(): Promise<Lease | undefined> {
    await this.store.create(TABLE_REPAIR, 0);
    const leases = await this.store.ofStream(TABLE_REPAIR.streamArn);
    return leases.find(({ shardId }) => shardId === TABLE_REPAIR.shardId);
  }
}

async function runWhileHeld(held: HeldLease, work: (lost: AbortSignal) => Promise<void>): Promise<void> {
  held.start();
  try {
    await work(held.lost);
  } finally {
    await held.release();
  }
}
