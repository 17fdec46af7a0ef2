import { type DynamicModule, Module } from '@nestjs/common';
import type { TableConfig } from '@app/common/config';
import { MetricsModule } from '@app/common/metrics';
import { RowsModule } from '../rows/rows.module';
import { EventAddresses } from './addressed-events';
import { GroupRowsProjection } from './group-rows.projection';
import { ProjectorMetrics } from './projector-metrics';

/** What events do to the rows. */
@Module({})
export class ProjectionsModule {
  static register(config: TableConfig): DynamicModule {
    return {
      module: ProjectionsModule,
      imports: [RowsModule.register(config), MetricsModule],
      providers: [ProjectorMetrics, EventAddresses, GroupRowsProjection],
      exports: [RowsModule, GroupRowsProjection],
    };
  }
}
