import type { RawAnswer } from './exchange';

export interface RawRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With its query. */
  path: string;
  headers: Record<string, string>;
  body: string | null;
}

/** The longest that an answer may take. */
export const ANSWER_LIMIT_MS = 13_000;

/**
 * The way of requests to one service, and of its answers back.
 *
 * Once `gone` is aborted, a request that is not sent yet never is, and a read is broken off. A write that was sent goes on to
 * its end, so that what is told of it is what became of it.
 * @throws DomainError `caller_gone` for what was given up; any other error where the service cannot be reached in time.
 */
export interface ServiceTransport {
  exchange(request: RawRequest, gone?: AbortSignal): Promise<RawAnswer>;
  /** For whoever asks for signs of life, and waits behind nobody. */
  probe(request: RawRequest): Promise<RawAnswer>;
  close(): Promise<void>;
}

export type ConnectToService = (service: string, baseUrl: string) => ServiceTransport;

export const CONNECT_TO_SERVICE = Symbol('CONNECT_TO_SERVICE');
