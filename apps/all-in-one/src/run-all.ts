import { NestFactory } from '@nestjs/core';
import { Logger } from 'nestjs-pino';
import { Registry } from 'prom-client';
import { loadConfig } from '@app/common/config';
import { collectProcessMetrics } from '@app/common/metrics';
import { metricsServer } from '@app/common/metrics-endpoint';
import { allInOneVariables } from './all-in-one.config';
import { AllInOneModule } from './all-in-one.module';
import { checksOfAll, metricsOfAll } from './metrics-of-all';
import { createParts, type Parts } from './parts';
import { stopOnSignal } from './stop-on-signal';

/** Runs the five services in this process until SIGTERM or SIGINT, then lets them finish their work and ends it with 0. */
export async function runAll(): Promise<void> {
  const config = loadConfig(allInOneVariables);
  const own = await NestFactory.createApplicationContext(AllInOneModule.register(config), { bufferLogs: true });
  const logger = own.get(Logger);
  own.useLogger(logger);
  const registry = own.get<Registry>(Registry);
  collectProcessMetrics(registry);
  const parts = await createParts();
  const all = Object.values(parts);
  const metrics = metricsServer(() => metricsOfAll(registry, all), checksOfAll(all));
  stopOnSignal(async () => {
    await stopInOrder(parts);
    await metrics.close();
    await own.close();
  });
  await metrics.listen({ host: config.HOST, port: config.GATEWAY_METRICS_PORT });
  logger.log(`listening on ${await startAll(parts, config.GATEWAY_PORT, config.HOST)}`);
}

/** Waits for no part that waits for something: meanwhile its neighbours are told that it is not there. */
async function startAll({ gateway, ...others }: Parts, port: number, host: string): Promise<string> {
  const [url] = await Promise.all([
    gateway.start().then(() => gateway.listen(port, host)),
    ...Object.values(others).map((part) => part.start()),
  ]);
  return url;
}

/** Nobody stops before those who call it, and relay and projector see what was accepted last. */
async function stopInOrder({ gateway, messages, users, relay, projector }: Parts): Promise<void> {
  await gateway.stop();
  await messages.stop();
  await users.stop();
  await Promise.all([relay.stop(), projector.stop()]);
}
