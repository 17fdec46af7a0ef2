import { loadConfig } from '@app/common/config';
import { overHttp } from '@app/common/http';
import { BatchConsumerStrategy, connectBatchConsumer } from '@app/common/kafka-consumer';
import type { ServiceProcess } from '@app/common/process';
import { messagesVariables } from './config/messages.config';
import { MessagesModule } from './messages.module';

/** @throws ConfigError */
export function messagesApplication(connect = overHttp): ServiceProcess {
  const config = loadConfig(messagesVariables);
  return {
    module: MessagesModule.register(config, connect),
    host: config.HOST,
    port: config.MESSAGES_PORT,
    metricsPort: config.MESSAGES_METRICS_PORT,
    prepare: (app) => connectBatchConsumer(app, app.get(BatchConsumerStrategy)),
  };
}
