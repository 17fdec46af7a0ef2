import { Logger } from '@nestjs/common';
import { describeError } from '@app/common/errors';
import type { UseCounter, CounterWatch } from '@app/common/rate-limits';
import { onNobodysBehalf } from '@app/common/tracing';
import type { CountersStore } from './counters.store';
import type { RateLimitMetrics } from './rate-limit-metrics';

const INTERVAL_MS = 1_000;

/** Most writes of one settlement, whatever a flood of addresses has counted; the others' turn is in the next. */
export const SETTLED_AT_ONCE = 64;

/**
 * Brings what is counted here, of who is near a limit, to the other gateways, and what they have counted here: once a
 * second, and never where nothing has changed. While the store is away each gateway holds its limits alone.
 */
export class Settlement implements CounterWatch {
  private readonly logger = new Logger('RateLimits');
  private readonly waiting = new Set<UseCounter>();
  private timer: NodeJS.Timeout | undefined;
  private underWay: Promise<void> = Promise.resolve();
  private isAway = false;

  constructor(
    private readonly store: Pick<CountersStore, 'add'>,
    private readonly metrics: Pick<RateLimitMetrics, 'settlements'>,
  ) {}

  /** Counters that wait for their turn. */
  get size(): number {
    return this.waiting.size;
  }

  add(counter: UseCounter): void {
    this.waiting.add(counter);
    this.schedule();
  }

  forget(counter: UseCounter): void {
    this.waiting.delete(counter);
  }

  /** Ends the settling, once what is under way has its answer. */
  async stop(): Promise<void> {
    clearTimeout(this.timer);
    await this.underWay;
    clearTimeout(this.timer);
  }

  /** Resolves when the counters whose turn it is have been settled, or could not be. One turn follows the other. */
  settle(): Promise<void> {
    this.underWay = this.underWay.then(() => this.settleTurn());
    return this.underWay;
  }

  private async settleTurn(): Promise<void> {
    const turn = [...this.waiting].slice(0, SETTLED_AT_ONCE);
    for (const counter of turn) this.waiting.delete(counter);
    await Promise.all(turn.map((counter) => this.settleOne(counter)));
  }

  private schedule(): void {
    this.timer ??= setTimeout(() => {
      void onNobodysBehalf(() => this.settle()).finally(() => {
        this.timer = undefined;
        if (this.waiting.size > 0) this.schedule();
      });
    }, INTERVAL_MS).unref();
  }

  private async settleOne(counter: UseCounter): Promise<void> {
    const count = counter.unsettled;
    if (count === 0) return;
    try {
      counter.settle(count, await this.store.add(counter.key, count, counter.window));
      this.noteOutcome('done');
    } catch (error) {
      if (Date.now() < counter.window.endsAt) this.waiting.add(counter);
      this.noteOutcome('failed', error);
    }
  }

  private noteOutcome(outcome: 'done' | 'failed', error?: unknown): void {
    this.metrics.settlements.inc({ outcome });
    const isAway = outcome === 'failed';
    if (isAway === this.isAway) return;
    this.isAway = isAway;
    if (isAway) this.logger.warn(`rate limits hold for each gateway alone: ${describeError(error)}`);
    else this.logger.log('rate limits hold over all gateways again');
  }
}
