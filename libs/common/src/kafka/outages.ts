import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { Counter, Gauge, type Registry } from 'prom-client';
import { describeError } from '@app/common/errors';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

/** How often something was away, and what waits now: once for each application. */
export class OutageMetrics {
  readonly outages: Counter<'waiter'>;
  readonly waiting: Gauge<'waiter'>;

  constructor(registry: Registry) {
    this.outages = new Counter({
      name: 'cruddur_outages_total',
      help: 'Times that something was away and had to be waited for',
      labelNames: ['waiter'],
      registers: [registry],
    });
    this.waiting = new Gauge({
      name: 'cruddur_waiting',
      help: 'Pieces of work that wait for something that is away',
      labelNames: ['waiter'],
      registers: [registry],
    });
  }
}

/**
 * Waits for what is away, for as long as it takes, and speaks only when an outage begins and when it is over.
 * One outage is counted however many partitions wait at once.
 */
export class Outages {
  private readonly logger: Logger;
  private waiting = 0;
  private current: { reason: string; since: number } | undefined;

  constructor(
    private readonly waiter: string,
    private readonly metrics: OutageMetrics,
  ) {
    this.logger = new Logger(waiter);
    metrics.outages.inc({ waiter }, 0);
    metrics.waiting.inc({ waiter }, 0);
  }

  /** What is being waited for, in one line. */
  get reason(): string | undefined {
    return this.current && `${this.current.reason}, since ${new Date(this.current.since).toISOString()}`;
  }

  /**
   * Repeats `work` until it succeeds, or fails in a way that `passes` does not expect to pass.
   * @throws the reason of `signal` when it would have to pause after that has aborted, or aborts during a pause.
   */
  async waitOut(work: () => Promise<void>, passes: (error: unknown) => boolean, signal: AbortSignal): Promise<void> {
    let began = false;
    try {
      for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
        const failure = await failureOf(work);
        if (!failure) return;
        if (!passes(failure.error)) throw failure.error;
        signal.throwIfAborted();
        if (!began) this.begin(failure.error);
        began = true;
        await pauseFor(pause * (0.5 + Math.random()), signal);
      }
    } finally {
      if (began) this.end();
    }
  }

  private begin(error: unknown): void {
    this.waiting += 1;
    this.metrics.waiting.inc({ waiter: this.waiter });
    if (this.current) return;
    this.metrics.outages.inc({ waiter: this.waiter });
    this.current = { reason: describeError(error), since: Date.now() };
    this.logger.warn(`waiting: ${this.current.reason}`);
  }

  private end(): void {
    this.waiting -= 1;
    this.metrics.waiting.dec({ waiter: this.waiter });
    if (this.waiting > 0 || !this.current) return;
    this.logger.log(`going on after ${Date.now() - this.current.since} ms of waiting: ${this.current.reason}`);
    this.current = undefined;
  }
}

/** @throws the reason of `signal` when it aborts first. */
export async function pauseFor(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
  signal.throwIfAborted();
}

/** What `work` failed with; undefined when it did not. */
export async function failureOf(work: () => Promise<void>): Promise<{ error: unknown } | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return { error };
  }
}
