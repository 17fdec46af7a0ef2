import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { type CustomTransportStrategy, Server } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import { type CloudEvent, extensionsOf } from '@app/common/events';
import { idsOf } from '@app/common/tracing';
import type { Batch, Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import { A_FEW_TIMES } from './client';
import { ConsumerMetrics } from './consumer-metrics';
import { DeadLetters } from './dead-letters';
import { decodeBatch, type EventSchemas } from './decode-batch';
import { Delivery, type Refused } from './delivery';
import type { Assignment } from './group-progress';
import { withHeartbeats } from './heartbeats';
import { OffsetCommits } from './offset-commits';
import { Outages } from './outages';
import { ProgressWatch } from './progress-watch';

export interface BatchConsumerOptions {
  kafka: Kafka;
  groupId: string;
  /** The name under which this consumer leaves dead letters. */
  consumer: string;
  topicPrefix: string;
  /** The events to decode, by logical topic; other types are passed over. */
  events: Record<string, EventSchemas>;
  /** Where a group begins that has committed nothing. */
  from?: 'beginning' | 'now';
  /** How long a stop waits for the work in flight. */
  graceMs?: number;
}

const GRACE_MS = 8_000;
/** A consumer that has not asked Kafka for records for so long is stuck, or behind on more than it can do. */
const SILENCE_LIMIT_MS = 30_000;

/** A long poll ends with the first record; its limit only bounds how late a stop or a new sharing out is noticed. */
const FETCHING = { minBytes: 1, maxWaitTimeInMs: 500, maxBytesPerPartition: 4 * 1024 ** 2, maxBytes: 24 * 1024 ** 2 };
const MEMBERSHIP = { sessionTimeout: 8_000, heartbeatInterval: 1_000, rebalanceTimeout: 30_000 };
/** How late a partition that was added to a topic is noticed. */
const METADATA_MAX_AGE_MS = 10_000;
const PARTITIONS_AT_ONCE = 6;

/**
 * A Nest transport that hands each `@EventPattern(topic)` method whole batches of decoded events of one partition.
 *
 * Every record takes effect at least once, in the order of its partition, or is kept as a dead letter. A batch is done
 * when its handler has taken every event and Kafka has acknowledged every dead letter; only then does its offset count.
 * What fails for now is waited out. A batch that is given up, at a stop or when the group shares out its partitions
 * anew, is read again by whoever has the partition then.
 *
 * kafkajs lets every batch end before this member joins the group again, so two members work on one partition only
 * when one of them has been silent for longer than its session.
 */
export class BatchConsumerStrategy extends Server implements CustomTransportStrategy {
  protected override readonly logger = new Logger(BatchConsumerStrategy.name);
  private readonly consumer: Consumer;
  private readonly commits = new OffsetCommits();
  private readonly metrics: ConsumerMetrics;
  private readonly outages: Outages;
  private readonly progress: ProgressWatch;
  private readonly deadLetters: DeadLetters;
  private readonly underWay = new Set<AbortController>();
  private readonly stop = new AbortController();
  private started: Promise<void> = Promise.resolve();
  private joined = false;
  private assigned: Assignment = {};
  private lastFetchAt = 0;

  constructor(private readonly options: BatchConsumerOptions) {
    super();
    this.metrics = new ConsumerMetrics(options.consumer);
    this.outages = new Outages(options.consumer);
    this.progress = new ProgressWatch({
      admin: options.kafka.admin({ retry: A_FEW_TIMES }),
      groupId: options.groupId,
      from: options.from ?? 'beginning',
      metrics: this.metrics,
      assigned: () => this.assigned,
      isWaiting: () => this.outages.reason !== undefined,
      onDead: (reason) => this.endProcess(reason),
    });
    this.deadLetters = new DeadLetters(options.kafka, options.consumer);
    this.consumer = options.kafka.consumer({
      groupId: options.groupId,
      allowAutoTopicCreation: false,
      metadataMaxAge: METADATA_MAX_AGE_MS,
      ...FETCHING,
      ...MEMBERSHIP,
    });
    this.follow(this.consumer);
  }

  /** Starts in the background: a service answers for its health while Kafka or a topic is not there yet. */
  listen(callback: () => void): void {
    this.started = this.outages
      .waitOut(() => this.start(), always, this.stop.signal)
      .catch(() => this.logger.log('stopped before it had started'));
    callback();
  }

  /** Lets the work in flight end within the grace time, commits, and leaves the group. */
  async close(): Promise<void> {
    const stopped = new Error('the consumer stops');
    this.stop.abort(stopped);
    for (const work of this.underWay) work.abort(stopped);
    const grace = new AbortController();
    const left = this.leave().then(() => true);
    const graceEnds = sleep(this.options.graceMs ?? GRACE_MS, false, { signal: grace.signal }).catch(() => false);
    const inTime = await Promise.race([left, graceEnds]);
    grace.abort();
    if (!inTime) this.logger.warn('work in flight is given up; whoever gets its partition begins it anew');
  }

  /** @throws an error that says in one line why no record is being handled. */
  check(): void {
    if (this.outages.reason) throw new Error(`waiting: ${this.outages.reason}`);
    if (!this.joined) throw new Error(`not in the consumer group ${this.options.groupId}`);
    const silence = Date.now() - this.lastFetchAt;
    if (silence > SILENCE_LIMIT_MS) throw new Error(`no fetch for ${silence} ms`);
  }

  /** @returns how many records wait. @throws an error that says in one line what has not moved for half a minute. */
  checkProgress(): string | undefined {
    return this.progress.check();
  }

  on(): never {
    throw new Error('this transport has no events of its own');
  }

  unwrap<Client>(): Client {
    return this.consumer as Client;
  }

  private async start(): Promise<void> {
    const patterns = [...this.messageHandlers.keys()];
    const topics = patterns.map((pattern) => this.options.topicPrefix + pattern);
    for (const pattern of patterns) this.metrics.begin(pattern, this.options.topicPrefix + pattern);
    await this.consumer.connect();
    const fromBeginning = this.options.from !== 'now';
    await this.consumer.subscribe({ topics, fromBeginning }).catch((cause: unknown) => {
      throw new Error(`cannot read ${topics.join(', ')}`, { cause });
    });
    await this.progress.start(topics);
    await this.consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: PARTITIONS_AT_ONCE,
      eachBatch: (payload) => this.onBatch(payload),
    });
  }

  private follow(consumer: Consumer): void {
    const { CRASH, FETCH, GROUP_JOIN, REBALANCING, STOP } = consumer.events;
    consumer.on(FETCH, () => void (this.lastFetchAt = Date.now()));
    consumer.on(REBALANCING, () => void this.commits.flush());
    consumer.on(GROUP_JOIN, ({ payload }) => {
      this.joined = true;
      this.assigned = payload.memberAssignment;
      this.lastFetchAt = Date.now();
      this.commits.drop();
    });
    consumer.on(STOP, () => void (this.joined = false));
    consumer.on(CRASH, ({ payload }) => {
      this.joined = false;
      if (!payload.restart) this.endProcess(payload.error.message);
    });
  }

  private async leave(): Promise<void> {
    await this.started;
    await this.commits.flush();
    await this.consumer.disconnect();
    await this.deadLetters.close();
    await this.progress.stop();
    this.commits.close();
  }

  private async onBatch(payload: EachBatchPayload): Promise<void> {
    if (this.stop.signal.aborted) return;
    const giveUp = new AbortController();
    this.underWay.add(giveUp);
    try {
      const { assignment } = this.commits;
      await withHeartbeats(
        () => payload.heartbeat(),
        giveUp,
        () => this.handle(payload.batch, giveUp.signal),
      );
      if (assignment === this.commits.assignment) await this.done(payload);
    } catch (error) {
      if (!this.stop.signal.aborted) throw error;
    } finally {
      this.underWay.delete(giveUp);
    }
  }

  private async handle({ topic, partition, messages }: Batch, signal: AbortSignal): Promise<void> {
    const pattern = topic.slice(this.options.topicPrefix.length);
    const { delivered, undecodable } = decodeBatch(messages, this.options.events[pattern] ?? {});
    const delivery = new Delivery((events) => this.callHandler(pattern, events), this.outages, signal);
    const refused = [...undecodable, ...(await delivery.deliver(delivered))];
    if (refused.length > 0) {
      await this.outages.waitOut(() => this.deadLetters.keep(topic, partition, refused), always, signal);
      for (const each of refused) this.tell(each, `${topic}/${partition}`);
    }
    this.metrics.count(pattern, {
      all: messages.length,
      wanted: delivered.length + undecodable.length,
      dead: refused.length,
    });
  }

  private tell({ record, reason }: Refused, origin: string): void {
    this.logger.error({
      msg: `${origin}/${record.offset} to the dead letters: ${reason}`,
      ...idsOf(extensionsOf(record)),
    });
  }

  private async callHandler(pattern: string, events: CloudEvent[]): Promise<void> {
    const outcome: unknown = await this.messageHandlers.get(pattern)?.(events);
    if (isObservable(outcome)) await lastValueFrom(outcome, { defaultValue: undefined });
  }

  private async done(payload: EachBatchPayload): Promise<void> {
    const lastOffset = payload.batch.lastOffset();
    payload.resolveOffset(lastOffset);
    this.commits.done(payload, lastOffset);
    if (this.stop.signal.aborted) await this.commits.flush();
  }

  /** This consumer will not go on, and a process that reads nothing must not look alive: its supervisor starts a new one. */
  private endProcess(reason: string): void {
    this.logger.fatal(`the consumer has stopped for good, and the process with it: ${reason}`);
    process.exit(1);
  }
}

const always = (): boolean => true;
