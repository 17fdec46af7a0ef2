import type { GroupMember } from '@app/common/kafka-consumer';
import type { LiveHub } from './live-hub';
import type { MessagesTopic } from './messages-topic';

/**
 * Where the feed goes on in the partitions that it is given: where it was, whatever has happened to its consumer group.
 *
 * What it commits is only a mark, which Kafka forgets with the topic: where it is gone, the topic has been made anew.
 */
export class FeedPlaces {
  private isMarked = false;

  constructor(
    private readonly hub: LiveHub,
    private readonly member: GroupMember,
    private readonly topic: MessagesTopic,
  ) {}

  goOn(partitions: Iterable<number>): void {
    const { assigned } = this;
    for (const partition of [...partitions].filter((each) => assigned.includes(each))) {
      const offset = String(this.hub.positions.get(partition));
      this.member.consumer.seek({ topic: this.topic.name, partition, offset });
    }
  }

  async mark(): Promise<void> {
    const { assigned } = this;
    if (this.isMarked || assigned.length === 0) return;
    const places = [...this.hub.positions].filter(([partition]) => assigned.includes(partition));
    const topic = this.topic.name;
    await this.member.consumer.commitOffsets(
      places.map(([partition, next]) => ({ topic, partition, offset: String(next) })),
    );
    this.isMarked = places.length > 0;
  }

  async hasLostMark(): Promise<boolean> {
    return this.isMarked && !(await this.topic.hasCommitted(this.member.groupId));
  }

  /** The topic that has been made anew is to be marked, too. */
  forgetMark(): void {
    this.isMarked = false;
  }

  private get assigned(): readonly number[] {
    return this.member.assigned[this.topic.name] ?? [];
  }
}
