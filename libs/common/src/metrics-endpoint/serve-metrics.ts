import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Registry } from 'prom-client';
import { HEALTH_CHECKS, type HealthChecks } from '@app/common/health';
import { metricsServer } from './metrics-server';
import { metricsText } from './metrics-text';

/**
 * `GET /metrics` of an application on a port of its own, and `GET /health/ready` with a line for each part, until the
 * application closes. That port is not published: what a service tells about itself is not for those who call it. The
 * application imports `MetricsModule` and provides `HEALTH_CHECKS`.
 */
export async function serveMetrics(
  app: NestFastifyApplication,
  { host, port }: { host: string; port: number },
): Promise<void> {
  const registry = app.get<Registry>(Registry);
  const checks = app.get<HealthChecks>(HEALTH_CHECKS);
  const server = metricsServer(() => metricsText(registry, checks), checks);
  const application = app.getHttpAdapter().getInstance();
  application.addHook('onClose', () => server.close());
  await server.listen({ host, port });
}
