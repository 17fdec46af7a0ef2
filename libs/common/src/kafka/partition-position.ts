import type { Admin } from 'kafkajs';

/** Where a group stands in one partition. */
export interface PartitionPosition {
  topic: string;
  partition: number;
  /** The oldest record that Kafka still has. */
  low: bigint;
  /** One behind the newest record. */
  end: bigint;
  /** The record that the group goes on from; undefined where it has committed none. */
  committed: bigint | undefined;
}

/** Positions in all partitions of `topics`, whichever member has them. */
export async function positionsOf(admin: Admin, groupId: string, topics: string[]): Promise<PartitionPosition[]> {
  const groups = await admin.fetchOffsets({ groupId, topics });
  const positions = await Promise.all(
    groups.map(async ({ topic, partitions }) => {
      const committed = new Map(partitions.map(({ partition, offset }) => [partition, BigInt(offset)]));
      const ends = await admin.fetchTopicOffsets(topic);
      return ends.map(({ partition, low, high }) => {
        const offset = committed.get(partition) ?? -1n;
        return { topic, partition, low: BigInt(low), end: BigInt(high), committed: offset < 0n ? undefined : offset };
      });
    }),
  );
  return positions.flat();
}
