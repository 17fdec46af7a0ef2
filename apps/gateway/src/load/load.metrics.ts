import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Registry } from 'prom-client';

/** By what a request was refused: see `Admission`. */
export const LIMITS = ['connection', 'person', 'address', 'all', 'wait', 'event_loop'] as const;
export type Limit = (typeof LIMITS)[number];

@Injectable()
export class LoadMetrics {
  private readonly refusals: Counter<'limit'>;

  constructor(private readonly registry: Registry) {
    this.refusals = new Counter({
      name: 'cruddur_gateway_refused_requests_total',
      help: 'Requests that were refused since there were too many at once, by the limit that they met',
      labelNames: ['limit'],
      registers: [registry],
    });
    for (const limit of LIMITS) this.refusals.inc({ limit }, 0);
  }

  refused(limit: Limit): void {
    this.refusals.inc({ limit });
  }

  /** From now on tells what there is at the moment when it is asked. */
  tell(present: { answered: () => number; waiting: () => number }): void {
    this.gauge(
      'cruddur_gateway_answered_requests',
      'Requests that have a turn: work for them goes on',
      present.answered,
    );
    this.gauge('cruddur_gateway_waiting_requests', 'Requests that wait for their turn', present.waiting);
  }

  private gauge(name: string, help: string, value: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      collect() {
        this.set(value());
      },
    });
  }
}
