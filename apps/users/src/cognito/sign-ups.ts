import { Injectable } from '@nestjs/common';
import type { Person } from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import { UsersStore } from '../directory/users.store';
import { asNewUser, type Newcomer, newcomerOf, type PoolAttributes } from './newcomer';

/** Users of the pool become users here, whoever tells of them first. */
@Injectable()
export class SignUps {
  constructor(private readonly store: UsersStore) {}

  /**
   * Registers whom the pool has confirmed; who is registered already stays as they are. What may not stand here of the
   * pool's attributes locks nobody out: they come in under what stands in for it.
   * @throws DomainError `handle_taken` or `email_taken`; then nothing is written.
   */
  async register(attributes: PoolAttributes): Promise<Person> {
    const newcomer = newcomerOf(attributes);
    return (await this.store.findByCognitoId(newcomer.cognitoUserId)) ?? this.registerNew(newcomer);
  }

  /** A conflict may be with the same user, whom another call has just registered: then that user is the answer. */
  private async registerNew(newcomer: Newcomer): Promise<Person> {
    const [handle, next, ...others] = newcomer.handles;
    try {
      return await this.store.register(asNewUser(newcomer, handle));
    } catch (error) {
      if (!(error instanceof DomainError) || error.status !== 409) throw error;
      const registered = await this.store.findByCognitoId(newcomer.cognitoUserId);
      if (registered) return registered;
      if (error.code !== 'handle_taken' || next === undefined) throw error;
      return this.registerNew({ ...newcomer, handles: [next, ...others] });
    }
  }
}
