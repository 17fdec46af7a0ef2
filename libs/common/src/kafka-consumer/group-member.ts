import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import type { Assignment } from './group-progress';

export interface GroupMemberOptions {
  kafka: Kafka;
  groupId: string;
  /** The group is about to rebalance: what is done may still be committed. */
  onRebalancing: () => void;
  /** The group has shared out its partitions. */
  onJoined: () => void;
  /** This member will not go on. */
  onDead: (reason: string) => void;
}

/** A consumer that has not asked Kafka for records for so long is stuck, or behind on more than it can do. */
const SILENCE_LIMIT_MS = 30_000;

/** A long poll ends with the first record; its limit only bounds how late a stop or a new sharing out is noticed. */
const FETCHING = { minBytes: 1, maxWaitTimeInMs: 500, maxBytesPerPartition: 4 * 1024 ** 2, maxBytes: 24 * 1024 ** 2 };
const MEMBERSHIP = { sessionTimeout: 8_000, heartbeatInterval: 1_000, rebalanceTimeout: 30_000 };
/** How late a partition that was added to a topic is noticed. */
const METADATA_MAX_AGE_MS = 10_000;
const PARTITIONS_AT_ONCE = 6;

/** A member of a consumer group, as kafkajs runs it. */
export class GroupMember {
  readonly consumer: Consumer;
  /** The partitions of this member. */
  assigned: Assignment = {};
  private joined = false;
  private lastFetchAt = 0;

  constructor(private readonly options: GroupMemberOptions) {
    this.consumer = options.kafka.consumer({
      groupId: options.groupId,
      allowAutoTopicCreation: false,
      metadataMaxAge: METADATA_MAX_AGE_MS,
      ...FETCHING,
      ...MEMBERSHIP,
    });
    this.follow();
  }

  get groupId(): string {
    return this.options.groupId;
  }

  async connect(): Promise<void> {
    await this.consumer.connect();
  }

  async subscribe(topics: string[], from: 'beginning' | 'now'): Promise<void> {
    await this.consumer.connect();
    await this.consumer.subscribe({ topics, fromBeginning: from === 'beginning' }).catch((cause: unknown) => {
      throw new Error(`cannot read ${topics.join(', ')}`, { cause });
    });
  }

  /** `onBatch` says which records are not to be fetched again, and commits offsets, by itself. */
  async run(onBatch: (payload: EachBatchPayload) => Promise<void>): Promise<void> {
    await this.consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: PARTITIONS_AT_ONCE,
      eachBatch: onBatch,
    });
  }

  /** Leaves the group, once the batches under way have ended. */
  async leave(): Promise<void> {
    await this.consumer.disconnect();
  }

  /** @throws an error that says in one line why nothing is read. */
  check(): void {
    if (!this.joined) throw new Error(`not in the consumer group ${this.options.groupId}`);
    const silence = Date.now() - this.lastFetchAt;
    if (silence > SILENCE_LIMIT_MS) throw new Error(`no fetch for ${silence} ms`);
  }

  private follow(): void {
    const { onRebalancing, onJoined, onDead } = this.options;
    const { CRASH, FETCH, GROUP_JOIN, REBALANCING, STOP } = this.consumer.events;
    this.consumer.on(FETCH, () => void (this.lastFetchAt = Date.now()));
    this.consumer.on(REBALANCING, onRebalancing);
    this.consumer.on(GROUP_JOIN, ({ payload }) => {
      this.joined = true;
      this.assigned = payload.memberAssignment;
      this.lastFetchAt = Date.now();
      onJoined();
    });
    this.consumer.on(STOP, () => void (this.joined = false));
    this.consumer.on(CRASH, ({ payload }) => {
      this.joined = false;
      if (!payload.restart) onDead(payload.error.message);
    });
  }
}
