import { CONSUMERS, TOPICS } from '@app/common/events';
import {
  A_FEW_TIMES,
  type Admin,
  type KafkaClient,
  LOG_APPEND_TIME,
  positionsOf,
  topicConfigOf,
} from '@app/common/kafka';
import type { Position } from './topic-positions';

/** What Kafka tells of the messages' topic, over a connection of its own. */
export class MessagesTopic {
  readonly name: string;
  private readonly projectorGroup: string;
  private readonly admin: Admin;
  private isByBroker: boolean | undefined;

  constructor(kafka: KafkaClient, prefix: string) {
    this.name = prefix + TOPICS.messages;
    this.projectorGroup = prefix + CONSUMERS.groupProjector;
    this.admin = kafka.admin({ retry: A_FEW_TIMES });
  }

  connect(): Promise<void> {
    return this.admin.connect();
  }

  disconnect(): Promise<void> {
    return this.admin.disconnect();
  }

  /** Whether its times are known to be the broker's. */
  get hasBrokerTime(): boolean {
    return this.isByBroker === true;
  }

  /** @throws an error that says in one line why live updates could be lost here. */
  requireBrokerTime(): void {
    if (this.isByBroker === false) {
      throw new Error(`${this.name} lacks ${LOG_APPEND_TIME.name}=${LOG_APPEND_TIME.value}: run the set-up`);
    }
  }

  async checkTime(): Promise<void> {
    const settings = await topicConfigOf(this.admin, this.name, [LOG_APPEND_TIME.name]);
    this.isByBroker = settings.get(LOG_APPEND_TIME.name) === LOG_APPEND_TIME.value;
  }

  /** Where Kafka and the projector are in each partition. */
  async positions(): Promise<Position[]> {
    const positions = await positionsOf(this.admin, this.projectorGroup, [this.name]);
    return positions.map(({ partition, low, end, committed }) => ({
      ...{ partition, low: Number(low), end: Number(end) },
      committed: committed === undefined ? undefined : Number(committed),
    }));
  }

  /** Whether a group has committed anything here: Kafka forgets that with the topic. */
  async hasCommitted(groupId: string): Promise<boolean> {
    const [own] = await this.admin.fetchOffsets({ groupId, topics: [this.name] });
    return own?.partitions.some(({ offset }) => Number(offset) >= 0) ?? false;
  }
}
