import { traced } from '@app/common/tracing';
import { Pool } from 'undici';
import { outputOf, refusalOf } from './answers';
import { Attempts } from './attempts';
import type { Api } from './endpoints';
import { exchange } from './exchange';
import { type DynamoDbConfig, type Place, placeOf } from './place';
import { RequestSigner } from './request-signer';
import { ServerClock } from './server-clock';

interface Connection extends Place {
  pool: Pool;
}

/** Carries out one operation. */
export type Call = (operation: string, input: object, signal?: AbortSignal) => Promise<unknown>;

const REQUEST_LIMIT_MS = 5_000;
const POOL = {
  connections: 128,
  connect: { timeout: 1_000 },
  keepAliveTimeout: 60_000,
  headersTimeout: 0,
  bodyTimeout: 0,
};
const CONTENT_TYPE = 'application/x-amz-json-1.0';
const USER_AGENT = 'cruddur-messages';

/**
 * One of DynamoDB's APIs over pooled HTTP connections, as the SDK's client asks it: the same requests, failures, repetitions
 * and time limits. It makes none of the copies and runs none of the middleware that the SDK spends a call on.
 */
export class JsonService {
  private readonly signer: RequestSigner;
  private readonly clock = new ServerClock();
  private readonly attempts = new Attempts();
  private connecting: Promise<Connection> | undefined;
  private outermost: Call = (operation, input, signal) => this.repeat(operation, input, signal);

  constructor(
    private readonly api: Api,
    private readonly config: DynamoDbConfig,
  ) {
    this.signer = new RequestSigner(config.AWS_REGION);
  }

  /** @throws DynamoDbError for a refusal; what the SDK would repeat has been repeated then. */
  call<Output>(operation: string, input: object, signal?: AbortSignal): Promise<Output> {
    return this.outermost(operation, input, signal) as Promise<Output>;
  }

  /** From now on every call goes through what `layer` makes of the way that it went until now. */
  wrap(layer: (next: Call) => Call): void {
    this.outermost = layer(this.outermost);
  }

  /** Waits for the calls under way. */
  async close(): Promise<void> {
    const connection = await this.connecting?.catch(() => undefined);
    await connection?.pool.close();
  }

  private repeat(operation: string, input: object, signal?: AbortSignal): Promise<unknown> {
    const body = JSON.stringify(input);
    const attributes = { 'db.system.name': 'aws.dynamodb', 'db.operation.name': operation };
    return traced(`DynamoDB ${operation}`, attributes, () =>
      this.attempts.repeat(() => this.attempt(operation, body, signal), signal),
    );
  }

  private async attempt(operation: string, body: string, signal?: AbortSignal): Promise<unknown> {
    const { pool, endpoint, credentials } = await this.connection();
    const { host, pathname: path } = endpoint;
    const request = { host, path, contentType: CONTENT_TYPE, target: `${this.api.target}.${operation}`, body };
    const identity = await credentials();
    const signedAt = this.clock.now();
    const headers = { ...this.signer.sign(request, identity, signedAt), 'user-agent': USER_AGENT };
    const answer = await exchange(pool, { path, headers, body }, { limitMs: REQUEST_LIMIT_MS, signal });
    const clockSkewCorrected = this.clock.set(answer.headers.date, signedAt);
    if (answer.status >= 300) throw refusalOf(answer, clockSkewCorrected);
    return outputOf(answer);
  }

  /** Made at the first call; a failure is not kept. */
  private connection(): Promise<Connection> {
    this.connecting ??= this.connect().catch((error: unknown) => {
      this.connecting = undefined;
      throw error;
    });
    return this.connecting;
  }

  private async connect(): Promise<Connection> {
    const place = await placeOf(this.api, this.config);
    return { ...place, pool: new Pool(place.endpoint.origin, POOL) };
  }
}
