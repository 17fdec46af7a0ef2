import { Inject, Injectable, Optional } from '@nestjs/common';
import { Registry } from 'prom-client';
import { Activity } from './activity';
import { MONOTONIC_CLOCK, type MonotonicClock, monotonicClock } from './monotonic-clock';
import { OutageMetrics } from './outage-metrics';
import { Outages } from './outages';

/**
 * How one application waits for what is away, with its outages among the application's metrics. What waits under the same name
 * shares them.
 */
@Injectable()
export class Patience {
  private readonly metrics: OutageMetrics;
  private readonly byWaiter = new Map<string, Outages>();

  constructor(
    registry: Registry,
    @Optional() @Inject(MONOTONIC_CLOCK) private readonly clock: MonotonicClock = monotonicClock,
  ) {
    this.metrics = OutageMetrics.of(registry);
  }

  outages(waiter: string): Outages {
    const outages = this.byWaiter.get(waiter) ?? new Outages(waiter, this.metrics);
    this.byWaiter.set(waiter, outages);
    return outages;
  }

  /** @param name what is done, as its checks and its line in the log say it. */
  activity(waiter: string, name: string): Activity {
    return new Activity(name, this.outages(waiter), this.clock);
  }
}
