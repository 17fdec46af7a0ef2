import { Gauge, type Registry } from 'prom-client';
import type { Database, PoolUse } from './database';

/** How much of the connections to Postgres is in use. */
export function measureDatabase(database: Database, registry: Registry): void {
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
