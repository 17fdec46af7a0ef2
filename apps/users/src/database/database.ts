import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Pool } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver';
import { describeError, DomainError } from '@app/common/errors';
import { traced } from '@app/common/tracing';
import { isPassingFailure, tlsAdvice } from './postgres-failures';

/** Connections of the pool, and what waits for one. */
export interface PoolUse {
  open: number;
  idle: number;
  waiting: number;
}

/**
 * The way to Postgres. It connects at the first use, and while Postgres is away at every next one, so that the service
 * starts without it and recovers by itself.
 */
@Injectable()
export class Database implements OnApplicationShutdown {
  private connecting: Promise<DataSource> | undefined;

  constructor(private readonly dataSource: DataSource) {}

  /** @throws DomainError `service_unavailable` when Postgres does not answer; every other error stays what it is. */
  async run<Answer>(work: (manager: EntityManager) => Promise<Answer>): Promise<Answer> {
    try {
      const { manager } = await this.connected();
      return await traced('Postgres', { 'db.system.name': 'postgresql' }, () => work(manager));
    } catch (error) {
      if (!isPassingFailure(error)) throw error;
      throw new DomainError('service_unavailable', { detail: detailOf(error), cause: error });
    }
  }

  /** As `run`, all or nothing. */
  transaction<Answer>(
    work: (manager: EntityManager) => Promise<Answer>,
    isolation: 'READ COMMITTED' | 'REPEATABLE READ' = 'READ COMMITTED',
  ): Promise<Answer> {
    return this.run((manager) => manager.transaction(isolation, work));
  }

  poolUse(): PoolUse {
    const pool = (this.dataSource.driver as PostgresDriver).master as Pool | undefined;
    return { open: pool?.totalCount ?? 0, idle: pool?.idleCount ?? 0, waiting: pool?.waitingCount ?? 0 };
  }

  async close(): Promise<void> {
    await this.connecting?.catch(() => undefined);
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }

  onApplicationShutdown(): Promise<void> {
    return this.close();
  }

  private connected(): Promise<DataSource> {
    this.connecting ??= this.dataSource.initialize().catch((error: unknown) => {
      this.connecting = undefined;
      throw error;
    });
    return this.connecting;
  }
}

function detailOf(failure: unknown): string {
  const advice = tlsAdvice(failure);
  return `Postgres does not answer${advice && `: ${describeError(failure)}${advice}`}`;
}
