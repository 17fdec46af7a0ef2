import { type Admin, AssignerProtocol } from 'kafkajs';
import type { KafkaClient } from './client';
import { type PartitionPosition, positionsOf } from './partition-position';
import { withAdmin } from './with-admin';

/** How far a group is in one partition. */
export interface PartitionStatus extends PartitionPosition {
  /** The member of the group that reads it now. */
  owner: string | undefined;
}

/** A consumer group and one topic that it reads, as Kafka knows them. */
export class ConsumerGroup {
  constructor(
    private readonly admin: Admin,
    private readonly id: string,
    private readonly topic: string,
  ) {}

  async partitions(): Promise<PartitionStatus[]> {
    const [positions, owners] = await Promise.all([positionsOf(this.admin, this.id, [this.topic]), this.owners()]);
    return positions
      .map((position) => ({ ...position, owner: owners.get(position.partition) }))
      .toSorted((one, other) => one.partition - other.partition);
  }

  async members(): Promise<number> {
    return (await this.describe()).length;
  }

  /** Nobody may be in the group. */
  async goOnFrom(offsets: { partition: number; offset: bigint }[]): Promise<void> {
    const partitions = offsets.map(({ partition, offset }) => ({ partition, offset: String(offset) }));
    await this.admin.setOffsets({ groupId: this.id, topic: this.topic, partitions });
  }

  /** By partition, the first record that Kafka got at or after `since`, in milliseconds since 1970. */
  async offsetsAt(since: number): Promise<Map<number, bigint>> {
    const offsets = await this.admin.fetchTopicOffsetsByTimestamp(this.topic, since);
    return new Map(offsets.map(({ partition, offset }) => [partition, BigInt(offset)]));
  }

  private async owners(): Promise<Map<number, string>> {
    const members = await this.describe();
    return new Map(
      members.flatMap(({ memberId, memberAssignment }) => {
        const partitions = AssignerProtocol.MemberAssignment.decode(memberAssignment)?.assignment[this.topic] ?? [];
        return partitions.map((partition) => [partition, memberId] as const);
      }),
    );
  }

  private async describe() {
    const { groups } = await this.admin.describeGroups([this.id]);
    return groups[0]?.members ?? [];
  }
}

export const withConsumerGroup = <Answer>(
  kafka: KafkaClient,
  { group, topic }: { group: string; topic: string },
  work: (group: ConsumerGroup) => Promise<Answer>,
): Promise<Answer> => withAdmin(kafka, (admin) => work(new ConsumerGroup(admin, group, topic)));
