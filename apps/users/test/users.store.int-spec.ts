import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database';
import { createDataSource } from '../src/database/create-data-source';
import { Database } from '../src/database/database';
import { migrate } from '../src/admin/migrate';
import { USER_UPDATED } from '@app/common/events';
import { createAccountsStore } from '../src/accounts/accounts.store';
import { User } from '../src/database/user.entity';
import { byHandle } from '../src/directory/handle-queries';
import { PoolLinksStore } from '../src/directory/pool-links.store';
import { createUsersStore, type NewUser, type UsersStore } from '../src/directory/users.store';

/** Seconds for which a handle is kept. */
const KEPT = 60;

describe('The users in Postgres', () => {
  let testDatabase: TestDatabase;
  let database: Database;
  let store: UsersStore;
  let links: PoolLinksStore;

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    await migrate(testDatabase.url);
    database = new Database(createDataSource(testDatabase.url));
    store = createUsersStore(database);
    links = new PoolLinksStore(database);
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

    await links.linkCognitoId(ivanova.uuid, 'sub-ivanova');
    expect(await store.findByCognitoId('sub-ivanova')).toEqual(ivanova);

    await links.linkCognitoId(ivanova.uuid, 'sub-ivanova-2');
    expect(await store.findByCognitoId('sub-ivanova-2')).toEqual(ivanova);
    expect(await store.findByCognitoId('sub-ivanova')).toBeUndefined();
  });

  it('are not linked to the Cognito id of another, nor where there is no such user', async () => {
    await store.register(newUser('garibaldi', { cognitoUserId: 'sub-garibaldi' }));
    const bester = await store.register(newUser('bester'));

    await expect(links.linkCognitoId(bester.uuid, 'sub-garibaldi')).rejects.toMatchObject({
      code: 'cognito_user_id_taken',
    });
    await expect(links.linkCognitoId('00000000-0000-4000-8000-000000000000', 'sub-nobody')).rejects.toMatchObject({
      code: 'user_not_found',
    });
  });

  it('may be called otherwise from then on, and others hear of it', async () => {
    const { uuid } = await store.register(newUser('talia'));

    expect(await store.rename(uuid, 'Talia-W', KEPT)).toMatchObject({ uuid, handle: 'Talia-W' });

    expect(await store.findByHandle('talia-w')).toMatchObject({ uuid });
    const events = await testDatabase.query(`SELECT type, data FROM outbox WHERE user_uuid = '${uuid}' ORDER BY id`);
    expect(events.at(-1)).toMatchObject({ type: USER_UPDATED, data: { handle: 'Talia-W', version: 2 } });
    await expect(store.rename(uuid, 'DELENN', KEPT)).rejects.toMatchObject({ code: 'handle_taken' });
    expect(await store.rename(uuid, 'TALIA-W', KEPT)).toMatchObject({ handle: 'TALIA-W' });
  });

  describe('who have given up a handle', () => {
    const kept = (uuid: string) =>
      testDatabase.query(`SELECT handle FROM former_handles WHERE user_uuid = '${uuid}' ORDER BY given_up_at`);

    it('are found by it in any spelling, and nobody else can take it', async () => {
      const { uuid } = await store.register(newUser('Sheridan'));
      const other = await store.register(newUser('zack'));

      await store.rename(uuid, 'president', KEPT);

      expect(await store.findByHandle('SHERIDAN')).toMatchObject({ uuid, handle: 'president' });
      expect(await store.findPublicProfile('sheridan')).toMatchObject({ uuid, handle: 'president', bio: null });
      const refused = { code: 'handle_taken' };
      await expect(store.register(newUser('sheridan', { email: 'john@example.com' }))).rejects.toMatchObject(refused);
      await expect(store.rename(other.uuid, 'SHERIDAN', KEPT)).rejects.toMatchObject(refused);
      expect(await countOf('sheridan')).toBe(0);
    });

    it('can take it back, and then the other one is kept', async () => {
      const { uuid } = await store.register(newUser('lyta'));
      await store.rename(uuid, 'telepath', KEPT);

      expect(await store.rename(uuid, 'Lyta', KEPT)).toMatchObject({ handle: 'Lyta' });

      expect(await kept(uuid)).toEqual([{ handle: 'telepath' }]);
      expect(await store.findByHandle('telepath')).toMatchObject({ uuid, handle: 'Lyta' });
    });

    it('keep it no longer than they are let', async () => {
      const { uuid } = await store.register(newUser('cole'));
      await store.rename(uuid, 'ranger', KEPT);
      await testDatabase.query(`UPDATE former_handles SET kept_until = now() WHERE user_uuid = '${uuid}'`);

      expect(await store.findByHandle('cole')).toBeUndefined();
      const next = await store.register(newUser('Cole', { email: 'next@example.com' }));
      await store.rename(next.uuid, 'cole-2', KEPT);

      expect(await store.findByHandle('cole')).toMatchObject({ uuid: next.uuid });
      expect(await kept(uuid)).toEqual([]);
    });

    it('keep none where that is off', async () => {
      const { uuid } = await store.register(newUser('neroon'));

      await store.rename(uuid, 'warrior', 0);

      expect(await store.findByHandle('neroon')).toBeUndefined();
    });

    it('have no gap in which another, who waits for it, gets it', async () => {
      const { uuid } = await store.register(newUser('refa'));
      const lock = database.transaction(async (manager) => {
        await manager.query(`SELECT FROM users WHERE uuid = '${uuid}' FOR UPDATE`);
        await manager.query('SELECT pg_sleep(0.3)');
      });

      const outcomes = await Promise.allSettled([
        store.rename(uuid, 'lord', KEPT),
        ...['refa', 'REFA', 'Refa'].map((handle, at) =>
          store.register(newUser(handle, { email: `refa-${at}@example.com` })),
        ),
      ]);
      await lock;

      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected']);
      expect(await store.findByHandle('refa')).toMatchObject({ uuid });
    });

    it('are gone with all their handles when they are deleted', async () => {
      const { uuid } = await store.register(newUser('morden'));
      await store.rename(uuid, 'shadow', KEPT);

      await store.delete(uuid);

      expect(await store.findByHandle('morden')).toBeUndefined();
      expect(await store.register(newUser('Morden'))).toMatchObject({ handle: 'Morden' });
    });
  });

  describe('whose account is suspended', () => {
    it('are told so by whom they sign in as, and by their events, until it is restored', async () => {
      const accounts = createAccountsStore(database);
      const { uuid } = await store.register(newUser('clark', { cognitoUserId: 'sub-clark' }));

      await accounts.suspend(uuid, 'reported');
      await accounts.suspend(uuid, undefined);

      expect(await store.findByCognitoId('sub-clark')).toMatchObject({ uuid, suspended: true });
      expect(await accounts.details(uuid)).toMatchObject({ suspensionReason: 'reported', version: 2 });
      expect(await store.findByHandle('clark')).toEqual({ uuid, handle: 'clark', displayName: 'The clark' });
      expect(await store.updateProfile(uuid, { displayName: 'Still' })).toMatchObject({ displayName: 'Still' });

      await accounts.restore(uuid);
      await accounts.restore(uuid);

      expect(await store.findByCognitoId('sub-clark')).toEqual({ uuid, handle: 'clark', displayName: 'Still' });
      const events = await testDatabase.query(`SELECT data FROM outbox WHERE user_uuid = '${uuid}' ORDER BY id`);
      expect(events.map(({ data }) => (data as { suspended?: boolean }).suspended)).toEqual([
        ...[undefined, true, true, undefined],
      ]);
    });
  });
});
