import { Logger } from 'nestjs-pino';
import { Registry } from 'prom-client';
import { collectProcessMetrics } from '@app/common/metrics';
import { serveMetrics } from '@app/common/metrics-endpoint';
import { createService, type Service } from './create-service';
import { startOrEnd } from './start-or-end';

export interface ServiceProcess extends Service {
  host: string;
  port: number;
  metricsPort: number;
}

/**
 * Runs one service until SIGTERM or SIGINT, then lets it finish its work and ends it with 0.
 *
 * On a signal Nest calls `onModuleDestroy`, then `beforeApplicationShutdown`, then closes the servers, then calls
 * `onApplicationShutdown`. So consumers stop in the first two, and what requests still need is closed in the last.
 */
export function runService(read: () => ServiceProcess): void {
  startOrEnd(() => start(read));
}

async function start(read: () => ServiceProcess): Promise<void> {
  const { host, port, metricsPort, ...service } = read();
  const app = await createService(service);
  collectProcessMetrics(app.get<Registry>(Registry));
  app.enableShutdownHooks([], { useProcessExit: true });
  await serveMetrics(app, { host, port: metricsPort });
  await app.startAllMicroservices();
  await app.listen(port, host);
  app.get(Logger).log(`listening on ${await app.getUrl()}`);
}
