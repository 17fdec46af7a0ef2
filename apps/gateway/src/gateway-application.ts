import { loadConfig } from '@app/common/config';
import { overHttp } from '@app/common/http';
import { BatchConsumerStrategy, connectBatchConsumer } from '@app/common/kafka-consumer';
import type { ServiceProcess } from '@app/common/process';
import { gatewayVariables } from './config/gateway.config';
import { GatewayModule } from './gateway.module';
import { connectLiveUpdates } from './live/live-transport';
import { createGatewayAdapter } from './server/gateway-adapter';
import { prepareGateway } from './server/prepare-gateway';
import { publicErrors } from './server/public-errors';

/** @throws ConfigError */
export function gatewayApplication(connect = overHttp): ServiceProcess {
  const config = loadConfig(gatewayVariables);
  return {
    module: GatewayModule.register(config, connect),
    adapter: createGatewayAdapter(config),
    errors: publicErrors,
    requestsAt: 'info',
    prepare: async (app) => {
      connectBatchConsumer(app, app.get(BatchConsumerStrategy));
      connectLiveUpdates(app);
      await prepareGateway(app);
    },
    host: config.HOST,
    port: config.GATEWAY_PORT,
    metricsPort: config.GATEWAY_METRICS_PORT,
  };
}
