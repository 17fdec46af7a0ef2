import { createUsersStore } from '../../apps/users/src/directory/users.store';
import { withDatabase } from '../../apps/users/src/admin/with-database';
import { range } from '../../test/support/range';

/** Registers `count` users to write to. Returns their handles. */
export const addUsers = (databaseUrl: string, count: number): Promise<string[]> =>
  withDatabase(databaseUrl, async (database) => {
    const store = createUsersStore(database);
    const handles = range(count).map((i) => `recipient${i}`);
    for (const handle of handles) {
      await store.register({ handle, displayName: `Recipient ${handle}`, email: `${handle}@example.com` });
    }
    return handles;
  });
