import {
  type DynamicModule,
  Inject,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Registry } from 'prom-client';
import { HEALTH_CHECKS, HealthController, type HealthChecks } from '@app/common/health';
import { LoggingModule } from '@app/common/logging';
import { metricsRegistry } from '@app/common/metrics';
import { TracingModule } from '@app/common/tracing';
import { createCognitoClient } from './cognito/cognito-client';
import { FunctionsController } from './cognito/functions.controller';
import { PoolDirectory } from './cognito/pool-directory';
import { SignUps } from './cognito/sign-ups';
import type { UsersConfig } from './config/users.config';
import { createDatabase } from './database/create-database';
import { Database } from './database/database';
import { measureDatabase } from './database/database-metrics';
import { UsersStore } from './directory/users.store';
import { measureOutbox } from './outbox/outbox-metrics';
import { createOutboxPublisher, OutboxPublisher } from './outbox/outbox-publisher';
import { OutboxStore } from './outbox/outbox.store';
import { ProfileController } from './profile/profile.controller';
import { ProfileService } from './profile/profile.service';
import { UsersController } from './users.controller';
import { UsersService } from './users.service';

/** One more attempt, both within what callers wait. */
const POOL_PATIENCE = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 500, requestTimeout: 2_000, throwOnRequestTimeout: true },
};

@Module({})
export class UsersModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PoolDirectory) private readonly pool: PoolDirectory | undefined,
    @Inject(OutboxPublisher) private readonly publisher: OutboxPublisher,
    @Inject(OutboxStore) outbox: OutboxStore,
    registry: Registry,
  ) {
    measureDatabase(database, registry);
    measureOutbox(outbox, registry);
  }

  static register(config: UsersConfig): DynamicModule {
    return {
      module: UsersModule,
      imports: [LoggingModule.register('users', config.LOG_LEVEL), TracingModule.register('users', config)],
      controllers: [UsersController, ProfileController, FunctionsController, HealthController],
      providers: [
        metricsRegistry,
        { provide: Database, useFactory: () => createDatabase(config.DATABASE_URL, config.DATABASE_POOL_SIZE) },
        { provide: PoolDirectory, useFactory: () => poolDirectory(config) },
        { provide: OutboxStore, inject: [Database], useFactory: (database: Database) => new OutboxStore(database) },
        {
          provide: OutboxPublisher,
          inject: [OutboxStore],
          useFactory: (outbox: OutboxStore) => createOutboxPublisher(config, outbox),
        },
        {
          provide: UsersStore,
          inject: [Database, OutboxStore],
          useFactory: (database: Database, outbox: OutboxStore) => new UsersStore(database, outbox),
        },
        { provide: SignUps, inject: [UsersStore], useFactory: (store: UsersStore) => new SignUps(store) },
        {
          provide: UsersService,
          inject: [UsersStore, SignUps, PoolDirectory],
          useFactory: (store: UsersStore, signUps: SignUps, pool: PoolDirectory | undefined) =>
            new UsersService(store, signUps, pool),
        },
        { provide: ProfileService, inject: [UsersStore], useFactory: (store: UsersStore) => new ProfileService(store) },
        {
          provide: HEALTH_CHECKS,
          inject: [UsersStore, OutboxPublisher],
          useFactory: (store: UsersStore, publisher: OutboxPublisher): HealthChecks => ({
            postgres: () => store.ping(),
            outbox: () => publisher.report(),
          }),
        },
      ],
    };
  }

  onApplicationBootstrap(): void {
    this.publisher.start();
  }

  /** Last of all: requests under way still need Postgres, and so does what they have written into the outbox. */
  async onApplicationShutdown(): Promise<void> {
    await this.publisher.stop();
    await this.database.close();
    this.pool?.close();
  }
}

const poolDirectory = (config: UsersConfig): PoolDirectory | undefined =>
  config.COGNITO_USER_POOL_ID === undefined
    ? undefined
    : new PoolDirectory(createCognitoClient(config, POOL_PATIENCE), config.COGNITO_USER_POOL_ID);
