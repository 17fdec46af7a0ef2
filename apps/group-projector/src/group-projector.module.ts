import { type DynamicModule, Module, type OnApplicationShutdown } from '@nestjs/common';
import { createLeanClient, LeanDynamoDbClient } from '@app/common/dynamodb/lean';
import { CONSUMERS, TOPICS } from '@app/common/events';
import { HEALTH_CHECKS, HealthController, type HealthChecks } from '@app/common/health';
import { BatchConsumerStrategy, createKafka } from '@app/common/kafka';
import { LoggingModule } from '@app/common/logging';
import { metricsRegistry } from '@app/common/metrics';
import { TracingModule } from '@app/common/tracing';
import type { GroupProjectorConfig } from './config/group-projector.config';
import { MessageEventsConsumer, PROJECTED_EVENTS } from './message-events.consumer';
import { MessageSentProjection } from './projections/message-sent.projection';
import { ProjectorMetrics } from './projections/projector-metrics';
import { rowWriteIntervals } from './projections/row-write-intervals';
import { GroupRowsStore } from './rows/group-rows.store';

@Module({})
export class GroupProjectorModule implements OnApplicationShutdown {
  constructor(private readonly dynamoDb: LeanDynamoDbClient) {}

  static register(config: GroupProjectorConfig): DynamicModule {
    return {
      module: GroupProjectorModule,
      imports: [
        LoggingModule.register(CONSUMERS.groupProjector, config.LOG_LEVEL),
        TracingModule.register(CONSUMERS.groupProjector, config),
      ],
      controllers: [MessageEventsConsumer, HealthController],
      providers: [
        { provide: LeanDynamoDbClient, useFactory: () => createLeanClient(config) },
        {
          provide: GroupRowsStore,
          inject: [LeanDynamoDbClient],
          useFactory: (dynamoDb: LeanDynamoDbClient) => new GroupRowsStore(dynamoDb, config.TABLE_NAME),
        },
        metricsRegistry,
        ProjectorMetrics,
        MessageSentProjection,
        { provide: BatchConsumerStrategy, useFactory: () => batchConsumer(config) },
        {
          provide: HEALTH_CHECKS,
          inject: [BatchConsumerStrategy, GroupRowsStore],
          useFactory: (consumer: BatchConsumerStrategy, rows: GroupRowsStore): HealthChecks => ({
            consumer: () => consumer.check(),
            progress: () => consumer.checkProgress(),
            table: () => rows.reachable(),
          }),
        },
      ],
    };
  }

  /** Last of all: batches in flight still need it. */
  onApplicationShutdown(): Promise<void> {
    return this.dynamoDb.destroy();
  }
}

const batchConsumer = (config: GroupProjectorConfig): BatchConsumerStrategy =>
  new BatchConsumerStrategy({
    kafka: createKafka(config, CONSUMERS.groupProjector),
    groupId: config.KAFKA_TOPIC_PREFIX + config.PROJECTOR_GROUP_ID,
    consumer: CONSUMERS.groupProjector,
    topicPrefix: config.KAFKA_TOPIC_PREFIX,
    events: { [TOPICS.messages]: PROJECTED_EVENTS },
    joining: rowWriteIntervals,
  });
