import { Counter } from 'prom-client';
import { RATE_LIMITS } from '@app/common/rate-limits';

export const refusals = new Counter({
  name: 'cruddur_rate_limited_total',
  help: 'Requests that were refused by a rate limit',
  labelNames: ['limit'] as const,
});
for (const limit of RATE_LIMITS) refusals.inc({ limit }, 0);

export const settlements = new Counter({
  name: 'cruddur_rate_limit_settlements_total',
  help: 'Counters near a limit that were settled with the other gateways: done, or failed, and tried again',
  labelNames: ['outcome'] as const,
});
for (const outcome of ['done', 'failed']) settlements.inc({ outcome }, 0);
