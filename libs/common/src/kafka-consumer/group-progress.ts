import type { PartitionPosition } from '@app/common/kafka';

/** As a member's assignment lists them: partitions by topic. */
export type Assignment = Record<string, number[]>;

/** Records that Kafka deleted before the group had read them. */
export interface LostRecords {
  topic: string;
  partition: number;
  /** The first one lost, and the first one that is still there. */
  from: bigint;
  to: bigint;
}

export interface WaitingPartition {
  topic: string;
  partition: number;
  /** Records that wait, the oldest of them at `next`. */
  lag: bigint;
  next: bigint;
  /** For how many looks in a row the group has not moved. */
  standsFor: number;
}

/**
 * What successive looks at a group's positions say: how much waits, what does not move, what was lost.
 *
 * It counts looks, not time: a process that was itself frozen must not take its own absence for a standstill.
 */
export class GroupProgress {
  private known = new Map<string, bigint>();
  /** The partitions of this member, the longest standstill first. */
  partitions: WaitingPartition[] = [];

  /** @param from where the group begins that has committed nothing, or an offset that is not there. */
  constructor(private readonly from: 'beginning' | 'now') {}

  /** @returns what was lost since the look before. */
  look(positions: PartitionPosition[], assigned: Assignment): LostRecords[] {
    const lost = positions.flatMap((position) => this.lostBefore(position));
    for (const position of positions) this.remember(position);
    this.partitions = positions
      .filter(({ topic, partition }) => assigned[topic]?.includes(partition))
      .map((position) => this.waiting(position))
      .toSorted((one, other) => other.standsFor - one.standsFor);
    return lost;
  }

  /** While something is being waited for, nothing is expected to move. */
  beginAnew(): void {
    this.partitions = this.partitions.map((partition) => ({ ...partition, standsFor: 0 }));
  }

  private waiting(position: PartitionPosition): WaitingPartition {
    const { topic, partition, end } = position;
    const next = this.nextOf(position);
    const lag = end - next;
    const earlier = this.partitions.find((each) => each.topic === topic && each.partition === partition);
    const stands = lag > 0n && earlier !== undefined && earlier.lag > 0n && earlier.next === next;
    return { topic, partition, lag, next, standsFor: stands ? earlier.standsFor + 1 : 0 };
  }

  private nextOf({ low, end, committed }: PartitionPosition): bigint {
    if (committed !== undefined && committed >= low && committed <= end) return committed;
    return this.from === 'beginning' ? low : end;
  }

  /** Before the first look, the group's own offset tells how far it had come. */
  private lostBefore(position: PartitionPosition): LostRecords[] {
    const { topic, partition, low, committed } = position;
    const from = this.known.get(nameOf(position)) ?? committed ?? low;
    return from < low ? [{ topic, partition, from, to: low }] : [];
  }

  private remember(position: PartitionPosition): void {
    const { low, committed } = position;
    if (committed !== undefined) this.known.set(nameOf(position), committed > low ? committed : low);
  }
}

const nameOf = ({ topic, partition }: PartitionPosition): string => `${topic}/${partition}`;
