import { DEMO_PASSWORD, DEMO_USERS } from './demo-users';
import { PoolLinksStore } from '../directory/pool-links.store';
import { createUsersStore, type UsersStore } from '../directory/users.store';
import { withDatabase } from './with-database';
import type { CognitoConfig } from '../cognito/cognito-client';
import { findOrCreatePool } from './find-or-create-pool';
import { UserPool, type UserPoolIds } from './user-pool';
import { withCognito } from './with-cognito';

/** The pool of this name with all demo users in it, each linked to the seeded user of the same handle. */
export const seedUserPool = (cognito: CognitoConfig, poolName: string, databaseUrl: string): Promise<UserPoolIds> =>
  withCognito(cognito, async (client) => {
    const ids = await findOrCreatePool(client, poolName);
    const pool = new UserPool(client, ids);
    await withDatabase(databaseUrl, (database) =>
      linkDemoUsers(pool, createUsersStore(database), new PoolLinksStore(database)),
    );
    return ids;
  });

async function linkDemoUsers(pool: UserPool, store: UsersStore, links: PoolLinksStore): Promise<void> {
  for (const user of DEMO_USERS) {
    const sub = await pool.ensureUser(user, DEMO_PASSWORD);
    const person = await store.findByHandle(user.handle);
    if (person) await links.linkCognitoId(person.uuid, sub);
  }
}
