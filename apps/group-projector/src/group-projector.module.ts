import { type DynamicModule, Module } from '@nestjs/common';
import { CONSUMERS, TOPICS } from '@app/common/events';
import { HEALTH_CHECKS, HealthController, type HealthChecks } from '@app/common/health';
import { BatchConsumerStrategy, createKafka } from '@app/common/kafka';
import { LoggingModule } from '@app/common/logging';
import { TracingModule } from '@app/common/tracing';
import type { GroupProjectorConfig } from './config/group-projector.config';
import { MessageEventsConsumer, PROJECTED_EVENTS } from './message-events.consumer';
import { ProjectionsModule } from './projections/projections.module';
import { rowWriteIntervals } from './projections/row-write-intervals';
import { GroupRowsStore } from './rows/group-rows.store';

@Module({})
export class GroupProjectorModule {
  static register(config: GroupProjectorConfig): DynamicModule {
    return {
      module: GroupProjectorModule,
      imports: [
        LoggingModule.register(CONSUMERS.groupProjector, config.LOG_LEVEL),
        TracingModule.register(CONSUMERS.groupProjector, config),
        ProjectionsModule.register(config),
      ],
      controllers: [MessageEventsConsumer, HealthController],
      providers: [
        { provide: BatchConsumerStrategy, useFactory: () => batchConsumer(config) },
        { provide: HEALTH_CHECKS, inject: [BatchConsumerStrategy, GroupRowsStore], useFactory: readinessChecks },
      ],
    };
  }
}

const readinessChecks = (consumer: BatchConsumerStrategy, rows: GroupRowsStore): HealthChecks => ({
  consumer: () => consumer.check(),
  progress: () => consumer.checkProgress(),
  table: () => rows.reachable(),
});

const batchConsumer = (config: GroupProjectorConfig): BatchConsumerStrategy =>
  new BatchConsumerStrategy({
    kafka: createKafka(config, CONSUMERS.groupProjector),
    groupId: config.KAFKA_TOPIC_PREFIX + config.PROJECTOR_GROUP_ID,
    consumer: CONSUMERS.groupProjector,
    topicPrefix: config.KAFKA_TOPIC_PREFIX,
    events: { [TOPICS.messages]: PROJECTED_EVENTS },
    joining: rowWriteIntervals,
  });
