import type { FeedPlaces } from './feed-places';
import type { LiveHub } from './live-hub';
import type { MessagesTopic } from './messages-topic';
import { lookOf, lostOf, type Position } from './topic-positions';

const BEHIND_MS = 5_000;

/** Looks up to where Kafka and the projector are, and tells the hub what that says of its time. */
export class FeedLooks {
  private lastAt = -Infinity;

  constructor(
    private readonly hub: LiveHub,
    private readonly topic: MessagesTopic,
    private readonly places: FeedPlaces,
  ) {}

  get isBehind(): boolean {
    return performance.now() - this.lastAt > BEHIND_MS;
  }

  async look(): Promise<void> {
    if (!this.topic.hasBrokerTime) await this.topic.checkTime();
    const [before, end] = [this.hub.positions, this.hub.beginLook()];
    const isAnotherTopic = await this.places.hasLostMark();
    const positions = await this.topic.positions();
    this.adopt(positions, isAnotherTopic ? positions : lostOf(positions, before));
    end(lookOf(positions));
    if (isAnotherTopic) this.places.forgetMark();
    this.lastAt = performance.now();
    await this.places.mark();
  }

  /** Partitions that are new are read from their beginning. What begins anew, or is gone unread, only the table knows. */
  private adopt(positions: Position[], lost: Position[]): void {
    const known = this.hub.positions;
    this.hub.keepOnly(positions.map(({ partition }) => partition));
    const added = positions.filter(
      ({ partition }) => !known.has(partition) && !lost.some((each) => each.partition === partition),
    );
    if (added.length + lost.length === 0) return;
    this.hub.begin(new Map([...added, ...lost].map(({ partition, low }) => [partition, low])));
    this.places.goOn([...added, ...lost].map(({ partition }) => partition));
    if (lost.length > 0) this.hub.lost();
  }
}
