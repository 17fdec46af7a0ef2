import { type AskForToken, TokenKeeper } from './access-token.js';
import type { Answer, CallOptions } from './call.js';
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
const ACCEPT = 'application/json, application/problem+json';

/** The way to a gateway, as one person. */
export class Connection {
  private readonly tokens: TokenKeeper | undefined;

  constructor(private readonly options: ConnectionOptions) {
    this.tokens = options.token && new TokenKeeper(options.token);
  }

  /** Makes one call. A token that is refused is replaced once. */
  async call<Body>(method: string, path: string, request: object, options: CallOptions = {}): Promise<Answer<Body>> {
    const { address, headers, body = null } = partsOf(path, request);
    headers['accept'] = ACCEPT;
    const once = async (): Promise<Answer<Body>> => {
      const token = await this.token();
      if (token !== undefined) headers['authorization'] = `Bearer ${token}`;
      return this.fetched<Body>(address, { method, headers, body }, options.signal).catch((error: unknown) => {
        if (token !== undefined && isRefusal(error)) this.tokens?.refused(token);
        throw error;
      });
    };
    return once().catch((error: unknown) => {
      if (this.tokens && isRefusal(error)) return once();
      throw error;
    });
  }

  private async fetched<Body>(address: string, init: RequestInit, signal?: AbortSignal): Promise<Answer<Body>> {
    const { url, fetch = globalThis.fetch, timeoutMs = TIMEOUT_MS } = this.options;
    const limit = AbortSignal.timeout(timeoutMs);
    try {
      const response = await fetch(new URL(address, url).href, {
        ...init,
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
      });
      return await read<Body>(response);
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
