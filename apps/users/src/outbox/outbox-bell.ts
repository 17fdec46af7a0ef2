import { Inject, Injectable, Logger } from '@nestjs/common';
import { Client } from 'pg';
import { describeError } from '@app/common/errors';
import { pause } from '@app/common/patience';
import { USERS_CONFIG, type UsersConfig } from '../config/users.config';
import { tlsAdvice } from '../database/postgres-failures';
import { OUTBOX_CHANNEL } from './outbox.store';

/** A notification may be lost with its connection, or with a copy that died before it had published. */
const RING_ANYHOW_MS = 10_000;
const LISTEN_AGAIN_MS = 1_000;

/**
 * Rings when there may be something in the outbox: when Postgres says so, when a connection to it is there again, since
 * nobody was listening until then, and every now and then.
 */
@Injectable()
export class OutboxBell {
  private readonly logger = new Logger(OutboxBell.name);
  private client: Client | undefined;
  private ringing = new AbortController();

  constructor(@Inject(USERS_CONFIG) private readonly config: Pick<UsersConfig, 'DATABASE_URL'>) {}

  /** Resolves at the next ring; at once when it has rung since the last call. */
  async nextRing(stop: AbortSignal): Promise<void> {
    this.client ??= await this.listen();
    const signal = AbortSignal.any([stop, this.ringing.signal]);
    await pause(this.client ? RING_ANYHOW_MS : LISTEN_AGAIN_MS, signal);
    this.ringing = new AbortController();
  }

  async close(): Promise<void> {
    await this.client?.end();
  }

  private ring(): void {
    this.ringing.abort();
  }

  private async listen(): Promise<Client | undefined> {
    const client = new Client({
      connectionString: this.config.DATABASE_URL,
      application_name: 'cruddur-users-outbox',
      connectionTimeoutMillis: 2_000,
      query_timeout: 2_000,
      keepAlive: true,
    });
    client.on('notification', () => this.ring());
    client.on('error', (error) => this.lose(client, error));
    client.on('end', () => this.lose(client));
    try {
      await client.connect();
      await client.query(`LISTEN ${OUTBOX_CHANNEL}`);
      this.ring();
      return client;
    } catch (error) {
      this.logger.warn(`not listening to Postgres: ${describeError(error)}${tlsAdvice(error)}`);
      await client.end().catch(() => undefined);
      return undefined;
    }
  }

  private lose(client: Client, error?: Error): void {
    if (this.client !== client) return;
    this.client = undefined;
    if (error) this.logger.warn(`no longer listening to Postgres: ${describeError(error)}`);
    this.ring();
  }
}
