import { type DynamicModule, Module } from '@nestjs/common';
import { HEALTH_CHECKS, HealthController, type HealthChecks } from '@app/common/health';
import { LoggingModule } from '@app/common/logging';
import { TracingModule } from '@app/common/trace-export';
import { FunctionsController } from './cognito/functions.controller';
import type { UsersConfig } from './config/users.config';
import { DirectoryModule } from './directory.module';
import { UsersStore } from './directory/users.store';
import { OutboxPublisher } from './outbox/outbox-publisher';
import { ProfileController } from './profile/profile.controller';
import { UsersController } from './users.controller';

@Module({})
export class UsersModule {
  static register(config: UsersConfig): DynamicModule {
    return {
      module: UsersModule,
      imports: [
        LoggingModule.register('users', config.LOG_LEVEL),
        TracingModule.register('users', config),
        DirectoryModule.register(config),
      ],
      controllers: [UsersController, ProfileController, FunctionsController, HealthController],
      providers: [{ provide: HEALTH_CHECKS, inject: [UsersStore, OutboxPublisher], useFactory: readinessChecks }],
    };
  }
}

const readinessChecks = (store: UsersStore, publisher: OutboxPublisher): HealthChecks => ({
  postgres: () => store.ping(),
  outbox: () => publisher.report(),
});
