import { Injectable } from '@nestjs/common';
import { Gauge, Registry } from 'prom-client';
import { type OutboxLag, OutboxStore } from './outbox.store';

const UNKNOWN: OutboxLag = { waiting: Number.NaN, oldestSeconds: Number.NaN };

/** How far publishing is behind, asked at each scrape; not a number while Postgres is away. */
@Injectable()
export class OutboxMetrics {
  constructor(outbox: OutboxStore, registry: Registry) {
    const gauge = (name: string, help: string, valueOf: (lag: OutboxLag) => number): void => {
      new Gauge({
        name,
        help,
        registers: [registry],
        async collect() {
          this.set(valueOf(await outbox.lag().catch(() => UNKNOWN)));
        },
      });
    };
    gauge('cruddur_outbox_waiting_events', 'User events that are not published yet', ({ waiting }) => waiting);
    gauge('cruddur_outbox_lag_seconds', 'Age of the oldest of them', ({ oldestSeconds }) => oldestSeconds);
  }
}
