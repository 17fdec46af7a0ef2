import { Pool } from 'undici';
import { DomainError, isErrorCode, type ErrorCode, type ServiceErrorBody } from '@app/common/errors';
import { currentCorrelation, traced, traceparentOf } from '@app/common/tracing';
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
    try {
      return await this.once<Answer>(request);
    } catch (error) {
      if (request.method !== 'GET' || !(error instanceof DomainError) || !error.retriable) throw error;
      return this.once<Answer>(request);
    }
  }

  close(): Promise<void> {
    return this.pool.close();
  }

  private once<Answer>(request: ServiceRequest): Promise<Answer> {
    const { method } = request;
    const attributes = { 'http.request.method': method, 'server.address': this.service };
    return traced(`${method} ${this.service}`, attributes, async () => {
      const { statusCode, text } = await this.send(request);
      if (statusCode < 300) return this.answerOf<Answer>(text);
      throw this.refusal(statusCode, text);
    });
  }

  private async send({ method, path, query, body }: ServiceRequest): Promise<{ statusCode: number; text: string }> {
    try {
      const answer = await this.pool.request({
        method,
        path: path + searchOf(query),
        headers: headersOf(body),
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return { statusCode: answer.statusCode, text: await answer.body.text() };
    } catch (cause) {
      throw new DomainError('service_unavailable', { detail: `${this.service} does not answer`, cause });
    }
  }

  /** Without the parser's own error, which quotes what it was given. */
  private answerOf<Answer>(text: string): Answer {
    try {
      return JSON.parse(text) as Answer;
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
  return {
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(requestId !== undefined && { [REQUEST_ID_HEADER]: requestId }),
    ...(traceparent !== undefined && { traceparent }),
  };
}

function searchOf(query: ServiceRequest['query']): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) given.set(name, String(value));
  }
  return given.size === 0 ? '' : `?${given.toString()}`;
}

function parseErrorBody(text: string): ServiceErrorBody | undefined {
  try {
    return JSON.parse(text) as ServiceErrorBody;
  } catch {
    return undefined;
  }
}
