import 'reflect-metadata';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { Erasure } from './erasure.entity';
import { FormerHandle } from './former-handle.entity';
import * as migrations from './migrations';
import { OutboxEvent } from './outbox-event.entity';
import { User } from './user.entity';

type PostgresOptions = Extract<DataSourceOptions, { type: 'postgres' }>;

/** Postgres with the users' schema, which only migrations change. */
export const createDataSource = (databaseUrl: string, options: Partial<PostgresOptions> = {}): DataSource =>
  new DataSource({
    type: 'postgres',
    url: databaseUrl,
    applicationName: 'cruddur-users',
    connectTimeoutMS: 2_000,
    entities: [User, FormerHandle, OutboxEvent, Erasure],
    migrations: Object.values(migrations),
    synchronize: false,
    // Makes the default of a uuid gen_random_uuid(), which is built into Postgres: nothing is to be installed.
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    ...options,
  });
