import { SHARD_END } from '../leases/checkpoint';
import type { Lease } from '../leases/lease';

export interface Shard {
  id: string;
  parentId?: string | undefined;
  /** It takes no more records. */
  isClosed?: boolean;
}

/** A shard that may now be read, and until when all that was written to it is published already. */
export interface ReadableShard {
  id: string;
  coveredUntil: number;
}

/**
 * Stands for all that was written before the stream began. It is the parent of the shards that have none, and like a
 * shard that is gone it cannot be read: what it held is a gap, to be repaired before its children are read.
 */
export const BEFORE_THE_STREAM = 'before-the-stream';

/** A shard that this many listings in a row lack is gone; one listing may lack a shard that exists. */
const LISTINGS_UNTIL_GONE = 3;

interface Sighting {
  shard: Shard;
  /** The last listing that had it. */
  listing: number;
  beganAfter: number;
}

/**
 * Which shards of one stream may be read now: parents before their children, over listings that contradict each other.
 *
 * A shard gets its lease only once it may be read, so a shard that has one is never asked for its parent again. A parent
 * that was gone before anybody read it gets a lease too: whoever takes that finds the gap.
 */
export class ShardGraph {
  private readonly sightings = new Map<string, Sighting>();
  private listings = 0;

  /** @param beganAfter a moment at which the shards that are new in this listing did not exist yet. */
  addListing(shards: Shard[], beganAfter: number): void {
    this.listings += 1;
    for (const shard of shards) {
      const known = this.sightings.get(shard.id)?.beganAfter ?? beganAfter;
      this.sightings.set(shard.id, { shard, listing: this.listings, beganAfter: known });
    }
    for (const id of this.sightings.keys()) if (this.isGone(id)) this.sightings.delete(id);
  }

  /** Shards without a lease whose parent is read to its end, and parents that are gone and have no lease either. */
  readable(leases: Lease[]): ReadableShard[] {
    const leaseOf = byShard(leases);
    if (!leaseOf.has(BEFORE_THE_STREAM)) return [{ id: BEFORE_THE_STREAM, coveredUntil: 0 }];
    const unread = [...this.sightings.values()].filter(({ shard }) => !leaseOf.has(shard.id));
    const lostParents = unread.map(parentOf).filter((id) => !leaseOf.has(id) && this.isGone(id));
    const next = unread.flatMap((sighting) => {
      const parent = leaseOf.get(parentOf(sighting));
      if (parent?.checkpoint !== SHARD_END) return [];
      // A shard begins after its parent, and a parent's repair covers the whole table.
      return [{ id: sighting.shard.id, coveredUntil: Math.max(sighting.beganAfter, parent.coveredUntil) }];
    });
    return [...[...new Set(lostParents)].map((id) => ({ id, coveredUntil: 0 })), ...next];
  }

  /** Finished leases that nobody needs any more: the shard is gone, and its children have their own. */
  obsolete(leases: Lease[]): Lease[] {
    const leaseOf = byShard(leases);
    const isNeeded = (id: string): boolean =>
      id === BEFORE_THE_STREAM || this.shards().some((child) => child.parentId === id && !leaseOf.has(child.id));
    return leases.filter(
      ({ shardId, checkpoint }) => checkpoint === SHARD_END && this.isGone(shardId) && !isNeeded(shardId),
    );
  }

  /** Whether every shard is read to its end. */
  isDrained(leases: Lease[]): boolean {
    const leaseOf = byShard(leases);
    return (
      leases.every(({ checkpoint }) => checkpoint === SHARD_END) && this.shards().every(({ id }) => leaseOf.has(id))
    );
  }

  /** Whether all that the shard will ever hold is written: it is closed, or gone. */
  hasEnded(shardId: string): boolean {
    return this.sightings.get(shardId)?.shard.isClosed ?? this.isGone(shardId);
  }

  isGone(shardId: string): boolean {
    return this.listings - (this.sightings.get(shardId)?.listing ?? 0) >= LISTINGS_UNTIL_GONE;
  }

  private shards(): Shard[] {
    return [...this.sightings.values()].map(({ shard }) => shard);
  }
}

const byShard = (leases: Lease[]): Map<string, Lease> => new Map(leases.map((lease) => [lease.shardId, lease]));

const parentOf = ({ shard }: Sighting): string => shard.parentId ?? BEFORE_THE_STREAM;
