import type { Person } from '@app/common/contracts';
import { DEMO_USERS } from './demo-users';
import { createUsersStore } from '../directory/users.store';
import { withDatabase } from './with-database';

/** Registers the demo users who are missing. Returns all of them; who was there already stays as they are. */
export const seedUsers = (databaseUrl: string): Promise<Person[]> =>
  withDatabase(databaseUrl, async (database) => {
    const store = createUsersStore(database);
    const people: Person[] = [];
    for (const user of DEMO_USERS) people.push((await store.findByHandle(user.handle)) ?? (await store.register(user)));
    return people;
  });
