import { Counter, Gauge, type Registry } from 'prom-client';

/** How often something was away, and how much waits now, by what waits. */
export class OutageMetrics {
  private readonly outages: Counter<'waiter'>;
  private readonly waiting: Gauge<'waiter'>;
  private static readonly known = new WeakMap<Registry, OutageMetrics>();

  /** One for all that wait in an application. */
  static of(registry: Registry): OutageMetrics {
    const metrics = OutageMetrics.known.get(registry) ?? new OutageMetrics(registry);
    OutageMetrics.known.set(registry, metrics);
    return metrics;
  }

  private constructor(registry: Registry) {
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

  /** From zero on, so that the first outage is a rise. */
  begin(waiter: string): void {
    this.outages.inc({ waiter }, 0);
    this.waits(waiter, 0);
  }

  outage(waiter: string): void {
    this.outages.inc({ waiter });
  }

  waits(waiter: string, pieces: number): void {
    this.waiting.set({ waiter }, pieces);
  }
}
