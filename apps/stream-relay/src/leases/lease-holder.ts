import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { Inject, Injectable } from '@nestjs/common';
import { MONOTONIC_CLOCK, type MonotonicClock, Patience } from '@app/common/patience';
import { STREAM_RELAY_CONFIG, type StreamRelayConfig } from '../config/stream-relay.config';
import { HeldLease } from './held-lease';
import type { Lease } from './lease';
import { LeaseWatch } from './lease-rules';
import { LeasesStore } from './leases.store';

/** This process, as one of those that share the leases. */
@Injectable()
export class LeaseHolder {
  /** This process, among all relays. */
  readonly owner = `${hostname()}/${randomUUID()}`;
  readonly leaseMs: number;

  constructor(
    private readonly store: LeasesStore,
    @Inject(MONOTONIC_CLOCK) private readonly clock: MonotonicClock,
    private readonly patience: Patience,
    @Inject(STREAM_RELAY_CONFIG) { RELAY_LEASE_SECONDS }: StreamRelayConfig,
  ) {
    this.leaseMs = RELAY_LEASE_SECONDS * 1_000;
  }

  /** @returns undefined if the lease changed since it was seen. */
  async take(seen: Lease): Promise<HeldLease | undefined> {
    const taken = await this.store.take(seen, this.owner);
    return taken && new HeldLease(taken, this.store, this.leaseMs, this.clock, this.patience);
  }

  createWatch(): LeaseWatch {
    return new LeaseWatch(this.leaseMs, this.clock);
  }
}
