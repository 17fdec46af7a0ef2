import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database';
import { createDataSource } from '../src/database/create-data-source';
import { Database } from '../src/database/database';
import { migrate } from '../src/admin/migrate';
import { USER_UPDATED } from '@app/common/events';
import { User } from '../src/database/user.entity';
import { byHandle } from '../src/directory/handle-queries';
import { createUsersStore, type NewUser, type UsersStore } from '../src/directory/users.store';

describe('The users in Postgres', () => {
  let testDatabase: TestDatabase;
  let database: Database;
  let store: UsersStore;

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    await migrate(testDatabase.url);
    database = new Database(createDataSource(testDatabase.url));
    store = createUsersStore(database);
  });

  afterAll(async () => {
    await database.close();
    await testDatabase.drop();
  });

  const newUser = (handle: string, given: Partial<NewUser> = {}): NewUser => ({
    handle,
    displayName: `The ${handle}`,
    email: `${handle}@example.com`,
    ...given,
  });

  const countOf = async (handle: string): Promise<unknown> => {
    const [row] = await testDatabase.query(`SELECT count(*)::int AS n FROM users WHERE handle = '${handle}'`);
    return row?.['n'];
  };

  it('are found by handle and by Cognito id', async () => {
    const delenn = await store.register(newUser('delenn', { cognitoUserId: 'sub-delenn' }));

    expect(delenn).toEqual({ uuid: expect.any(String) as string, handle: 'delenn', displayName: 'The delenn' });
    expect(await store.findByHandle('delenn')).toEqual(delenn);
    expect(await store.findByCognitoId('sub-delenn')).toEqual(delenn);
  });

  it('are found by a handle in any case, and keep the spelling they chose', async () => {
    await store.register(newUser('GKar'));

    expect(await store.findByHandle('gkar')).toMatchObject({ handle: 'GKar' });
    expect(await store.findByHandle('GKAR')).toMatchObject({ handle: 'GKar' });
  });

  it('are found by a handle in any composition and case of any script', async () => {
    await store.register(newUser('Änne'));
    await store.register(newUser('Νίκος'));

    for (const handle of ['änne', 'ÄNNE', 'a\u0308nne']) {
      expect(await store.findByHandle(handle)).toMatchObject({ handle: 'Änne' });
    }
    expect(await store.findByHandle('ΝΊΚΟΣ')).toMatchObject({ handle: 'Νίκος' });
    expect(await store.findByHandle('anne')).toBeUndefined();
  });

  it('are found through the index of their handles, whatever the collation of the database', async () => {
    const plan = await database.transaction(async (manager) => {
      await manager.query('SET LOCAL enable_seqscan = off');
      const [sql, parameters] = manager
        .createQueryBuilder(User, 'users')
        .where(byHandle('änne'))
        .getQueryAndParameters();
      return manager.query<object[]>(`EXPLAIN ${sql}`, parameters);
    });

    expect(JSON.stringify(plan)).toContain('users_handle_key');
  });

  it('are not found by what nobody has', async () => {
    for (const value of ['', 'nobody', 'a\0b', '\ud800', '%', `'; DROP TABLE users; --`, 'x'.repeat(1_000_000)]) {
      expect(await store.findByHandle(value)).toBeUndefined();
      expect(await store.findByCognitoId(value)).toBeUndefined();
    }
  });

  it.each([
    ['handle', 'handle_taken', { handle: 'Vir' }],
    ['handle in another case of another script', 'handle_taken', { handle: 'JOSE\u0301' }],
    ['email', 'email_taken', { email: 'VIR@example.com' }],
    ['email in another composition', 'email_taken', { email: 'JOSE\u0301@example.com' }],
    ['Cognito id', 'cognito_user_id_taken', { cognitoUserId: 'sub-vir' }],
  ])('refuse a taken %s', async (_, code, taken) => {
    if (!(await store.findByHandle('vir'))) await store.register(newUser('vir', { cognitoUserId: 'sub-vir' }));
    if (!(await store.findByHandle('josé'))) await store.register(newUser('josé'));

    await expect(store.register(newUser('zathras', taken))).rejects.toMatchObject({ name: 'DomainError', code });

    expect(await countOf('zathras')).toBe(0);
  });

  it('let one of many win that register a handle at once', async () => {
    const attempts = ['kosh', 'Kosh', 'KOSH', 'kosH'].map((handle, i) =>
      store.register(newUser(handle, { email: `kosh-${i}@example.com` })),
    );

    const outcomes = await Promise.allSettled(attempts);

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await testDatabase.query(`SELECT handle FROM users WHERE lower(handle) = 'kosh'`)).toHaveLength(1);
  });

  it('may be many without a Cognito id', async () => {
    await store.register(newUser('lennier'));
    await store.register(newUser('marcus'));

    expect(await testDatabase.query('SELECT 1 FROM users WHERE cognito_user_id IS NULL')).not.toHaveLength(1);
  });

  it('are linked to a Cognito id, again where the pool was made anew', async () => {
    const ivanova = await store.register(newUser('ivanova'));

    await store.linkCognitoId(ivanova.uuid, 'sub-ivanova');
    expect(await store.findByCognitoId('sub-ivanova')).toEqual(ivanova);

    await store.linkCognitoId(ivanova.uuid, 'sub-ivanova-2');
    expect(await store.findByCognitoId('sub-ivanova-2')).toEqual(ivanova);
    expect(await store.findByCognitoId('sub-ivanova')).toBeUndefined();
  });

  it('are not linked to the Cognito id of another, nor where there is no such user', async () => {
    await store.register(newUser('garibaldi', { cognitoUserId: 'sub-garibaldi' }));
    const bester = await store.register(newUser('bester'));

    await expect(store.linkCognitoId(bester.uuid, 'sub-garibaldi')).rejects.toMatchObject({
      code: 'cognito_user_id_taken',
    });
    await expect(store.linkCognitoId('00000000-0000-4000-8000-000000000000', 'sub-nobody')).rejects.toMatchObject({
      code: 'user_not_found',
    });
  });

  it('may be called otherwise from then on, and others hear of it', async () => {
    const { uuid } = await store.register(newUser('talia'));

    expect(await store.rename(uuid, 'Talia-W')).toMatchObject({ uuid, handle: 'Talia-W' });

    expect(await store.findByHandle('talia')).toBeUndefined();
    expect(await store.findByHandle('talia-w')).toMatchObject({ uuid });
    const events = await testDatabase.query(`SELECT type, data FROM outbox WHERE user_uuid = '${uuid}' ORDER BY id`);
    expect(events.at(-1)).toMatchObject({ type: USER_UPDATED, data: { handle: 'Talia-W', version: 2 } });
    await expect(store.rename(uuid, 'DELENN')).rejects.toMatchObject({ code: 'handle_taken' });
    expect(await store.rename(uuid, 'TALIA-W')).toMatchObject({ handle: 'TALIA-W' });
  });
});
