import { loadConfig } from '@app/common/config';
import { BatchConsumerStrategy, connectBatchConsumer } from '@app/common/kafka';
import { runService } from '@app/common/process';
import { messagesVariables } from './config/messages.config';
import { MessagesModule } from './messages.module';

runService(() => {
  const config = loadConfig(messagesVariables);
  return {
    module: MessagesModule.register(config),
    host: config.HOST,
    port: config.MESSAGES_PORT,
    metricsPort: config.MESSAGES_METRICS_PORT,
    prepare: (app) => connectBatchConsumer(app, app.get(BatchConsumerStrategy)),
  };
});
