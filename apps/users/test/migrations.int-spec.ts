import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { range } from '../../../test/support/range';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database';
import { createDataSource } from '../src/database/create-data-source';
import { migrate } from '../src/admin/migrate';
import * as migrations from '../src/database/migrations';
import { createUsersStore, type UsersStore } from '../src/directory/users.store';
import { withDatabase } from '../src/admin/with-database';

describe('The migrations', () => {
  let database: TestDatabase;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await createTestDatabase();
    dataSource = await createDataSource(database.url).initialize();
  });

  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  const names = Object.keys(migrations);

  const tables = async (): Promise<unknown[]> => {
    const rows = await database.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`);
    return rows.map(({ tablename }) => tablename);
  };

  const drift = async (): Promise<string[]> => {
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    return upQueries.map(({ query }) => query);
  };

  it('are all exported: one for each file', async () => {
    const files = (await readdir(join(__dirname, '../src/database/migrations'))).filter((file) =>
      /^\d+-.*\.ts$/.test(file),
    );

    expect(files).toHaveLength(names.length);
  });

  it('make the schema that the entities describe', async () => {
    expect(await drift()).not.toEqual([]);

    expect(await migrate(database.url)).toEqual(names);

    expect(await drift()).toEqual([]);
  });

  it('run only once', async () => {
    expect(await migrate(database.url)).toEqual([]);
  });

  it('run once when several copies start them together', async () => {
    const fresh = await createTestDatabase();

    const runs = await Promise.all(range(4).map(() => migrate(fresh.url)));

    expect(runs.flat()).toEqual(names);
    await fresh.drop();
  });

  it('can all be undone, and done again', async () => {
    for (const _ of names) await dataSource.undoLastMigration();
    expect(await tables()).toEqual(['migrations']);

    expect(await migrate(database.url)).toEqual(names);
    expect(await drift()).toEqual([]);
  });

  describe('that make names unique by their identity', () => {
    const RULE = migrations.IdentifyUsersByUnicode1795824000000.name;
    const OLDEST = '00000000-0000-4000-8000-00000000000';
    let old: TestDatabase;
    const said = jest.spyOn(console, 'warn').mockImplementation();

    beforeEach(async () => {
      old = await createTestDatabase();
      const before = await createDataSource(old.url, {
        migrations: Object.values(migrations).slice(0, names.indexOf(RULE)),
      }).initialize();
      await before.runMigrations();
      await before.destroy();
      said.mockClear();
    });

    afterEach(() => old.drop());

    /** As the version before has let them in, on a cluster whose locale folds no umlauts. */
    const letIn = async (...users: [handle: string, email: string][]): Promise<void> => {
      for (const [at, [handle, email]] of users.entries()) {
        await old.query(
          `INSERT INTO users (uuid, handle, email, display_name, created_at)
           VALUES ('${OLDEST}${at}', '${handle}', '${email}', 'x', '2026-01-01T00:00:0${at}Z')`,
        );
      }
    };

    const asStore = async <Answer>(work: (store: UsersStore) => Promise<Answer>): Promise<Answer> =>
      withDatabase(old.url, (users) => work(createUsersStore(users)));

    const twins = () => old.query('SELECT handle, handle_twin, email_twin FROM users ORDER BY created_at');

    it('keep users whom only the old rule told apart, and say who they are, as long as there are any', async () => {
      await letIn(
        ['José', 'a@example.com'],
        ['Jose\u0301', 'b@example.com'],
        ['vir', 'i\u0301@example.com'],
        ['londo', 'í@example.com'],
      );

      expect(await migrate(old.url)).toEqual(names.slice(names.indexOf(RULE)));

      expect(await twins()).toEqual([
        { handle: 'José', handle_twin: 0, email_twin: 0 },
        { handle: 'Jose\u0301', handle_twin: 1, email_twin: 0 },
        { handle: 'vir', handle_twin: 0, email_twin: 0 },
        { handle: 'londo', handle_twin: 0, email_twin: 1 },
      ]);
      const lines = said.mock.calls.map(([line]) => String(line));
      expect(lines).toEqual([
        expect.stringMatching(/^one handle .* José \(.*0\) keeps it, .* Jose\u0301 \(.*1\)/),
        expect.stringMatching(/^one email .* vir \(.*2\) keeps it, .* londo \(.*3\)/),
      ]);
      expect(await migrate(old.url)).toEqual([]);
      expect(said.mock.calls.map(([line]) => String(line))).toEqual([...lines, ...lines]);
    });

    it('keep both usable: each by their own spelling, the oldest by every other', async () => {
      await letIn(['José', 'a@example.com'], ['Jose\u0301', 'b@example.com']);
      await migrate(old.url);

      await asStore(async (store) => {
        expect(await store.findByHandle('José')).toMatchObject({ uuid: `${OLDEST}0` });
        expect(await store.findByHandle('Jose\u0301')).toMatchObject({ uuid: `${OLDEST}1` });
        expect(await store.findByHandle('JOSÉ')).toMatchObject({ uuid: `${OLDEST}0` });
        await expect(
          store.register({ handle: 'josé', displayName: 'x', email: 'c@example.com' }),
        ).rejects.toMatchObject({ code: 'handle_taken' });
        const change = await store.updateProfile(`${OLDEST}1`, { displayName: 'José the Second' });
        expect(change).toMatchObject({ handle: 'Jose\u0301' });
      });
      expect((await twins()).map(({ handle_twin }) => handle_twin)).toEqual([0, 1]);
    });

    it.each([
      ['one of them is called otherwise', (store: UsersStore) => store.rename(`${OLDEST}1`, 'josé-2', 60)],
      ['the one who keeps it is called otherwise', (store: UsersStore) => store.rename(`${OLDEST}0`, 'josé-1', 60)],
      ['the one who keeps it is deleted', (store: UsersStore) => store.delete(`${OLDEST}0`)],
    ])('leave no twins once %s', async (_, mend: (store: UsersStore) => Promise<unknown>) => {
      await letIn(['José', 'a@example.com'], ['Jose\u0301', 'b@example.com']);
      await migrate(old.url);
      said.mockClear();

      await asStore(mend);

      expect((await twins()).map(({ handle_twin }) => handle_twin)).not.toContain(1);
      await migrate(old.url);
      expect(said.mock.calls).toEqual([]);
      await asStore((store) =>
        expect(store.register({ handle: 'josé', displayName: 'x', email: 'c@example.com' })).rejects.toMatchObject({
          code: 'handle_taken',
        }),
      );
    });

    it('let a copy of the version before go on meanwhile', async () => {
      await migrate(old.url);

      await letIn(['vir', 'vir@example.com']);

      await expect(letIn(['VIR', 'other@example.com'])).rejects.toThrow(/users_pkey|users_handle_key/);
      expect(await old.query(`SELECT handle FROM users WHERE lower(handle) = lower('Vir')`)).toHaveLength(1);
    });
  });

  it('are refused by a database that is not in UTF-8, which changes nothing', async () => {
    const latin = await createTestDatabase(`ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0`);

    await expect(migrate(latin.url)).rejects.toThrow(/server encoding is UTF8/);

    expect(await latin.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`)).toEqual([
      { tablename: 'migrations' },
    ]);
    await latin.drop();
  });
});
