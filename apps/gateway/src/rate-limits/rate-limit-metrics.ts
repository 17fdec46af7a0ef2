import { Injectable } from '@nestjs/common';
import { Counter, Registry } from 'prom-client';
import { RATE_LIMITS } from '@app/common/rate-limits';

/** What rate limits refuse, and how they are held over all gateways. */
@Injectable()
export class RateLimitMetrics {
  readonly refusals: Counter<'limit'>;
  readonly settlements: Counter<'outcome'>;

  constructor(registry: Registry) {
    this.refusals = new Counter({
      name: 'cruddur_rate_limited_total',
      help: 'Requests that were refused by a rate limit',
      labelNames: ['limit'],
      registers: [registry],
    });
    for (const limit of RATE_LIMITS) this.refusals.inc({ limit }, 0);
    this.settlements = new Counter({
      name: 'cruddur_rate_limit_settlements_total',
      help: 'Counters near a limit that were settled with the other gateways: done, or failed, and tried again',
      labelNames: ['outcome'],
      registers: [registry],
    });
    for (const outcome of ['done', 'failed']) this.settlements.inc({ outcome }, 0);
  }
}
