import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { type CloudEvent, TOPICS } from '@app/common/events';
import { type Outages, Patience, settledWithin } from '@app/common/patience';
import { idsOf, publishing, untilSettled } from '@app/common/tracing';
import { OutboxBell } from './outbox-bell';
import { OutboxProducer } from './outbox-producer';
import { OutboxStore } from './outbox.store';

const BATCH = 500;
const GRACE_MS = 5_000;

/**
 * Publishes what is in the outbox, oldest first, as long as there is something; then waits for the bell.
 *
 * Each event goes out at least once: it leaves the outbox when Kafka has acknowledged it. While Kafka or Postgres is
 * away, events stay where they are, and only this loop waits.
 */
@Injectable()
export class OutboxPublisher implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(OutboxPublisher.name);
  private readonly outages: Outages;
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly outbox: OutboxStore,
    private readonly producer: OutboxProducer,
    private readonly bell: OutboxBell,
    patience: Patience,
  ) {
    this.outages = patience.outages('outbox');
  }

  onApplicationBootstrap(): void {
    this.running = this.run().catch(() => undefined);
  }

  /**
   * Behind the last request, whose event it still publishes. Lets the batch under way end, within limits: what is not
   * published then, another copy or the next start publishes.
   */
  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await settledWithin(GRACE_MS, [this.running]);
    await Promise.all([this.producer.close(), this.bell.close()]);
  }

  /** How many events wait, and for what. Requests do not wait with them. */
  async report(): Promise<string | undefined> {
    const { waiting, oldestSeconds } = await this.outbox.lag();
    if (waiting === 0) return undefined;
    const reason = this.outages.reason ?? 'being published';
    return `${waiting} events wait, the oldest for ${Math.round(oldestSeconds)} s: ${reason}`;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await this.bell.nextRing(signal);
      await this.outages.waitOut(() => this.publishAll(signal), anyFailure, signal);
    }
  }

  private async publishAll(signal: AbortSignal): Promise<void> {
    let published: number;
    do published = await this.outbox.take(BATCH, (events) => this.publish(events));
    while (published > 0 && !signal.aborted);
  }

  private async publish(events: CloudEvent[]): Promise<void> {
    const publications = events.map((event) => publishing(event, TOPICS.users));
    const spans = publications.map(({ span }) => span);
    await untilSettled(spans, () => this.producer.send(publications.map(({ event }) => event)));
    for (const event of events) this.logPublished(event);
  }

  private logPublished(event: CloudEvent): void {
    this.logger.debug({
      msg: `published on ${TOPICS.users}`,
      ...idsOf(event),
      event_id: event.id,
      event_type: event.type,
    });
  }
}

const anyFailure = (): boolean => true;
