import { type DynamicModule, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { MetricsModule } from '@app/common/metrics';
import { USERS_CONFIG, type UsersConfig } from '../config/users.config';
import { createPool } from './create-database';
import { Database } from './database';
import { DatabaseMetrics } from './database-metrics';

/** Postgres. Nest stops a module before those that it imports, so whoever uses the database stops before it closes. */
@Module({})
export class DatabaseModule {
  static register(config: UsersConfig): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [MetricsModule],
      providers: [
        { provide: USERS_CONFIG, useValue: config },
        { provide: DataSource, useFactory: () => createPool(config.DATABASE_URL, config.DATABASE_POOL_SIZE) },
        Database,
        DatabaseMetrics,
      ],
      exports: [USERS_CONFIG, Database, MetricsModule],
    };
  }
}
