import { z } from 'zod';
import { displayName, type Person } from '@app/common/contracts';
import { checkRequest } from '@app/common/requests';
import { email, handle } from '../directory/person-fields';
import { createUsersStore } from '../directory/users.store';
import { withDatabase } from './with-database';
import type { CognitoConfig } from '../cognito/cognito-client';
import { SignUps } from '../cognito/sign-ups';
import { UserPool, type PoolUser, type UserPoolIds } from './user-pool';
import { withCognito } from './with-cognito';

export interface CreateUser {
  cognito: CognitoConfig;
  ids: UserPoolIds;
  databaseUrl: string;
  user: PoolUser;
  password: string;
}

const newUser = z.object({ displayName, email, handle });

/**
 * Creates somebody in the pool and here, as if they had signed up and confirmed: both, or neither.
 * @throws DomainError `email_taken` or `handle_taken`, the codes of all wrong fields, or what the pool has against the
 * password.
 */
export async function createUser({ cognito, ids, databaseUrl, user: given, password }: CreateUser): Promise<Person> {
  const user = checkRequest(newUser, given);
  return withCognito(cognito, async (client) => {
    const pool = new UserPool(client, ids);
    const sub = await pool.create(user);
    try {
      await pool.setPassword(user.email, password);
      return await withDatabase(databaseUrl, (database) =>
        new SignUps(createUsersStore(database)).register({
          sub,
          name: user.displayName,
          email: user.email,
          preferred_username: user.handle,
        }),
      );
    } catch (error) {
      await pool.delete(user.email);
      throw error;
    }
  });
}
