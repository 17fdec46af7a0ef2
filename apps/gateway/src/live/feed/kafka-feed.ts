import { randomUUID } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { Registry } from 'prom-client';
import { describeError } from '@app/common/errors';
import { CONSUMERS, LIVE_TOPIC, MEMBERS_CHANGED, TOPICS } from '@app/common/events';
import {
  A_FEW_TIMES,
  type Admin,
  createKafka,
  type EachBatchPayload,
  GroupMember,
  LOG_APPEND_TIME,
  positionsOf,
  topicConfigOf,
  withHeartbeats,
} from '@app/common/kafka';
import { type Outages, Patience, pause, settledWithin } from '@app/common/patience';
import { GATEWAY_CONFIG, type GatewayConfig } from '../../config/gateway.config';
import { type LiveChange, type MessageEvent, placeOf, subjectsOf } from '../changes/live-change';
import { liveRecordOf, messageEventOf } from '../changes/live-record';
import type { LiveSignal } from '../changes/live-signal';
import { TableConversations } from '../table/table-conversations';
import type { FeedReader, LiveFeed, Subscription } from './live-feed';
import { LiveHub } from './live-hub';
import { lookOf, lostOf, type Position } from './topic-positions';

const LOOK_EVERY_MS = 1_000;
/** The oldest that the projector has not done yet is read again at the start, unless it is further back. */
const MOST_READ_AGAIN = 10_000;
const BEHIND_MS = 5_000;
const GRACE_MS = 3_000;

/**
 * Reads all partitions of the messages' topic, in a consumer group of this gateway alone, and tells the hub; and by a
 * connection of its own, each second, up to where Kafka and the projector are.
 *
 * It keeps its places itself: after whatever has happened to the group it goes on where it was. What it commits is only a
 * mark, which Kafka forgets with the topic: where it is gone, the topic has been made anew.
 */
@Injectable()
export class KafkaFeed implements LiveFeed {
  private readonly logger = new Logger('live');
  private readonly hub: LiveHub;
  private readonly topic: string;
  private readonly liveTopic: string;
  private readonly outages: Outages;
  private readonly member: GroupMember;
  private readonly admin: Admin;
  private readonly end = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private isByBroker: boolean | undefined;
  private isMarked = false;
  private lastLookAt = -Infinity;

  constructor(
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig,
    private readonly conversations: TableConversations,
    registry: Registry,
  ) {
    const slackMs = config.EVENTS_SLACK_SECONDS * 1_000;
    const recent = { bytes: config.EVENTS_RING_MB * 1_024 ** 2, ms: config.EVENTS_RING_SECONDS * 1_000 + slackMs };
    this.hub = new LiveHub({ slackMs, recent });
    this.topic = config.KAFKA_TOPIC_PREFIX + TOPICS.messages;
    this.liveTopic = config.KAFKA_TOPIC_PREFIX + LIVE_TOPIC;
    this.outages = new Patience(registry).outages('live');
    const kafka = createKafka(config, CONSUMERS.gateway);
    this.admin = kafka.admin({ retry: A_FEW_TIMES });
    this.member = new GroupMember({
      kafka,
      groupId: `${config.KAFKA_TOPIC_PREFIX}${CONSUMERS.gateway}-live-${randomUUID()}`,
      onRebalancing: () => undefined,
      onJoined: () => this.goOn([...this.hub.positions.keys()]),
      onDead: (reason) => this.die(reason),
    });
  }

  get watermark(): number {
    return this.hub.watermark;
  }

  get listCursorTime(): number {
    return this.hub.listCursorTime;
  }

  get isBehind(): boolean {
    return performance.now() - this.lastLookAt > BEHIND_MS;
  }

  subscribe(userUuid: string, reader: FeedReader): Subscription {
    return this.hub.subscribe(userUuid, reader);
  }

  /** To who is connected to this gateway alone. */
  signal(userUuids: readonly string[], signal: LiveSignal): void {
    this.hub.signal(userUuids, signal);
  }

  /** In the background: a gateway answers its other requests while Kafka is away. */
  start(): void {
    this.running = this.run().catch((error: unknown) => {
      if (!this.end.signal.aborted) this.die(describeError(error));
    });
  }

  async stop(): Promise<void> {
    this.end.abort(new Error('the gateway stops'));
    const left = this.leave();
    if (await settledWithin(GRACE_MS, [left])) await left;
  }

  /** @throws an error that says in one line why live updates could be lost here. */
  requireBrokerTime(): void {
    if (this.isByBroker === false) {
      throw new Error(`${this.topic} lacks ${LOG_APPEND_TIME.name}=${LOG_APPEND_TIME.value}: run the set-up`);
    }
  }

  /** @throws an error that says in one line why nothing is read. */
  check(): void {
    if (this.outages.reason) throw new Error(`waiting: ${this.outages.reason}`);
    this.member.check();
    if (this.isBehind) throw new Error('Kafka does not tell how far it is');
  }

  private async run(): Promise<void> {
    const { signal } = this.end;
    await this.outages.waitOut(() => this.begin(), always, signal);
    while (!signal.aborted) {
      await this.look().catch((error: unknown) => this.logger.debug(`no look at Kafka: ${describeError(error)}`));
      await pause(LOOK_EVERY_MS, signal);
    }
  }

  private async begin(): Promise<void> {
    await this.admin.connect();
    await this.checkTime();
    const positions = await this.positions();
    const begins = positions.map(({ partition, low, end, committed }) => {
      const newest = Math.max(low, end - 1);
      const projected = committed !== undefined && committed >= low ? committed : newest;
      return [partition, end - projected <= MOST_READ_AGAIN ? Math.min(newest, projected) : newest] as const;
    });
    this.hub.begin(new Map(begins));
    await this.member.subscribe([this.topic, this.liveTopic], 'now');
    await this.member.run((payload) => this.onBatch(payload));
  }

  private async leave(): Promise<void> {
    await this.running;
    await this.member.leave();
    await this.admin.disconnect();
  }

  private async onBatch(payload: EachBatchPayload): Promise<void> {
    const giveUp = new AbortController();
    const take = payload.batch.topic === this.topic ? this.takeChanges(payload) : this.takeSignals(payload);
    try {
      await withHeartbeats(
        () => payload.heartbeat(),
        giveUp,
        () => take,
      );
    } catch (error) {
      if (!this.end.signal.aborted) throw error;
    }
  }

  private takeSignals(payload: EachBatchPayload): Promise<void> {
    const { batch } = payload;
    for (const record of batch.messages) {
      const told = liveRecordOf(record);
      if (told) this.hub.signal(told.userUuids, told.signal);
    }
    payload.resolveOffset(batch.lastOffset());
    return Promise.resolve();
  }

  private async takeChanges(payload: EachBatchPayload): Promise<void> {
    const { batch } = payload;
    const { partition, messages } = batch;
    const first = messages[0];
    const next = this.hub.positions.get(partition);
    if (!first || next === undefined || Number(first.offset) > next) {
      // A member that has just joined begins at the end; what is between has to be read.
      if (first && next !== undefined) this.goOn([partition]);
      return;
    }
    for (const record of messages) {
      const offset = Number(record.offset);
      if (offset < (this.hub.positions.get(partition) ?? 0)) continue;
      const event = messageEventOf(record);
      const change = event && (await this.changeOf(event, Number(record.timestamp)));
      const bytes = (record.value?.length ?? 0) + 512;
      this.hub.read(partition, offset, Number(record.timestamp), change && { change, bytes });
      if (this.end.signal.aborted) return;
    }
    payload.resolveOffset(batch.lastOffset());
  }

  private async changeOf(event: MessageEvent, appendedAt: number): Promise<LiveChange> {
    const groupUuid = event.data.message_group_uuid;
    if (event.type === MEMBERS_CHANGED) this.conversations.forgetMembers(groupUuid);
    return { event, groupUuid, place: placeOf(event), appendedAt, readers: await this.readersOf(event) };
  }

  private async readersOf(event: MessageEvent): Promise<readonly string[]> {
    const { data } = event;
    if ('member_uuids' in data && data.member_uuids) return data.member_uuids;
    const membersAt = data.members_at;
    if (membersAt === undefined) return [];
    const ask = () => this.conversations.membersAt(data.message_group_uuid, membersAt);
    const members = await this.outages.waitOut(ask, always, this.end.signal);
    return [...new Set([...members, ...subjectsOf(event)])];
  }

  private async look(): Promise<void> {
    if (this.isByBroker !== true) await this.checkTime();
    const [before, end] = [this.hub.positions, this.hub.beginLook()];
    const isAnotherTopic = this.isMarked && !(await this.hasMark());
    const positions = await this.positions();
    this.adopt(positions, isAnotherTopic ? positions : lostOf(positions, before));
    end(lookOf(positions));
    if (isAnotherTopic) this.isMarked = false;
    this.lastLookAt = performance.now();
    await this.mark();
  }

  private async hasMark(): Promise<boolean> {
    const [own] = await this.admin.fetchOffsets({ groupId: this.member.groupId, topics: [this.topic] });
    return own?.partitions.some(({ offset }) => Number(offset) >= 0) ?? false;
  }

  private async mark(): Promise<void> {
    const assigned = this.member.assigned[this.topic] ?? [];
    if (this.isMarked || assigned.length === 0) return;
    const places = [...this.hub.positions].filter(([partition]) => assigned.includes(partition));
    const { topic } = this;
    await this.member.consumer.commitOffsets(
      places.map(([partition, next]) => ({ topic, partition, offset: String(next) })),
    );
    this.isMarked = places.length > 0;
  }

  private async checkTime(): Promise<void> {
    const settings = await topicConfigOf(this.admin, this.topic, [LOG_APPEND_TIME.name]);
    this.isByBroker = settings.get(LOG_APPEND_TIME.name) === LOG_APPEND_TIME.value;
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
    this.goOn([...added, ...lost].map(({ partition }) => partition));
    if (lost.length > 0) this.hub.lost();
  }

  private goOn(partitions: number[]): void {
    const assigned = this.member.assigned[this.topic] ?? [];
    for (const partition of partitions.filter((each) => assigned.includes(each))) {
      const offset = String(this.hub.positions.get(partition));
      this.member.consumer.seek({ topic: this.topic, partition, offset });
    }
  }

  private async positions(): Promise<Position[]> {
    const group = this.config.KAFKA_TOPIC_PREFIX + CONSUMERS.groupProjector;
    const positions = await positionsOf(this.admin, group, [this.topic]);
    return positions.map(({ partition, low, end, committed }) => ({
      ...{ partition, low: Number(low), end: Number(end) },
      committed: committed === undefined ? undefined : Number(committed),
    }));
  }

  /** A process that is told nothing any more must not look alive: its supervisor starts a new one. */
  private die(reason: string): void {
    this.logger.fatal(`live updates have stopped for good, and the process with them: ${reason}`);
    process.exit(1);
  }
}

const always = (): boolean => true;
