import { type DynamicModule, Module } from '@nestjs/common';
import { Registry } from 'prom-client';
import { CONSUMERS } from '@app/common/events';
import { HEALTH_CHECKS, HealthController, type HealthChecks } from '@app/common/health';
import { BatchConsumerStrategy, createBatchConsumer } from '@app/common/kafka-consumer';
import { LoggingModule } from '@app/common/logging';
import { MetricsModule } from '@app/common/metrics';
import { TracingModule } from '@app/common/trace-export';
import type { GroupProjectorConfig } from './config/group-projector.config';
import { MessageEventsConsumer } from './message-events.consumer';
import { ProjectionsModule } from './projections/projections.module';
import { GroupRowsStore } from './rows/group-rows.store';

@Module({})
export class GroupProjectorModule {
  static register(config: GroupProjectorConfig): DynamicModule {
    const name = CONSUMERS.groupProjector;
    const group = config.PROJECTOR_GROUP_ID;
    return {
      module: GroupProjectorModule,
      imports: [
        LoggingModule.register(name, config.LOG_LEVEL),
        TracingModule.register(name, config),
        MetricsModule,
        ProjectionsModule.register(config),
      ],
      controllers: [MessageEventsConsumer, HealthController],
      providers: [
        {
          provide: BatchConsumerStrategy,
          inject: [Registry],
          useFactory: (registry: Registry) => createBatchConsumer(config, { registry, name, group }),
        },
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
