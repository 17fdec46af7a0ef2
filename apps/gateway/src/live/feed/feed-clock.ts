/** Offsets by partition. */
export type Positions = ReadonlyMap<number, number>;

/** What was asked of Kafka in one look. */
export interface Look {
  /** One behind the newest record of each partition. */
  ends: Positions;
  /** Up to where the rows have taken each partition in; absent where that is not known. */
  committed: Positions;
}

interface Partition {
  /** The next record to be read. */
  next: number;
  newestAt: number;
  /** Of records that are read, and maybe not in the rows yet. */
  unprojected: { offset: number; appendedAt: number }[];
}

/** So many records of a partition may wait for the projector until the time of the oldest is forgotten. */
const MOST_UNPROJECTED = 50_000;

/**
 * One clock, the broker's: up to when everything that Kafka got has been read here, and up to when it is in the rows.
 *
 * The clocks of two brokers may differ, and what one has may be visible late, by `slackMs` together at most.
 */
export class FeedClock {
  private readonly partitions = new Map<number, Partition>();
  /** Of what has been read. */
  newestAt = 0;
  /** Everything that Kafka got up to this time has been read. */
  readUntil = 0;
  /** Everything that Kafka got up to this time is in the rows, as far as they were written by its events. */
  projectedUntil = 0;

  constructor(private readonly slackMs: number) {}

  /** Reading goes on at these positions, and everything before them is as good as read. */
  begin(positions: Positions): void {
    for (const [partition, next] of positions) {
      this.partitions.set(partition, { next, newestAt: 0, unprojected: [] });
    }
  }

  /** Forgets the partitions that are there no more. */
  keepOnly(partitions: number[]): void {
    for (const partition of [...this.partitions.keys()]) {
      if (!partitions.includes(partition)) this.partitions.delete(partition);
    }
  }

  get positions(): Positions {
    return new Map([...this.partitions].map(([partition, { next }]) => [partition, next]));
  }

  /** To be called in order, once the record has been told. */
  read(partition: number, offset: number, appendedAt: number): void {
    const each = this.partitions.get(partition);
    if (!each) return;
    each.next = offset + 1;
    each.newestAt = Math.max(each.newestAt, appendedAt);
    this.newestAt = Math.max(this.newestAt, appendedAt);
    each.unprojected.push({ offset, appendedAt });
    if (each.unprojected.length > MOST_UNPROJECTED) each.unprojected.splice(0, MOST_UNPROJECTED / 2);
  }

  /** To be called before Kafka is asked: what has been read by then, it had before. */
  beginLook(): number {
    return this.newestAt;
  }

  /** @param newestAt what `beginLook` said. @returns whether everything that Kafka had has been read. */
  endLook(newestAt: number, { ends, committed }: Look): boolean {
    const all = [...ends.keys()];
    const isAllRead = all.every((partition) => (this.partitions.get(partition)?.next ?? -1) >= ends.get(partition)!);
    if (isAllRead) this.readUntil = Math.max(this.readUntil, newestAt - this.slackMs);
    const projected = all.map((partition) => this.projectedIn(partition, newestAt, ends, committed));
    this.projectedUntil = Math.max(this.projectedUntil, Math.min(newestAt, ...projected) - this.slackMs);
    return isAllRead;
  }

  private projectedIn(partition: number, newestAt: number, ends: Positions, committed: Positions): number {
    const each = this.partitions.get(partition);
    const next = committed.get(partition);
    if (!each) return 0;
    if (ends.get(partition) === 0) return newestAt;
    if (next === undefined) return 0;
    const begin = each.unprojected.findIndex(({ offset }) => offset >= next);
    each.unprojected.splice(0, begin < 0 ? each.unprojected.length : begin);
    if (next >= ends.get(partition)!) return newestAt;
    const [oldest] = each.unprojected;
    if (!oldest) return each.newestAt;
    return oldest.offset === next ? oldest.appendedAt - 1 : 0;
  }
}
