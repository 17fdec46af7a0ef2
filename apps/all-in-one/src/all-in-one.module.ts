import { type DynamicModule, Module } from '@nestjs/common';
import { LoggingModule } from '@app/common/logging';
import { MetricsModule } from '@app/common/metrics';
import { TracingModule } from '@app/common/trace-export';
import type { AllInOneConfig } from './all-in-one.config';

export const ALL_IN_ONE = 'all-in-one';

/** What belongs to the process and to none of its services: its log, its metrics and the traces of all. */
@Module({})
export class AllInOneModule {
  static register(config: AllInOneConfig): DynamicModule {
    return {
      module: AllInOneModule,
      imports: [
        LoggingModule.register(ALL_IN_ONE, config.LOG_LEVEL),
        TracingModule.register(ALL_IN_ONE, config),
        MetricsModule,
      ],
    };
  }
}
