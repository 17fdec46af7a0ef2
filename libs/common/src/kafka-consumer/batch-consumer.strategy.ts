import { Logger } from '@nestjs/common';
import { type CustomTransportStrategy, Server } from '@nestjs/microservices';
import type { Consumer } from 'kafkajs';
import { describeError } from '@app/common/errors';
import { type Outages, Patience, settledWithin, unlessAborted } from '@app/common/patience';
import type { BatchConsumerOptions } from './batch-consumer-options';
import { BatchReading } from './batch-reading';
import { A_FEW_TIMES } from '@app/common/kafka';
import { ConsumerDeadLetters } from './consumer-dead-letters';
import { ConsumerMetrics } from './consumer-metrics';
import { EventHandlers } from './event-handlers';
import { GroupMember } from './group-member';
import { ProgressWatch } from './progress-watch';

const GRACE_MS = 8_000;

/**
 * A Nest transport that hands each `@TakesEvents` method whole batches of decoded events of one partition; events of kinds
 * that no method takes are passed over.
 *
 * Every record takes effect at least once or is kept as a dead letter; those of one partition in their order, where
 * `joining` is given those of one key. A record is done when its handler has taken its event, or Kafka has acknowledged
 * its dead letter; only what precedes the oldest record that is not done is committed. What fails for now is waited out.
 * What is given up, at a stop or a rebalance, is read again by the member that has the partition then.
 *
 * kafkajs lets every batch end before this member joins the group again. Two members work on one partition only when one
 * of them has been silent for longer than its session, or still writes what it held for others to join.
 */
export class BatchConsumerStrategy extends Server implements CustomTransportStrategy {
  protected override readonly logger = new Logger(BatchConsumerStrategy.name);
  private readonly metrics: ConsumerMetrics;
  private readonly outages: Outages;
  private readonly deadLetters: ConsumerDeadLetters;
  private readonly reading: BatchReading;
  private readonly member: GroupMember;
  private readonly progress: ProgressWatch;
  private readonly stop = new AbortController();
  private handlers = new EventHandlers([]);
  private started: Promise<void> = Promise.resolve();

  constructor(private readonly options: BatchConsumerOptions) {
    super();
    const { kafka, consumer, groupId, registry } = options;
    this.metrics = new ConsumerMetrics(consumer, registry);
    this.outages = new Patience(registry).outages(consumer);
    this.deadLetters = new ConsumerDeadLetters(kafka, consumer);
    this.reading = new BatchReading(options, {
      handlers: () => this.handlers,
      outages: this.outages,
      deadLetters: this.deadLetters,
      metrics: this.metrics,
      onFailure: (error) => this.endProcess(describeError(error)),
    });
    this.member = new GroupMember({
      kafka,
      groupId,
      onRebalancing: () => void this.reading.handOver(),
      onJoined: () => this.reading.beginAnew(),
      onDead: (reason) => this.endProcess(reason),
    });
    this.progress = new ProgressWatch({
      admin: kafka.admin({ retry: A_FEW_TIMES }),
      groupId,
      from: options.from ?? 'beginning',
      metrics: this.metrics,
      assigned: () => this.member.assigned,
      isWaiting: () => this.outages.reason !== undefined,
      onDead: (reason) => this.endProcess(reason),
    });
  }

  /** Starts in the background: a service answers for its health while Kafka or a topic is not there yet. */
  listen(callback: () => void): void {
    this.handlers = new EventHandlers(this.messageHandlers.values());
    this.started = this.outages
      .waitOut(() => this.start(), always, this.stop.signal)
      .catch(() => this.logger.log('stopped before it had started'));
    callback();
  }

  /** Lets the work in flight end, and what is held take effect, within the grace time; commits, and leaves the group. */
  async close(): Promise<void> {
    this.stop.abort(new Error('the consumer stops'));
    const left = this.leave();
    const inTime = await settledWithin(this.options.graceMs ?? GRACE_MS, [left]);
    if (inTime) await left;
    else this.logger.warn('work in flight is given up; whoever gets its partition begins it anew');
  }

  /** @throws an error that says in one line why no record is being handled. */
  check(): void {
    if (this.outages.reason) throw new Error(`waiting: ${this.outages.reason}`);
    this.member.check();
  }

  /** @returns how many records wait. @throws an error that says in one line what has not moved for half a minute. */
  checkProgress(): string | undefined {
    return this.progress.check();
  }

  on(): never {
    throw new Error('this transport has no events of its own');
  }

  unwrap<Client = Consumer>(): Client {
    return this.member.consumer as Client;
  }

  private async start(): Promise<void> {
    const { topicPrefix } = this.options;
    for (const topic of this.handlers.topics) this.metrics.begin(topic, topicPrefix + topic);
    const topics = this.handlers.topics.map((topic) => topicPrefix + topic);
    // While Kafka is away, this goes on for ever.
    await unlessAborted(this.member.connect(), this.stop.signal);
    await this.member.subscribe(topics, this.options.from ?? 'beginning');
    await this.progress.start(topics);
    await this.member.run((payload) => this.reading.onBatch(payload));
  }

  private async leave(): Promise<void> {
    const read = this.reading.stop(this.stop.signal.reason as Error);
    await this.started;
    await read;
    await this.member.leave();
    await this.deadLetters.close();
    await this.progress.stop();
    this.reading.close();
  }

  /** This consumer will not go on, and a process that reads nothing must not look alive: its supervisor starts a new one. */
  private endProcess(reason: string): void {
    this.logger.fatal(`the consumer has stopped for good, and the process with it: ${reason}`);
    process.exit(1);
  }
}

const always = (): boolean => true;
