import type { Answer, CallOptions } from '../transport/call.js';
import { type AskForToken, TokenKeeper } from './access-token.js';
import { CruddurError } from './cruddur-error.js';
import { read } from './read-answer.js';
import { partsOf } from './request-parts.js';

export interface ConnectionOptions {
  /** Of the gateway, such as `https://api.cruddur.com`. */
  url: string;
  /** Without it, only the open calls are answered. */
  token?: AskForToken | undefined;
  /** How long one answer may take. */
  timeoutMs?: number | undefined;
  /** In place of the global one. */
  fetch?: typeof fetch | undefined;
}

const TIMEOUT_MS = 30_000;

/** Answers as ever, and failures in words. */
const PROBLEM = 'application/problem+json';
const ACCEPT = `application/json, ${PROBLEM}`;

/** The way to a gateway, as one person. */
export class Connection {
  private readonly tokens: TokenKeeper | undefined;

  constructor(private readonly options: ConnectionOptions) {
    this.tokens = options.token && new TokenKeeper(options.token);
  }

  /** Makes one call. A token that is refused is replaced once. */
  call<Body>(method: string, path: string, request: object, options: CallOptions = {}): Promise<Answer<Body>> {
    const { signal, waitMs = 0 } = options;
    const { address, headers, body = null } = partsOf(path, request);
    headers['accept'] = ACCEPT;
    return this.withToken(headers, async () => {
      const { timeoutMs = TIMEOUT_MS } = this.options;
      const limit = AbortSignal.timeout(timeoutMs + waitMs);
      const either = signal ? AbortSignal.any([signal, limit]) : limit;
      return this.answered(signal, async () =>
        read<Body>(await this.fetch(address, { method, headers, body, signal: either })),
      );
    });
  }

  /** Opens an answer that goes on: what comes of it may take as long as it likes. */
  open(path: string, request: object, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
    const { address, headers } = partsOf(path, request);
    headers['accept'] = `text/event-stream, ${PROBLEM}`;
    return this.withToken(headers, async () => {
      const limit = new AbortController();
      const timer = setTimeout(() => limit.abort(), this.options.timeoutMs ?? TIMEOUT_MS);
      const either = AbortSignal.any([signal, limit.signal]);
      try {
        return await this.answered(signal, async () => {
          const response = await this.fetch(address, { headers, signal: either });
          if (!response.ok) await read(response);
          if (response.body && response.headers.get('content-type')?.startsWith('text/event-stream'))
            return chunksOf(response.body);
          throw new CruddurError(`${response.status} without events`, { headers: response.headers });
        });
      } finally {
        clearTimeout(timer);
      }
    });
  }

  private async withToken<Value>(headers: Record<string, string>, attempt: () => Promise<Value>): Promise<Value> {
    const once = async (): Promise<Value> => {
      const token = await this.token();
      if (token !== undefined) headers['authorization'] = `Bearer ${token}`;
      return attempt().catch((error: unknown) => {
        if (token !== undefined && isRefusal(error)) this.tokens?.refused(token);
        throw error;
      });
    };
    return once().catch((error: unknown) => {
      if (this.tokens && isRefusal(error)) return once();
      throw error;
    });
  }

  private fetch(address: string, init: RequestInit): Promise<Response> {
    const { url, fetch = globalThis.fetch } = this.options;
    return fetch(new URL(address, url).href, init);
  }

  private async answered<Value>(signal: AbortSignal | undefined, ask: () => Promise<Value>): Promise<Value> {
    try {
      return await ask();
    } catch (cause) {
      signal?.throwIfAborted();
      if (cause instanceof CruddurError) throw cause;
      throw new CruddurError('no answer', { cause });
    }
  }

  private async token(): Promise<string | undefined> {
    try {
      return await this.tokens?.token();
    } catch (cause) {
      throw new CruddurError('no token', { cause });
    }
  }
}

/** Where the service asks to come back, the token may be good. */
const isRefusal = (error: unknown): boolean =>
  error instanceof CruddurError && error.status === 401 && !error.retriable;

/** Not every browser lets a body be iterated. */
async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const reader = body.getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
