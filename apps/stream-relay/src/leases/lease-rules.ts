import type { MonotonicClock } from '@app/common/patience';
import { type Lease, shardKey } from './lease';

/**
 * Tells leases whose owner is silent. It compares what this process has seen with its own clock, so that the clocks of
 * two hosts never have to agree.
 */
export class LeaseWatch {
  private sightings = new Map<string, { counter: number; since: number }>();

  constructor(
    private readonly leaseMs: number,
    private readonly clock: MonotonicClock,
  ) {}

  observe(leases: Lease[]): void {
    this.sightings = new Map(leases.map((lease) => [shardKey(lease), this.sightingOf(lease)]));
  }

  isAbandoned(lease: Lease): boolean {
    const sighting = this.sightings.get(shardKey(lease));
    return sighting?.counter === lease.counter && this.clock() - sighting.since >= this.leaseMs;
  }

  private sightingOf({ counter, ...shard }: Lease): { counter: number; since: number } {
    const last = this.sightings.get(shardKey(shard));
    return last?.counter === counter ? last : { counter, since: this.clock() };
  }
}

export interface LeaseSituation {
  /** Of all shards that are not at their end. */
  leases: Lease[];
  /** This process. */
  owner: string;
  /** Whether this process reads the shard, or still finishes its work on it. */
  isRunning: (lease: Lease) => boolean;
  isAbandoned: (lease: Lease) => boolean;
}

/**
 * The leases to take now: free ones up to a fair share; with none free, at most one of an owner that has more than its
 * share. So shards spread over the processes, and come to rest.
 */
export function leasesToTake({ leases, owner, isRunning, isAbandoned }: LeaseSituation): Lease[] {
  const isHeld = (lease: Lease): boolean =>
    lease.owner !== undefined && (lease.owner === owner ? isRunning(lease) : !isAbandoned(lease));
  const byOwner = new Map([[owner, [] as Lease[]]]);
  for (const lease of leases.filter(isHeld)) {
    byOwner.set(lease.owner!, [...(byOwner.get(lease.owner!) ?? []), lease]);
  }

  const fairShare = Math.ceil(leases.length / byOwner.size);
  const wanted = Math.max(0, fairShare - byOwner.get(owner)!.length);
  const free = leases.filter((lease) => !isHeld(lease) && !isRunning(lease));
  if (free.length > 0 || wanted === 0) return free.slice(0, wanted);

  const fullest = [...byOwner.values()].reduce((most, held) => (held.length > most.length ? held : most));
  return fullest.length > fairShare ? fullest.slice(0, 1) : [];
}
