import type { KafkaMessage } from 'kafkajs';
import { describeError, DomainError, failureOf } from '@app/common/errors';
import type { CloudEvent } from '@app/common/events';
import { type Outages, pause } from '@app/common/patience';

/** An event and the record that carried it. */
export interface Delivered {
  record: KafkaMessage;
  event: CloudEvent;
}

/** A record that nobody here can process, and why. */
export interface Refused {
  record: KafkaMessage;
  reason: string;
}

export type EventHandler = (events: CloudEvent[]) => Promise<void>;

const TRIES = 3;
const PAUSE_BETWEEN_TRIES_MS = 100;

/** A retriable `DomainError` is the only failure that passes by itself; anything else comes from the events or the code. */
const passes = (error: unknown): boolean => error instanceof DomainError && error.retriable;

/**
 * Brings events to a handler, all at once as long as that works.
 *
 * A failure that passes is waited out, and nothing is skipped. Any other failure halves the events again and again, in
 * their order, until the one that fails stands alone; it is tried a few times, then refused, and the others go on.
 */
export class Delivery {
  constructor(
    private readonly handle: EventHandler,
    private readonly outages: Outages,
    private readonly signal: AbortSignal,
  ) {}

  /**
   * @returns what the handler refused.
   * @throws the reason of the signal when it has aborted and something failed, or would have to be waited for.
   */
  async deliver(events: Delivered[]): Promise<Refused[]> {
    if (events.length === 0) return [];
    const failure = await this.failureOf(events);
    if (!failure) return [];
    const [only, ...others] = events;
    if (only && others.length === 0) return this.tryAgain(only);
    const middle = Math.ceil(events.length / 2);
    const refused = await this.deliver(events.slice(0, middle));
    return [...refused, ...(await this.deliver(events.slice(middle)))];
  }

  private async tryAgain(delivered: Delivered): Promise<Refused[]> {
    let failure: { error: unknown } | undefined;
    for (let tries = 1; tries < TRIES; tries += 1) {
      await pause(PAUSE_BETWEEN_TRIES_MS * tries, this.signal);
      this.signal.throwIfAborted();
      failure = await this.failureOf([delivered]);
      if (!failure) return [];
    }
    return [{ record: delivered.record, reason: describeError(failure?.error) }];
  }

  private async failureOf(events: Delivered[]): Promise<{ error: unknown } | undefined> {
    const handle = (): Promise<void> => this.handle(events.map(({ event }) => event));
    const failure = await failureOf(() => this.outages.waitOut(handle, passes, this.signal));
    if (failure) this.signal.throwIfAborted();
    return failure;
  }
}
