import { loadConfig } from '@app/common/config';
import type { ServiceProcess } from '@app/common/process';
import { streamRelayVariables } from './config/stream-relay.config';
import { StreamRelayModule } from './stream-relay.module';

/** @throws ConfigError */
export function streamRelayApplication(): ServiceProcess {
  const config = loadConfig(streamRelayVariables);
  return {
    module: StreamRelayModule.register(config),
    host: config.HOST,
    port: config.STREAM_RELAY_PORT,
    metricsPort: config.STREAM_RELAY_METRICS_PORT,
  };
}
