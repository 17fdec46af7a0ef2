import { loadConfig } from '@app/common/config';
import { BatchConsumerStrategy, connectBatchConsumer } from '@app/common/kafka-consumer';
import type { ServiceProcess } from '@app/common/process';
import { groupProjectorVariables } from './config/group-projector.config';
import { GroupProjectorModule } from './group-projector.module';

/** @throws ConfigError */
export function groupProjectorApplication(): ServiceProcess {
  const config = loadConfig(groupProjectorVariables);
  return {
    module: GroupProjectorModule.register(config),
    host: config.HOST,
    port: config.GROUP_PROJECTOR_PORT,
    metricsPort: config.GROUP_PROJECTOR_METRICS_PORT,
    prepare: (app) => connectBatchConsumer(app, app.get(BatchConsumerStrategy)),
  };
}
