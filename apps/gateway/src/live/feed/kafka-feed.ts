import { randomUUID } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { Registry } from 'prom-client';
import { describeError } from '@app/common/errors';
import { CONSUMERS, LIVE_TOPIC } from '@app/common/events';
import { createKafka } from '@app/common/kafka';
import { GroupMember } from '@app/common/kafka-consumer';
import { type Outages, Patience, pause, settledWithin } from '@app/common/patience';
import { GATEWAY_CONFIG, type GatewayConfig } from '../../config/gateway.config';
import type { LiveSignal } from '../changes/live-signal';
import { TableConversations } from '../table/table-conversations';
import { FeedBatches } from './feed-batches';
import { FeedLooks } from './feed-looks';
import { FeedPlaces } from './feed-places';
import type { FeedReader, LiveFeed, Subscription } from './live-feed';
import { LiveHub } from './live-hub';
import { MessagesTopic } from './messages-topic';
import { ReadersOfChanges } from './readers-of-changes';
import { beginsOf } from './topic-positions';

const LOOK_EVERY_MS = 1_000;
const GRACE_MS = 3_000;

/**
 * Reads all partitions of the messages' topic, in a consumer group of this gateway alone, and tells the hub; and by a
 * connection of its own, each second, up to where Kafka and the projector are.
 */
@Injectable()
export class KafkaFeed implements LiveFeed {
  private readonly logger = new Logger('live');
  private readonly hub: LiveHub;
  private readonly topic: MessagesTopic;
  private readonly outages: Outages;
  private readonly member: GroupMember;
  private readonly places: FeedPlaces;
  private readonly looks: FeedLooks;
  private readonly batches: FeedBatches;
  private readonly end = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig,
    conversations: TableConversations,
    registry: Registry,
  ) {
    const slackMs = config.EVENTS_SLACK_SECONDS * 1_000;
    const recent = { bytes: config.EVENTS_RING_MB * 1_024 ** 2, ms: config.EVENTS_RING_SECONDS * 1_000 + slackMs };
    this.hub = new LiveHub({ slackMs, recent });
    this.outages = new Patience(registry).outages('live');
    const kafka = createKafka(config, CONSUMERS.gateway);
    this.topic = new MessagesTopic(kafka, config.KAFKA_TOPIC_PREFIX);
    this.member = new GroupMember({
      kafka,
      groupId: `${config.KAFKA_TOPIC_PREFIX}${CONSUMERS.gateway}-live-${randomUUID()}`,
      onRebalancing: () => undefined,
      onJoined: () => this.places.goOn(this.hub.positions.keys()),
      onDead: (reason) => this.die(reason),
    });
    this.places = new FeedPlaces(this.hub, this.member, this.topic);
    this.looks = new FeedLooks(this.hub, this.topic, this.places);
    const readers = new ReadersOfChanges(conversations, this.outages, this.end.signal);
    this.batches = new FeedBatches(this.hub, this.topic, this.places, readers, this.end.signal);
  }

  get watermark(): number {
    return this.hub.watermark;
  }

  get listCursorTime(): number {
    return this.hub.listCursorTime;
  }

  get isBehind(): boolean {
    return this.looks.isBehind;
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
    this.topic.requireBrokerTime();
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
      await this.looks.look().catch((error: unknown) => this.logger.debug(`no look at Kafka: ${describeError(error)}`));
      await pause(LOOK_EVERY_MS, signal);
    }
  }

  private async begin(): Promise<void> {
    await this.topic.connect();
    await this.topic.checkTime();
    this.hub.begin(beginsOf(await this.topic.positions()));
    await this.member.subscribe([this.topic.name, this.config.KAFKA_TOPIC_PREFIX + LIVE_TOPIC], 'now');
    await this.member.run((payload) => this.batches.take(payload));
  }

  private async leave(): Promise<void> {
    await this.running;
    await this.member.leave();
    await this.topic.disconnect();
  }

  /** A process that is told nothing any more must not look alive: its supervisor starts a new one. */
  private die(reason: string): void {
    this.logger.fatal(`live updates have stopped for good, and the process with them: ${reason}`);
    process.exit(1);
  }
}

const always = (): boolean => true;
