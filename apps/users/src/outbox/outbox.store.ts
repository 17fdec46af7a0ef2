import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { CloudEvent } from '@app/common/events';
import { currentCorrelation, traceparentOf } from '@app/common/tracing';
import { Database } from '../database/database';
import { OutboxEvent } from '../database/outbox-event.entity';
import { toCloudEvent, type NewUserEvent } from './user-events';

/** Postgres tells whoever listens on it when a transaction that wrote events has committed. */
export const OUTBOX_CHANNEL = 'cruddur_outbox';

export interface OutboxLag {
  waiting: number;
  oldestSeconds: number;
}

/** What has happened to users and is not published yet. */
@Injectable()
export class OutboxStore {
  constructor(private readonly database: Database) {}

  /**
   * Writes the event down in the transaction of the change: both are there, or neither. With it goes the present request,
   * for whoever publishes the event and works on with it.
   */
  async append(manager: EntityManager, { type, data }: NewUserEvent): Promise<void> {
    const { requestId } = currentCorrelation();
    await manager.insert(OutboxEvent, { userUuid: data.uuid, type, data, requestId, traceParent: traceparentOf() });
    await manager.query(`SELECT pg_notify('${OUTBOX_CHANNEL}', '')`);
  }

  /**
   * Hands out up to `limit` events, oldest first, and forgets them once `publish` has resolved; when it rejects, or the
   * process dies, they stay. Returns how many there were.
   *
   * However many copies publish at once, the events of one user go out in their order: whoever holds a user's oldest
   * event holds the user, and others pass the user by until it is gone.
   */
  take(limit: number, publish: (events: CloudEvent[]) => Promise<void>): Promise<number> {
    return this.database.transaction(async (manager) => {
      const events = await this.claim(manager, limit);
      if (events.length === 0) return 0;
      await publish(events.map(toCloudEvent));
      await manager.delete(
        OutboxEvent,
        events.map(({ id }) => id),
      );
      return events.length;
    });
  }

  lag(): Promise<OutboxLag> {
    return this.database.run(async (manager) => {
      const [lag] = await manager.query<[OutboxLag]>(`
        SELECT count(*)::int AS waiting, coalesce(extract(epoch FROM now() - min(occurred_at)), 0)::float AS "oldestSeconds"
        FROM outbox`);
      return lag;
    });
  }

  private async claim(manager: EntityManager, limit: number): Promise<OutboxEvent[]> {
    const users = await manager.query<{ user_uuid: string }[]>(
      `SELECT user_uuid FROM outbox AS oldest
       WHERE NOT EXISTS (SELECT FROM outbox AS older WHERE older.user_uuid = oldest.user_uuid AND older.id < oldest.id)
       ORDER BY id LIMIT $1
       FOR UPDATE SKIP LOCKED`,
      [limit],
    );
    return manager
      .createQueryBuilder(OutboxEvent, 'event')
      .where('event.user_uuid = ANY(:users)', { users: users.map(({ user_uuid }) => user_uuid) })
      .orderBy('event.id')
      .limit(limit)
      .getMany();
  }
}
