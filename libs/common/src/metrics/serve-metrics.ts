import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import fastify from 'fastify';
import { Registry } from 'prom-client';
import { HEALTH_CHECKS, type HealthChecks } from '@app/common/health';
import { metricsText } from './metrics-text';

/**
 * `GET /metrics` of an application on a port of its own, until the application closes. That port is not published: what
 * a service tells about itself is not for those who call it. The application provides `metricsRegistry` and
 * `HEALTH_CHECKS`.
 */
export async function serveMetrics(
  app: NestFastifyApplication,
  { host, port }: { host: string; port: number },
): Promise<void> {
  const registry = app.get<Registry>(Registry);
  const checks = app.get<HealthChecks>(HEALTH_CHECKS);
  const server = fastify();
  server.get('/metrics', async (_request, reply) =>
    reply.type(Registry.PROMETHEUS_CONTENT_TYPE).send(await metricsText(registry, checks)),
  );
  const application = app.getHttpAdapter().getInstance();
  application.addHook('onClose', () => server.close());
  await server.listen({ host, port });
}
