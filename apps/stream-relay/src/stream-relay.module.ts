import { type DynamicModule, Module } from '@nestjs/common';
import { STREAM_RELAY } from '@app/common/events';
import { HEALTH_CHECKS, HealthController } from '@app/common/health';
import { LoggingModule } from '@app/common/logging';
import { TracingModule } from '@app/common/trace-export';
import type { StreamRelayConfig } from './config/stream-relay.config';
import { Relay } from './relay';
import { RelayModule } from './relay.module';
import { RelayWatchdog } from './relay-watchdog';

@Module({})
export class StreamRelayModule {
  static register(config: StreamRelayConfig): DynamicModule {
    return {
      module: StreamRelayModule,
      imports: [
        LoggingModule.register(STREAM_RELAY, config.LOG_LEVEL),
        TracingModule.register(STREAM_RELAY, config),
        RelayModule.register(config),
      ],
      controllers: [HealthController],
      providers: [
        RelayWatchdog,
        { provide: HEALTH_CHECKS, inject: [Relay], useFactory: (relay: Relay) => relay.healthChecks() },
      ],
    };
  }
}
