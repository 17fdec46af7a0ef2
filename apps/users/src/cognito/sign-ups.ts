import { z } from 'zod';
import type { Person } from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import { checkRequest } from '@app/common/http';
import { displayName, email, handle } from '../person-fields';
import type { UsersStore } from '../users.store';

/** What a user pool knows of a user, by the names that it has for it. */
export type PoolAttributes = Record<string, string>;

const signedUp = z
  .object({ sub: z.string().min(1), name: displayName, email, preferred_username: handle })
  .transform((user) => ({
    cognitoUserId: user.sub,
    displayName: user.name,
    email: user.email,
    handle: user.preferred_username,
  }));

type SignedUp = z.output<typeof signedUp>;

/** Users of the pool become users here, whoever tells of them first. */
export class SignUps {
  constructor(private readonly store: UsersStore) {}

  /**
   * Registers whom the pool has confirmed; who is registered already stays as they are.
   * @throws DomainError `handle_taken` or `email_taken`, or the codes of all wrong attributes; then nothing is written.
   */
  async register(attributes: PoolAttributes): Promise<Person> {
    const user = checkRequest(signedUp, attributes);
    return (await this.store.findByCognitoId(user.cognitoUserId)) ?? this.registerNew(user);
  }

  /** What is taken may be so by the very same user, whom another call has registered in the meantime. */
  private async registerNew(user: SignedUp): Promise<Person> {
    try {
      return await this.store.register(user);
    } catch (error) {
      if (!(error instanceof DomainError) || error.status !== 409) throw error;
      const registered = await this.store.findByCognitoId(user.cognitoUserId);
      if (!registered) throw error;
      return registered;
    }
  }
}
