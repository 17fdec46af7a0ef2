import { Inject, Injectable } from '@nestjs/common';
import { KAFKA, type KafkaClient, TopicList } from '@app/common/kafka';
import { type Activity, Loop, Patience } from '@app/common/patience';
import { RELAY_TOPICS, type RelayTopics } from './relay-topics';

const PROBE_INTERVAL_MS = 5_000;

/** Asks Kafka now and then, so that a dead broker shows before there is anything to publish. */
@Injectable()
export class KafkaProbe {
  private readonly existing: TopicList;
  private readonly activity: Activity;
  private readonly loop: Loop;

  constructor(
    @Inject(KAFKA) kafka: KafkaClient,
    @Inject(RELAY_TOPICS) private readonly topics: RelayTopics,
    patience: Patience,
  ) {
    this.existing = new TopicList(kafka);
    this.activity = patience.activity('kafka', 'finding the topics in Kafka');
    this.loop = new Loop(this.activity, PROBE_INTERVAL_MS, () => this.probe());
  }

  start(): void {
    this.loop.start();
  }

  /** Does not wait for the answer to a question under way: a broker that is away may never give it. */
  async stop(): Promise<void> {
    void this.loop.stop();
    await this.existing.close();
  }

  /** @throws when Kafka does not answer, or lacks a topic. */
  check(): void {
    this.activity.check();
  }

  /** For how long Kafka has answered without an interruption. */
  answersForMs(): number {
    return this.activity.succeedsForMs();
  }

  private async probe(): Promise<void> {
    const missing = await this.existing.lacks(Object.values<string>({ ...this.topics }));
    if (missing.length > 0) throw new Error(`there is no topic ${missing.join(', ')}`);
  }
}
