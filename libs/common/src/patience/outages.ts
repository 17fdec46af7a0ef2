import { Logger } from '@nestjs/common';
import { describeError } from '@app/common/errors';
import { pausesOfAnOutage } from './growing-pauses';
import type { OutageMetrics } from './outage-metrics';
import { pause } from './pause';

/**
 * The outages that one kind of work waits out, for as long as they take. The log has a line when one begins and a line
 * when it is over, and it is counted once, however many pieces of work wait at the same time.
 */
export class Outages {
  private readonly logger: Logger;
  private waiting = 0;
  private current: { reason: string; since: number } | undefined;

  /** @param waiter what waits, as it is called in the log and in the metrics. */
  constructor(
    private readonly waiter: string,
    private readonly metrics: OutageMetrics,
  ) {
    this.logger = new Logger(waiter);
    metrics.begin(waiter);
  }

  /** What is being waited for, in one line. */
  get reason(): string | undefined {
    return this.current && `${this.current.reason}, since ${new Date(this.current.since).toISOString()}`;
  }

  /**
   * A piece of work begins to wait.
   * @param reason in one line.
   * @returns what ends its waiting; only the first call of it counts.
   */
  begin(reason: string): () => void {
    this.count(this.waiting + 1);
    if (!this.current) this.beginOutage(reason);
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.count(this.waiting - 1);
      if (this.waiting === 0) this.endOutage();
    };
  }

  /**
   * Repeats `work` until it succeeds, or fails in a way that `passes` does not expect to pass.
   * @throws the reason of `signal` when it would have to pause after that has aborted, or aborts during a pause.
   */
  async waitOut<Answer>(
    work: () => Promise<Answer>,
    passes: (error: unknown) => boolean,
    signal: AbortSignal,
  ): Promise<Answer> {
    const pauses = pausesOfAnOutage();
    let end: (() => void) | undefined;
    try {
      for (;;) {
        try {
          return await work();
        } catch (error) {
          if (!passes(error)) throw error;
          signal.throwIfAborted();
          end ??= this.begin(describeError(error));
        }
        await pause(pauses.next().value, signal);
        signal.throwIfAborted();
      }
    } finally {
      end?.();
    }
  }

  private count(waiting: number): void {
    this.waiting = waiting;
    this.metrics.waits(this.waiter, waiting);
  }

  private beginOutage(reason: string): void {
    this.current = { reason, since: Date.now() };
    this.metrics.outage(this.waiter);
    this.logger.warn(`waiting: ${reason}`);
  }

  private endOutage(): void {
    const { reason, since } = this.current!;
    this.logger.log(`going on after ${Date.now() - since} ms of waiting: ${reason}`);
    this.current = undefined;
  }
}
