import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { Registry } from 'prom-client';
import { CONSUMERS } from '@app/common/events';
import { remarkOnFailure, HEALTH_CHECKS, HealthController, type HealthChecks } from '@app/common/health';
import { CONNECT_TO_SERVICE, overHttp } from '@app/common/http';
import { BatchConsumerStrategy, createBatchConsumer } from '@app/common/kafka-consumer';
import { LoggingModule } from '@app/common/logging';
import { MetricsModule } from '@app/common/metrics';
import { TracingModule } from '@app/common/trace-export';
import { ChangesController } from './changes.controller';
import { ChoicesController } from './choices.controller';
import type { MessagesConfig } from './config/messages.config';
import { ContactController } from './contact.controller';
import { ConversationsController } from './conversations.controller';
import { MessagesStore } from './conversations/messages/messages.store';
import { EntriesController } from './entries.controller';
import { GroupsController } from './groups.controller';
import { ListsController } from './lists.controller';
import { LiveController } from './live.controller';
import { MarkersController } from './markers.controller';
import { MessagingModule } from './messaging.module';
import { NamesConsumer } from './names/names.consumer';
import { PublicPagesController } from './public-pages.controller';
import { ReportsController } from './reports.controller';
import { START_LIMIT, StartLimit, type StartLimitSettings } from './sending/start-limit';
import { UserDirectory } from './names/user-directory';
import { UsersServiceDirectory } from './names/users-service-directory';

@Module({})
export class MessagesModule {
  static register(config: MessagesConfig, connect = overHttp): DynamicModule {
    return {
      module: MessagesModule,
      imports: [
        LoggingModule.register('messages', config.LOG_LEVEL),
        TracingModule.register('messages', config),
        MetricsModule,
        MessagingModule.register(config, [
          { provide: CONNECT_TO_SERVICE, useValue: connect },
          { provide: UserDirectory, useClass: UsersServiceDirectory },
          ...startLimit(config),
        ]),
      ],
      controllers: [
        ConversationsController,
        ChangesController,
        EntriesController,
        PublicPagesController,
        ListsController,
        LiveController,
        MarkersController,
        ChoicesController,
        ContactController,
        ReportsController,
        GroupsController,
        NamesConsumer,
        HealthController,
      ],
      providers: [
        {
          provide: BatchConsumerStrategy,
          inject: [Registry],
          useFactory: (registry: Registry) => createBatchConsumer(config, { registry, name: CONSUMERS.messages }),
        },
        { provide: HEALTH_CHECKS, inject: [MessagesStore, BatchConsumerStrategy], useFactory: readinessChecks },
      ],
    };
  }
}

const startLimit = ({ RATE_LIMIT_START: limit, RATE_LIMIT_TABLE_NAME: tableName }: MessagesConfig): Provider[] =>
  limit ? [{ provide: START_LIMIT, useValue: { limit, tableName } satisfies StartLimitSettings }, StartLimit] : [];

const readinessChecks = (store: MessagesStore, consumer: BatchConsumerStrategy): HealthChecks => ({
  table: () => store.reachable(),
  names: remarkOnFailure(() => consumer.check()),
});
