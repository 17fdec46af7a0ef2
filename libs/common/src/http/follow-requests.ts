import { AsyncResource } from 'node:async_hooks';
import { Logger } from '@nestjs/common';
import { INVALID_SPAN_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { contextOf, correlated, tracer, within } from '@app/common/tracing';
import { isProbe } from './probe';
import { REQUEST_ID_HEADER, requestIdOf } from './request-id';
import { routeOf } from './route-of';

interface Followed {
  span: Span;
  /** What is run in it is run on behalf of the request. */
  scope: AsyncResource;
  since: number;
}

/**
 * Gives each request its id and its span, has everything that is done for it told by them, and writes one line about
 * it, by the pattern of its route.
 */
export function followRequests(instance: FastifyInstance): void {
  const logger = new Logger('Requests');
  const followed = new WeakMap<FastifyRequest, Followed>();
  instance.setGenReqId(({ headers }) => requestIdOf(headers));
  instance.addHook('onRequest', (request, reply, done) => {
    const each = follow(request);
    followed.set(request, each);
    reply.raw.once('close', () => conclude(request, reply, each, logger));
    each.scope.runInAsyncScope(done);
  });
  // Node tells the end of a body outside of the request's scope.
  instance.addHook('preValidation', (request, _reply, done) => followed.get(request)!.scope.runInAsyncScope(done));
  instance.addHook('onSend', (request, reply, _payload, done) => {
    tellRequestId(request, reply);
    done();
  });
}

export function tellRequestId(request: FastifyRequest, reply: FastifyReply): void {
  reply.header(REQUEST_ID_HEADER, request.id);
}

function follow(request: FastifyRequest): Followed {
  const span = isProbe(request) ? trace.wrapSpanContext(INVALID_SPAN_CONTEXT) : startSpan(request);
  const scope = correlated({ requestId: request.id }, () => within(span, () => new AsyncResource('request')));
  return { span, scope, since: performance.now() };
}

function startSpan(request: FastifyRequest): Span {
  const route = routeOf(request);
  const attributes = { 'http.request.method': request.method, 'http.route': route };
  const { traceparent } = request.headers;
  const parent = contextOf(typeof traceparent === 'string' ? traceparent : undefined);
  return tracer.startSpan(`${request.method} ${route}`, { kind: SpanKind.SERVER, attributes }, parent);
}

/** However it ended: the caller may have left before there was an answer. */
function conclude(
  request: FastifyRequest,
  reply: FastifyReply,
  { span, scope, since }: Followed,
  logger: Logger,
): void {
  const { statusCode: status } = reply;
  span.setAttribute('http.response.status_code', status);
  if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
  const { method } = request;
  const route = routeOf(request);
  const line = {
    msg: `${method} ${route} ${status}`,
    ...{ method, route, status },
    duration_ms: Math.round((performance.now() - since) * 10) / 10,
    ...(!reply.raw.writableFinished && { aborted: true }),
  };
  scope.runInAsyncScope(() => (isProbe(request) ? logger.debug(line) : logger.log(line)));
}
