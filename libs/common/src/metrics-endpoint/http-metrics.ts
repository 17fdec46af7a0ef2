import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Gauge, Histogram, type Registry } from 'prom-client';
import { isProbe, isStream, routeOf } from '@app/common/http';

/** From an answer out of memory to the longest that a caller waits. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * Measures the requests of every route that is added to `instance` from now on. Probes are nobody's traffic: they come
 * every few seconds, and are answered 503 for as long as a part does not work. Streams have measures of their own.
 */
export function measureRequests(instance: FastifyInstance, registry: Registry): void {
  const metrics = new HttpMetrics(registry);
  instance.addHook('onRequest', (request, reply, done) => {
    if (!isProbe(request) && !isStream(request)) metrics.measure(request, reply);
    done();
  });
}

class HttpMetrics {
  private readonly durations: Histogram<'method' | 'route' | 'status'>;
  private readonly inFlight: Gauge;

  constructor(registry: Registry) {
    this.durations = new Histogram({
      name: 'cruddur_http_request_duration_seconds',
      help: 'Requests by method, route and class of their status: aborted, when the caller had gone before the answer',
      labelNames: ['method', 'route', 'status'],
      buckets: SECONDS,
      registers: [registry],
    });
    this.inFlight = new Gauge({
      name: 'cruddur_http_requests_in_flight',
      help: 'Requests that are being answered',
      registers: [registry],
    });
  }

  measure(request: FastifyRequest, reply: FastifyReply): void {
    const endTimer = this.durations.startTimer({ method: request.method, route: routeOf(request) });
    this.inFlight.inc();
    // It comes after the last byte, and also when the caller has hung up: fastify's own hook does not come then.
    reply.raw.once('close', () => {
      this.inFlight.dec();
      endTimer({ status: statusOf(reply) });
    });
  }
}

const statusOf = ({ raw }: FastifyReply): string =>
  raw.writableFinished ? `${Math.floor(raw.statusCode / 100)}xx` : 'aborted';
