import type { z } from 'zod';
import { DomainError, isErrorCode, isProgrammingError, type ErrorCode } from '@app/common/errors';
import { mismatchOf } from '@app/common/requests';
import { currentCorrelation, traced, traceparentOf } from '@app/common/tracing';
import { BoundedCalls } from './bounded-calls';
import type { CallMetrics } from './call-metrics';
import type { RawAnswer } from './exchange';
import { CONNECTIONS, overHttp } from './http-transport';
import { REQUEST_ID_HEADER } from './request-id';
import { serviceErrorBody, type ServiceErrorBody } from './service-error.filter';
import type { RawRequest, ServiceTransport } from './service-transport';

/** Calls that wait for a connection. */
const LONGEST_QUEUE = 64;

export interface ServiceRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  query?: Record<string, string | number | undefined>;
  body?: unknown;
}

type Exchange = (request: RawRequest) => Promise<RawAnswer>;

/**
 * Calls another service, over pooled HTTP connections unless it is connected in another way.
 *
 * Its refusal arrives as the same `DomainError` it threw; a service that cannot be reached, or does not answer within
 * thirteen seconds, is `service_unavailable`. A read is tried a second time, since a connection may close under it.
 * Where too many calls wait already, one more is `overloaded` at once. Each call carries the id and the trace of the
 * request that it is made for, and is given up with it (`ServiceTransport`).
 */
export class ServiceClient {
  private readonly transport: ServiceTransport;
  private readonly calls: BoundedCalls;

  constructor(
    private readonly service: string,
    baseUrl: string,
    metrics: CallMetrics,
    connect = overHttp,
  ) {
    this.transport = connect(service, baseUrl);
    this.calls = new BoundedCalls(service, CONNECTIONS + LONGEST_QUEUE, metrics);
  }

  /** Resolves when the service answers, however many calls wait for it. @throws DomainError `service_unavailable`. */
  async lives(): Promise<void> {
    await this.once({ method: 'GET', path: '/health/live' }, (request) => this.transport.probe(request));
  }

  /** @throws DomainError `internal_error` where the answer has another shape: a bug of the service's, or of the contract. */
  async request<Schema extends z.ZodType>(schema: Schema, request: ServiceRequest): Promise<z.output<Schema>> {
    const { bytes } = await this.fetch(request);
    const parsed = schema.safeParse(this.parse(bytes));
    if (parsed.success) return parsed.data;
    throw this.unreadable(`another shape: ${mismatchOf(parsed.error)}`);
  }

  /** As `request`; undefined where the service refuses with the code `absent`. */
  async find<Schema extends z.ZodType>(
    schema: Schema,
    request: ServiceRequest,
    absent: ErrorCode,
  ): Promise<z.output<Schema> | undefined> {
    try {
      return await this.request(schema, request);
    } catch (error) {
      if (error instanceof DomainError && error.code === absent) return undefined;
      throw error;
    }
  }

  /** The answer as it came, for callers that pass it on. */
  async fetch(request: ServiceRequest): Promise<RawAnswer> {
    const call = (): Promise<RawAnswer> => this.calls.run(() => this.once(request, this.exchange));
    try {
      return await call();
    } catch (error) {
      const isWorthAnother = error instanceof DomainError && error.code === 'service_unavailable';
      if (request.method !== 'GET' || !isWorthAnother) throw error;
      return call();
    }
  }

  close(): Promise<void> {
    return this.transport.close();
  }

  private readonly exchange: Exchange = (request) => this.transport.exchange(request, currentCorrelation().callerGone);

  private once(request: ServiceRequest, exchange: Exchange): Promise<RawAnswer> {
    const { method } = request;
    const attributes = { 'http.request.method': method, 'server.address': this.service };
    return traced(`${method} ${this.service}`, attributes, async () => {
      const answer = await this.send(request, exchange);
      if (answer.statusCode < 300) return answer;
      throw this.refusal(answer.statusCode, answer.bytes.toString('utf8'));
    });
  }

  private async send({ method, path, query, body }: ServiceRequest, exchange: Exchange): Promise<RawAnswer> {
    try {
      return await exchange({
        method,
        path: path + searchOf(query),
        headers: headersOf(body),
        body: body === undefined ? null : JSON.stringify(body),
      });
    } catch (cause) {
      if (isProgrammingError(cause) || cause instanceof DomainError) throw cause;
      throw new DomainError('service_unavailable', { detail: `${this.service} does not answer`, cause });
    }
  }

  /** Without the parser's own error, which quotes what it was given. */
  private parse(bytes: Buffer): unknown {
    try {
      return JSON.parse(bytes.toString('utf8'));
    } catch {
      throw this.unreadable('what is not JSON');
    }
  }

  private unreadable(what: string): DomainError {
    return new DomainError('internal_error', { detail: `${this.service} answered ${what}` });
  }

  private refusal(statusCode: number, text: string): DomainError {
    const body = parseErrorBody(text);
    const codes = (body?.codes ?? []).filter(isErrorCode);
    const [first, ...rest] = codes;
    const list: [ErrorCode, ...ErrorCode[]] = first ? [first, ...rest] : ['internal_error'];
    return new DomainError(list, {
      detail: `${this.service} answered ${statusCode}: ${body?.detail ?? 'no error of ours'}`,
      retryAfter: body?.retryAfter,
    });
  }
}

function headersOf(body: unknown): Record<string, string> {
  const { requestId } = currentCorrelation();
  const traceparent = traceparentOf();
  const headers: Record<string, string> = {};
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (requestId !== undefined) headers[REQUEST_ID_HEADER] = requestId;
  if (traceparent !== undefined) headers['traceparent'] = traceparent;
  return headers;
}

function searchOf(query: ServiceRequest['query'] = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const parts = given.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

function parseErrorBody(text: string): ServiceErrorBody | undefined {
  try {
    return serviceErrorBody.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
