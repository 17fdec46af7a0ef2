import { Injectable } from '@nestjs/common';
import type { Account, Person, PublicProfile, UserPrefixQuery } from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import { PoolDirectory } from './cognito/pool-directory';
import { SignUps } from './cognito/sign-ups';
import { isUuid } from './directory/person-fields';
import { UsersStore } from './directory/users.store';

/** Finds users, and deletes them. */
@Injectable()
export class UsersService {
  constructor(
    private readonly store: UsersStore,
    private readonly signUps: SignUps,
    private readonly pool: PoolDirectory,
  ) {}

  /** If the pool's trigger was lost, the first request of a person makes them a user. */
  async byCognitoId(cognitoUserId: string): Promise<Account> {
    return required((await this.store.findByCognitoId(cognitoUserId)) ?? (await this.fromPool(cognitoUserId)));
  }

  /** @throws DomainError `user_not_found` also for whom the pool may know. */
  async registered(cognitoUserId: string): Promise<Account> {
    return required(await this.store.findByCognitoId(cognitoUserId));
  }

  async byHandle(handle: string): Promise<Person> {
    return required(await this.store.findByHandle(handle));
  }

  /** @throws DomainError `user_not_found`. */
  async publicProfile(handle: string): Promise<PublicProfile> {
    return required(await this.store.findPublicProfile(handle));
  }

  byPrefix(query: UserPrefixQuery): Promise<Person[]> {
    return this.store.findByPrefix(query);
  }

  /** Delete them in the pool first, or they come back as a new user. @throws DomainError `user_not_found`. */
  async delete(userUuid: string): Promise<void> {
    if (!isUuid(userUuid)) throw new DomainError('user_not_found');
    await this.store.delete(userUuid);
  }

  private async fromPool(cognitoUserId: string): Promise<Person | undefined> {
    const attributes = await this.pool.find(cognitoUserId);
    return attributes && this.signUps.register(attributes);
  }
}

function required<Found extends Person>(found: Found | undefined): Found {
  if (!found) throw new DomainError('user_not_found');
  return found;
}
