import { USER_DELETED, USER_FORGOTTEN } from '@app/common/events';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database';
import { createErasuresStore, type ErasuresStore } from '../src/accounts/erasures.store';
import { migrate } from '../src/admin/migrate';
import { createDataSource } from '../src/database/create-data-source';
import { Database } from '../src/database/database';
import { createUsersStore, type UsersStore } from '../src/directory/users.store';

/** Seconds for which a handle is kept. */
const KEPT = 60;

describe('an erasure', () => {
  let testDatabase: TestDatabase;
  let database: Database;
  let users: UsersStore;
  let journal: ErasuresStore;

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    await migrate(testDatabase.url);
    database = new Database(createDataSource(testDatabase.url));
    users = createUsersStore(database);
    journal = createErasuresStore(database);
  });

  afterAll(async () => {
    await database.close();
    await testDatabase.drop();
  });

  const register = (handle: string) =>
    users.register({ handle, displayName: handle, email: `${handle}@example.com`, cognitoUserId: `sub-${handle}` });

  const rowsWith = async (word: string): Promise<string[]> => {
    const tables = ['users', 'former_handles', 'outbox', 'erasures'];
    const found = await Promise.all(
      tables.map((table) => testDatabase.query(`SELECT 1 FROM ${table} AS t WHERE t::text LIKE '%${word}%'`)),
    );
    return tables.filter((_, place) => found[place]!.length > 0);
  };

  it('suspends the account when it begins, and is found by the handle until it is finished', async () => {
    const { uuid } = await register('kosh');

    const begun = await journal.begin(uuid);

    expect(begun).toMatchObject({ userUuid: uuid, handle: 'kosh', cognitoUserId: 'sub-kosh', finishedAt: null });
    expect(await users.findByCognitoId('sub-kosh')).toMatchObject({ suspended: true });
    expect(await journal.begin(uuid)).toEqual(begun);
    expect(await journal.underWay('KOSH')).toEqual(begun);
    await journal.finish(uuid);
    expect(await journal.underWay('kosh')).toBeUndefined();
    expect(await journal.of(uuid)).toMatchObject({
      handle: null,
      cognitoUserId: null,
      finishedAt: expect.any(Date) as Date,
    });
  });

  it('goes on with whom it was begun, though somebody new is called so meanwhile', async () => {
    const { uuid } = await register('ulkesh');
    await journal.begin(uuid);
    await journal.deleteUser(uuid);
    const somebodyNew = await register('ulkesh');

    expect(await journal.underWay('ulkesh')).toMatchObject({ userUuid: uuid });
    await journal.finish(uuid);

    expect(await users.findByHandle('ulkesh')).toEqual(somebodyNew);
  });

  it('leaves nothing of the user but two events without a name, and may be repeated', async () => {
    const { uuid } = await register('refa');
    await users.rename(uuid, 'refa-lord', KEPT);
    expect(await rowsWith('refa')).toEqual(['users', 'former_handles', 'outbox']);

    await journal.begin(uuid);
    expect(await journal.deleteUser(uuid)).toEqual({ user: 1, 'former handles': 1, 'unpublished events': 3 });
    expect(await journal.deleteUser(uuid)).toEqual({});
    await journal.finish(uuid);

    expect(await rowsWith('refa')).toEqual([]);
    const events = await journal.unpublished(uuid);
    expect(events.map(({ type }) => type)).toEqual([USER_DELETED, USER_FORGOTTEN]);
  });

  it('adds up what several runs have found', async () => {
    const { uuid } = await register('morden');
    await journal.begin(uuid);

    await Promise.all([1, 2, 3].map((messages) => journal.note(uuid, { messages })));
    await journal.note(uuid, { rows: 1 });

    expect(await journal.of(uuid)).toMatchObject({ found: { messages: 6, rows: 1 } });
  });

  it('is of nobody who is not there', async () => {
    expect(await journal.begin('00000000-0000-4000-8000-000000000000')).toBeUndefined();
  });
});
