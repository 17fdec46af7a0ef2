import type { DataSource } from 'typeorm';
import { createDataSource } from './create-data-source';
import { Database } from './database';

/** Below what callers wait, so that they get this service's own answer. */
const QUERY_LIMIT_MS = 2_500;

/** Connections are kept warm, yet not for ever: one that died in silence must leave the pool. */
const CONNECTION_LIFETIME_SECONDS = 60;

/** Postgres as requests need it: at most `poolSize` connections, and no long wait. */
export const createPool = (databaseUrl: string, poolSize: number): DataSource =>
  createDataSource(databaseUrl, {
    poolSize,
    extra: {
      query_timeout: QUERY_LIMIT_MS,
      idleTimeoutMillis: 0,
      maxLifetimeSeconds: CONNECTION_LIFETIME_SECONDS,
    },
  });

export const createDatabase = (databaseUrl: string, poolSize: number): Database =>
  new Database(createPool(databaseUrl, poolSize));
