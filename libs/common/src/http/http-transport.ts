import { Pool } from 'undici';
import { exchange, type RawAnswer } from './exchange';
import { ANSWER_LIMIT_MS, type ConnectToService, type RawRequest, type ServiceTransport } from './service-transport';

export const CONNECTIONS = 64;
const TIME_LIMITS = { connectTimeout: 1_000, headersTimeout: ANSWER_LIMIT_MS, bodyTimeout: ANSWER_LIMIT_MS };

/** Pooled connections to a service in another process. */
class HttpTransport implements ServiceTransport {
  private readonly pool: Pool;
  private readonly probes: Pool;

  constructor(baseUrl: string) {
    this.pool = new Pool(baseUrl, { connections: CONNECTIONS, ...TIME_LIMITS });
    this.probes = new Pool(baseUrl, { connections: 1, ...TIME_LIMITS });
  }

  exchange(request: RawRequest, gone?: AbortSignal): Promise<RawAnswer> {
    return exchange(this.pool, request, gone);
  }

  probe(request: RawRequest): Promise<RawAnswer> {
    return exchange(this.probes, request);
  }

  async close(): Promise<void> {
    await Promise.all([this.pool.close(), this.probes.close()]);
  }
}

export const overHttp: ConnectToService = (_service, baseUrl) => new HttpTransport(baseUrl);
