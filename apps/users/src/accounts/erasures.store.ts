import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
import { Database } from '../database/database';
import { Erasure } from '../database/erasure.entity';
import { OutboxEvent } from '../database/outbox-event.entity';
import { User } from '../database/user.entity';
import { formerHandlesOf } from '../directory/former-handles';
import { byIdentity } from '../directory/handle-queries';
import { lockUser } from '../directory/lock-user';
import { passOnName } from '../directory/twins';
import { OutboxStore } from '../outbox/outbox.store';
import { userDeleted, userForgotten, userUpdated } from '../outbox/user-events';

/** The journal of erasures, and what they take out of Postgres. */
@Injectable()
export class ErasuresStore {
  constructor(
    private readonly database: Database,
    private readonly outbox: OutboxStore,
  ) {}

  /** The one under way of somebody who was called so when it began. */
  underWay(handle: string): Promise<Erasure | undefined> {
    return this.database.run(async (manager) => {
      const erasure = await manager.findOneBy(Erasure, { handle: byIdentity(handle), finishedAt: IsNull() });
      return erasure ?? undefined;
    });
  }

  /** Under way or finished. */
  of(userUuid: string): Promise<Erasure | undefined> {
    return this.database.run(async (manager) => (await manager.findOneBy(Erasure, { userUuid })) ?? undefined);
  }

  /** Suspends the account, and writes down whose it is; undefined where there is no such user. One that has begun goes on. */
  begin(userUuid: string): Promise<Erasure | undefined> {
    return this.database.transaction(async (manager) => {
      const begun = await manager.findOneBy(Erasure, { userUuid });
      if (begun) return begun;
      if (!(await manager.existsBy(User, { uuid: userUuid }))) return undefined;
      const user = await suspended(manager, this.outbox, userUuid);
      const { handle, cognitoUserId, suspendedAt } = user;
      await manager.insert(Erasure, { userUuid, handle, cognitoUserId, suspendedAt: suspendedAt! });
      return manager.findOneByOrFail(Erasure, { userUuid });
    });
  }

  /** Adds to what was found. */
  async note(userUuid: string, found: Readonly<Record<string, number>>): Promise<void> {
    await this.database.transaction(async (manager) => {
      const erasure = await manager.findOne(Erasure, { where: { userUuid }, lock: { mode: 'pessimistic_write' } });
      const sum = { ...erasure?.found };
      for (const [place, count] of Object.entries(found)) sum[place] = (sum[place] ?? 0) + count;
      await manager.update(Erasure, { userUuid }, { found: sum });
    });
  }

  /**
   * The user, the handles that are kept for them and their events that nobody has published yet. The last events say that
   * the user is gone, and make the topic forget the user. @returns what there was.
   */
  deleteUser(userUuid: string): Promise<Record<string, number>> {
    return this.database.transaction(async (manager): Promise<Record<string, number>> => {
      if (!(await manager.existsBy(User, { uuid: userUuid }))) return {};
      const user = await lockUser(manager, userUuid);
      const handles = await formerHandlesOf(manager, userUuid);
      const { affected } = await manager.delete(OutboxEvent, { userUuid });
      await manager.delete(User, { uuid: userUuid });
      await passOnName(manager, user);
      await this.outbox.append(manager, userDeleted(user));
      await this.outbox.append(manager, userForgotten(user));
      return { user: 1, 'former handles': handles.length, 'unpublished events': affected ?? 0 };
    });
  }

  /** The events of the user that nobody has published yet. */
  unpublished(userUuid: string): Promise<Pick<OutboxEvent, 'type' | 'data' | 'occurredAt'>[]> {
    const select = { type: true, data: true, occurredAt: true } as const;
    return this.database.run((manager) =>
      manager.find(OutboxEvent, { select, where: { userUuid }, order: { id: 'ASC' } }),
    );
  }

  /** From then on nothing here names the person. */
  async finish(userUuid: string): Promise<void> {
    await this.database.run((manager) =>
      manager.update(Erasure, { userUuid }, { handle: null, cognitoUserId: null, finishedAt: () => 'now()' }),
    );
  }
}

async function suspended(manager: EntityManager, outbox: OutboxStore, uuid: string): Promise<User> {
  const { suspendedAt, version } = await lockUser(manager, uuid);
  if (!suspendedAt) {
    await manager.update(User, { uuid }, { suspendedAt: () => 'now()', version: version + 1 });
    await outbox.append(manager, userUpdated(await lockUser(manager, uuid)));
  }
  return lockUser(manager, uuid);
}

export const createErasuresStore = (database: Database): ErasuresStore =>
  new ErasuresStore(database, new OutboxStore(database));
