import { Logger } from '@nestjs/common';
import { type Span, SpanKind, SpanStatusCode } from '@opentelemetry/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { contextOf, correlated, type Correlation, spansAreCollected, tracer, within } from '@app/common/tracing';
import { isProbe } from './probe';
import { isStream } from './stream';
import { REQUEST_ID_HEADER, requestIdOf } from './request-id';
import { routeOf } from './route-of';

interface Followed {
  correlation: Correlation;
  span: Span | undefined;
  since: number;
  gone: AbortController;
}

export interface Following {
  /** Of the line about each request. The door that callers meet tells it at `info`; behind it, that would be said twice. */
  level: 'info' | 'debug';
}

/**
 * Gives each request its id and its span, has everything that is done for it told by them and by whether its caller still
 * waits, and writes one line about it, by the pattern of its route.
 */
export function followRequests(instance: FastifyInstance, { level }: Following): void {
  const logger = new Logger('Requests');
  const followed = new WeakMap<FastifyRequest, Followed>();
  instance.setGenReqId(({ headers }) => requestIdOf(headers));
  instance.addHook('onRequest', (request, reply, done) => {
    const each = follow(request);
    followed.set(request, each);
    reply.raw.once('close', () => conclude(request, reply, each, logger, level));
    onBehalfOf(each, done);
  });
  // Node tells the end of a body outside of what the request is worked on in.
  instance.addHook('preValidation', (request, _reply, done) => onBehalfOf(followed.get(request)!, done));
  instance.addHook('onSend', (request, reply, _payload, done) => {
    tellRequestId(request, reply);
    done();
  });
}

export function tellRequestId(request: FastifyRequest, reply: FastifyReply): void {
  reply.header(REQUEST_ID_HEADER, request.id);
}

function follow(request: FastifyRequest): Followed {
  const gone = new AbortController();
  return {
    correlation: { requestId: request.id, callerGone: gone.signal },
    span: spansAreCollected() && !isProbe(request) && !isStream(request) ? startSpan(request) : undefined,
    since: performance.now(),
    gone,
  };
}

const onBehalfOf = ({ correlation, span }: Followed, work: () => void): void =>
  correlated(correlation, span ? () => within(span, work) : work);

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
  each: Followed,
  logger: Logger,
  level: Following['level'],
): void {
  if (!reply.raw.writableFinished) each.gone.abort();
  endSpan(each.span, reply.statusCode);
  const line = lineOf(request, reply, each.since);
  onBehalfOf(each, () => (level === 'debug' || isProbe(request) ? logger.debug(line) : logger.log(line)));
}

function endSpan(span: Span | undefined, status: number): void {
  span?.setAttribute('http.response.status_code', status);
  if (status >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
  span?.end();
}

function lineOf(request: FastifyRequest, { raw, statusCode: status }: FastifyReply, since: number): object {
  const { method } = request;
  const route = routeOf(request);
  return {
    msg: `${method} ${route} ${status}`,
    ...{ method, route, status },
    duration_ms: Math.round((performance.now() - since) * 10) / 10,
    ...(!raw.writableFinished && { aborted: true }),
  };
}
