import { type Admin, AssignerProtocol } from 'kafkajs';
import { TOPICS } from '@app/common/events';
import { type PartitionPosition, positionsOf } from '@app/common/kafka';
import { withKafka } from '../services/kafka';
import type { Target } from '../target/target';

/** How far the projectors are in one partition. */
export interface PartitionStatus extends PartitionPosition {
  /** The member of the group that reads it now. */
  owner: string | undefined;
}

/** Where the projectors would go on from in one partition, and where they shall. */
export interface Replay {
  partition: number;
  committed: bigint;
  to: bigint;
}

/** The consumer group of the projectors, as Kafka knows it. */
export class ProjectorGroup {
  private readonly id: string;
  private readonly topic: string;

  constructor(
    private readonly admin: Admin,
    { KAFKA_TOPIC_PREFIX, PROJECTOR_GROUP_ID }: Target,
  ) {
    this.id = KAFKA_TOPIC_PREFIX + PROJECTOR_GROUP_ID;
    this.topic = KAFKA_TOPIC_PREFIX + TOPICS.messages;
  }

  async partitions(): Promise<PartitionStatus[]> {
    const [positions, owners] = await Promise.all([positionsOf(this.admin, this.id, [this.topic]), this.owners()]);
    return positions
      .map((position) => ({ ...position, owner: owners.get(position.partition) }))
      .toSorted((one, other) => one.partition - other.partition);
  }

  async members(): Promise<number> {
    return (await this.describe()).length;
  }

  /** Back to the oldest record, or to the first that Kafka got at or after `since`; nowhere forwards, which would skip. */
  async planReplay(since?: number): Promise<Replay[]> {
    const starts = since === undefined ? undefined : await this.startsAt(since);
    return (await this.partitions()).flatMap(({ partition, low, committed }) => {
      const to = starts?.get(partition) ?? low;
      return committed !== undefined && to < committed ? [{ partition, committed, to }] : [];
    });
  }

  /** Nobody may be in the group. */
  async replay(replays: Replay[]): Promise<void> {
    const partitions = replays.map(({ partition, to }) => ({ partition, offset: String(to) }));
    await this.admin.setOffsets({ groupId: this.id, topic: this.topic, partitions });
  }

  private async startsAt(since: number): Promise<Map<number, bigint>> {
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

export const withProjectorGroup = <Answer>(
  target: Target,
  work: (group: ProjectorGroup) => Promise<Answer>,
): Promise<Answer> =>
  withKafka(target, async (kafka) => {
    const admin = kafka.admin();
    await admin.connect();
    try {
      return await work(new ProjectorGroup(admin, target));
    } finally {
      await admin.disconnect();
    }
  });
