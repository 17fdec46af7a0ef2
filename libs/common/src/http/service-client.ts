import { Pool } from 'undici';
import {
  DomainError,
  isErrorCode,
  isProgrammingError,
  type ErrorCode,
  type ServiceErrorBody,
} from '@app/common/errors';
import { currentCorrelation, traced, traceparentOf } from '@app/common/tracing';
import { exchange, type RawAnswer } from './exchange';
import { REQUEST_ID_HEADER } from './request-id';

const TIME_LIMITS = { connectTimeout: 1_000, headersTimeout: 13_000, bodyTimeout: 13_000 };

export interface ServiceRequest {
  method: 'GET' | 'POST' | 'PUT';
  path: string;
  query?: Record<string, string | number | undefined>;
  body?: unknown;
}

/**
 * Calls another service over pooled HTTP connections.
 *
 * Its refusal arrives as the same `DomainError` it threw; a service that cannot be reached, or does not answer within
 * thirteen seconds, is `service_unavailable`. A read is tried a second time, since a connection may close under it.
 * Each call carries the id and the trace of the request that it is made for.
 */
export class ServiceClient {
  private readonly pool: Pool;

  constructor(
    private readonly service: string,
    baseUrl: string,
  ) {
    this.pool = new Pool(baseUrl, { connections: 64, ...TIME_LIMITS });
  }

  async request<Answer>(request: ServiceRequest): Promise<Answer> {
    const { bytes } = await this.fetch(request);
    return this.parse<Answer>(bytes);
  }

  /** The answer as it came, for who passes it on. */
  async fetch(request: ServiceRequest): Promise<RawAnswer> {
    try {
      return await this.once(request);
    } catch (error) {
      if (request.method !== 'GET' || !(error instanceof DomainError) || !error.retriable) throw error;
      return this.once(request);
    }
  }

  close(): Promise<void> {
    return this.pool.close();
  }

  private once(request: ServiceRequest): Promise<RawAnswer> {
    const { method } = request;
    const attributes = { 'http.request.method': method, 'server.address': this.service };
    return traced(`${method} ${this.service}`, attributes, async () => {
      const answer = await this.send(request);
      if (answer.statusCode < 300) return answer;
      throw this.refusal(answer.statusCode, answer.bytes.toString('utf8'));
    });
  }

  private async send({ method, path, query, body }: ServiceRequest): Promise<RawAnswer> {
    try {
      return await exchange(this.pool, {
        method,
        path: path + searchOf(query),
        headers: headersOf(body),
        body: body === undefined ? null : JSON.stringify(body),
      });
    } catch (cause) {
      if (isProgrammingError(cause)) throw cause;
      throw new DomainError('service_unavailable', { detail: `${this.service} does not answer`, cause });
    }
  }

  /** Without the parser's own error, which quotes what it was given. */
  private parse<Answer>(bytes: Buffer): Answer {
    try {
      return JSON.parse(bytes.toString('utf8')) as Answer;
    } catch {
      throw new DomainError('internal_error', { detail: `${this.service} answered what is not JSON` });
    }
  }

  private refusal(statusCode: number, text: string): DomainError {
    const body = parseErrorBody(text);
    const codes = (body?.codes ?? []).filter(isErrorCode);
    const [first, ...rest] = codes;
    const list: [ErrorCode, ...ErrorCode[]] = first ? [first, ...rest] : ['internal_error'];
    return new DomainError(list, {
      detail: `${this.service} answered ${statusCode}: ${body?.detail ?? 'no error of ours'}`,
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
    return JSON.parse(text) as ServiceErrorBody;
  } catch {
    return undefined;
  }
}
