import fastify, { type FastifyInstance } from 'fastify';
import { Registry } from 'prom-client';
import { type HealthChecks, httpStatusOf, readinessOf } from '@app/common/health';

/** `GET /metrics` with what `text` tells, and `GET /health/ready` with a line for each part that `checks` ask. */
export function metricsServer(text: () => Promise<string>, checks: HealthChecks): FastifyInstance {
  const server = fastify();
  server.get('/metrics', async (_request, reply) => reply.type(Registry.PROMETHEUS_CONTENT_TYPE).send(await text()));
  server.get('/health/ready', async (_request, reply) => {
    const readiness = await readinessOf(checks);
    return reply.status(httpStatusOf(readiness)).send(readiness);
  });
  return server;
}
