import { Counter, type Registry } from 'prom-client';

/** What becomes of calls to other services: once for each application. */
export class CallMetrics {
  readonly refused: Counter<'to'>;

  constructor(registry: Registry) {
    this.refused = new Counter({
      name: 'cruddur_service_calls_refused_total',
      help: 'Calls to another service that were not made, since too many were under way or waited already',
      labelNames: ['to'],
      registers: [registry],
    });
  }
}
