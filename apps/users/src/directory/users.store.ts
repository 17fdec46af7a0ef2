import { Injectable } from '@nestjs/common';
import type { EntityManager, FindOptionsSelect, FindOptionsWhere } from 'typeorm';
import {
  type Account,
  MAX_HANDLE_CHARACTERS,
  type Person,
  type Profile,
  type PublicProfile,
  type UserPrefixQuery,
} from '@app/common/contracts';
import { DomainError, type ErrorCode } from '@app/common/errors';
import { Database } from '../database/database';
import { violatedUniqueness } from '../database/postgres-failures';
import { User } from '../database/user.entity';
import { OutboxStore } from '../outbox/outbox.store';
import { userDeleted, userRegistered, userUpdated } from '../outbox/user-events';
import { formerOwnerOf, keepHandle } from './former-handles';
import { byHandle, usersByPrefix } from './handle-queries';
import { lockUser } from './lock-user';
import { passOnName } from './twins';

export interface NewUser {
  handle: string;
  displayName: string;
  email: string | null;
  cognitoUserId?: string;
}

/** A user, and whom in the pool they are linked to. */
export interface LinkedUser {
  uuid: string;
  handle: string;
  cognitoUserId: string | null;
}

/** What users may change of themselves. */
export interface ProfileChange {
  displayName: string;
  /** Stays where it is absent. */
  bio?: string | null;
}

/** The columns of a `Person`. */
const PERSON = { uuid: true, handle: true, displayName: true } as const;

const CODE_BY_CONSTRAINT: Record<string, ErrorCode> = {
  users_handle_key: 'handle_taken',
  users_email_key: 'email_taken',
  users_cognito_user_id_key: 'cognito_user_id_taken',
};

/**
 * Users in Postgres. Every lookup is one query on a unique index, by a prefix too; one by a handle that nobody has is two.
 * What others see of a user changes together with an event in the outbox, in one transaction.
 */
@Injectable()
export class UsersStore {
  constructor(
    private readonly database: Database,
    private readonly outbox: OutboxStore,
  ) {}

  async findByCognitoId(cognitoUserId: string): Promise<Account | undefined> {
    const [user] = await this.find(cognitoUserId, { cognitoUserId }, { ...PERSON, suspendedAt: true });
    return user && { ...toPerson(user), ...(user.suspendedAt && { suspended: true }) };
  }

  /**
   * In whatever spelling: handles are unique by their identity. Of twins it is who spells it just so, else the one who
   * keeps the handle. Where nobody is called so, it is the one for whom the handle is kept.
   */
  async findByHandle(handle: string): Promise<Person | undefined> {
    const user = await this.calledSo(handle);
    return user && toPerson(user);
  }

  /** Of whom `findByHandle` finds. */
  async findPublicProfile(handle: string): Promise<PublicProfile | undefined> {
    const user = await this.calledSo(handle, { ...PERSON, bio: true });
    return user && { ...toPerson(user), bio: user.bio };
  }

  async findByPrefix(query: UserPrefixQuery): Promise<Person[]> {
    const users = await this.database.run((manager) => usersByPrefix(manager, query).getMany());
    return users.map(toPerson);
  }

  /** @throws DomainError `handle_taken`, `email_taken` or `cognito_user_id_taken`; then nothing is written. */
  register(user: NewUser): Promise<Person> {
    return this.write(async (manager) => {
      const row = manager.create(User, { bio: null, ...user });
      await manager.insert(User, row);
      await this.outbox.append(manager, userRegistered(row));
      return toPerson(row);
    });
  }

  async profile(userUuid: string): Promise<Profile | undefined> {
    const row = await this.database.run((manager) => manager.findOneBy(User, { uuid: userUuid }));
    return row ? toProfile(row) : undefined;
  }

  /** Writes nothing, and no event, if the profile has these values already. @throws DomainError `user_not_found`. */
  updateProfile(userUuid: string, { displayName, bio }: ProfileChange): Promise<Profile> {
    return this.write(async (manager) => {
      const row = await lockUser(manager, userUuid);
      const changed = manager.create(User, { ...row, displayName, bio: bio === undefined ? row.bio : bio });
      if (changed.displayName === row.displayName && changed.bio === row.bio) return toProfile(row);
      changed.version = row.version + 1;
      await manager.update(User, { uuid: userUuid }, changed);
      await this.outbox.append(manager, userUpdated(changed));
      return toProfile(changed);
    });
  }

  /**
   * The old handle is kept for the user for so long: it leads to them, nobody else can take it, and they can take it back.
   * @throws DomainError `user_not_found` or `handle_taken`.
   */
  rename(userUuid: string, handle: string, keptForSeconds: number): Promise<Person> {
    return this.write(async (manager) => {
      const row = await lockUser(manager, userUuid);
      const renamed = manager.create(User, { ...row, handle, handleTwin: 0, version: row.version + 1 });
      await manager.update(User, { uuid: userUuid }, renamed);
      await passOnName(manager, row);
      await keepHandle(manager, row, keptForSeconds);
      await this.outbox.append(manager, userUpdated(renamed));
      return toPerson(renamed);
    });
  }

  /** @throws DomainError `user_not_found`. */
  delete(userUuid: string): Promise<void> {
    return this.write(async (manager) => {
      const row = await lockUser(manager, userUuid);
      await manager.delete(User, { uuid: userUuid });
      await passOnName(manager, row);
      await this.outbox.append(manager, userDeleted(row));
    });
  }

  /** @throws DomainError `user_not_found`, or `cognito_user_id_taken` when it is another user's. */
  linkCognitoId(userUuid: string, cognitoUserId: string): Promise<void> {
    return this.write(async (manager) => {
      const { affected } = await manager.update(User, { uuid: userUuid }, { cognitoUserId });
      if (affected === 0) throw new DomainError('user_not_found');
    });
  }

  /**
   * Links everybody whom `decide` names to the id that it gives them, in one transaction: nobody changes between its
   * reading and its writing. Returns what `decide` returned.
   * @throws DomainError `service_unavailable` when somebody was about to change; nothing is written then.
   */
  relink<Decision extends { links: { uuid: string; newCognitoUserId: string }[] }>(
    decide: (users: LinkedUser[]) => Decision | Promise<Decision>,
  ): Promise<Decision> {
    return this.database.transaction(async (manager) => {
      const decision = await decide(await linkedUsers(manager));
      await manager.query(
        `UPDATE users SET cognito_user_id = link.id
         FROM unnest($1::uuid[], $2::text[]) AS link (uuid, id) WHERE users.uuid = link.uuid`,
        [decision.links.map(({ uuid }) => uuid), decision.links.map(({ newCognitoUserId }) => newCognitoUserId)],
      );
      return decision;
    }, 'REPEATABLE READ');
  }

  linkedUsers(): Promise<LinkedUser[]> {
    return this.database.run(linkedUsers);
  }

  /** Resolves while Postgres answers. */
  async ping(): Promise<void> {
    await this.database.run((manager) => manager.query('SELECT 1'));
  }

  private async calledSo(handle: string, select: FindOptionsSelect<User> = PERSON): Promise<User | undefined> {
    if (handle.length > 2 * MAX_HANDLE_CHARACTERS) return undefined;
    const users = await this.find(handle, byHandle(handle), select);
    return users.find((user) => user.handle === handle) ?? users[0] ?? this.formerlyCalledSo(handle, select);
  }

  private async formerlyCalledSo(handle: string, select: FindOptionsSelect<User>): Promise<User | undefined> {
    if (handle.includes('\0')) return undefined;
    return this.database.run(async (manager) => {
      const uuid = await formerOwnerOf(manager, handle);
      return uuid === undefined ? undefined : ((await manager.findOne(User, { select, where: { uuid } })) ?? undefined);
    });
  }

  private async find(value: string, where: FindOptionsWhere<User>, select: FindOptionsSelect<User>): Promise<User[]> {
    // Postgres stores no NUL, so nobody has such a value, and it refuses to compare one.
    if (value.includes('\0')) return [];
    return this.database.run((manager) => manager.find(User, { select, where, order: { handleTwin: 'ASC' } }));
  }

  private async write<Answer>(work: (manager: EntityManager) => Promise<Answer>): Promise<Answer> {
    try {
      return await this.database.transaction(work);
    } catch (error) {
      const code = CODE_BY_CONSTRAINT[violatedUniqueness(error) ?? ''];
      throw code ? new DomainError(code, { cause: error }) : error;
    }
  }
}

export const createUsersStore = (database: Database): UsersStore => new UsersStore(database, new OutboxStore(database));

const linkedUsers = (manager: EntityManager): Promise<LinkedUser[]> =>
  manager.find(User, { select: { uuid: true, handle: true, cognitoUserId: true }, order: { handle: 'ASC' } });

const toPerson = ({ uuid, handle, displayName }: User): Person => ({ uuid, handle, displayName });

const toProfile = (user: User): Profile => ({
  ...toPerson(user),
  email: user.email,
  bio: user.bio,
  createdAt: user.createdAt.toISOString(),
});
