import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isProbe, routeOf } from '@app/common/http';
import { Gauge, Histogram } from 'prom-client';

/** From an answer out of memory to the longest that a caller waits. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const durations = new Histogram({
  name: 'cruddur_http_request_duration_seconds',
  help: 'Requests by method, route and class of their status: aborted, when the caller had gone before the answer',
  labelNames: ['method', 'route', 'status'] as const,
  buckets: SECONDS,
});

const inFlight = new Gauge({
  name: 'cruddur_http_requests_in_flight',
  help: 'Requests that are being answered',
});

/**
 * Measures the requests of every route that is added to `instance` from now on. Probes are nobody's traffic: they come
 * every few seconds, and are answered 503 for as long as a part does not work.
 */
export function measureRequests(instance: FastifyInstance): void {
  instance.addHook('onRequest', (request, reply, done) => {
    if (!isProbe(request)) measure(request, reply);
    done();
  });
}

function measure(request: FastifyRequest, reply: FastifyReply): void {
  const endTimer = durations.startTimer({ method: request.method, route: routeOf(request) });
  inFlight.inc();
  // It comes after the last byte, and also when the caller has hung up: fastify's own hook does not come then.
  reply.raw.once('close', () => {
    inFlight.dec();
    endTimer({ status: statusOf(reply) });
  });
}

const statusOf = ({ raw }: FastifyReply): string =>
  raw.writableFinished ? `${Math.floor(raw.statusCode / 100)}xx` : 'aborted';
