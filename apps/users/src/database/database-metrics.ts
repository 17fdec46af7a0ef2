import { Injectable } from '@nestjs/common';
import { Gauge, Registry } from 'prom-client';
import { Database, type PoolUse } from './database';

/** How much of the connections to Postgres is in use. */
@Injectable()
export class DatabaseMetrics {
  constructor(database: Database, registry: Registry) {
    const gauge = (name: string, help: string, valueOf: (use: PoolUse) => number): void => {
      new Gauge({
        name,
        help,
        registers: [registry],
        collect() {
          this.set(valueOf(database.poolUse()));
        },
      });
    };
    gauge('cruddur_postgres_connections', 'Connections to Postgres that are open', ({ open }) => open);
    gauge('cruddur_postgres_idle_connections', 'Of these, connections that nothing uses', ({ idle }) => idle);
    gauge('cruddur_postgres_waiting_queries', 'Pieces of work that wait for a connection', ({ waiting }) => waiting);
  }
}
