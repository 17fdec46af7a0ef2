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
import { Database } from '../database/database';
import { User } from '../database/user.entity';
import { OutboxStore } from '../outbox/outbox.store';
import { userDeleted, userRegistered, userUpdated } from '../outbox/user-events';
import { formerOwnerOf, keepHandle } from './former-handles';
import { byHandle, usersByPrefix } from './handle-queries';
import { lockUser } from './lock-user';
import { passOnName } from './twins';
import { writeUsers } from './write-users';

export interface NewUser {
  handle: string;
  displayName: string;
  email: string | null;
  cognitoUserId?: string;
}

/** What users may change of themselves. */
export interface ProfileChange {
  displayName: string;
  /** Stays where it is absent. */
  bio?: string | null;
}

/** The columns of a `Person`. */
const PERSON = { uuid: true, handle: true, displayName: true } as const;

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

  private write<Answer>(work: (manager: EntityManager) => Promise<Answer>): Promise<Answer> {
    return writeUsers(this.database, work);
  }
}

export const createUsersStore = (database: Database): UsersStore => new UsersStore(database, new OutboxStore(database));

const toPerson = ({ uuid, handle, displayName }: User): Person => ({ uuid, handle, displayName });

const toProfile = (user: User): Profile => ({
  ...toPerson(user),
  email: user.email,
  bio: user.bio,
  createdAt: user.createdAt.toISOString(),
});
