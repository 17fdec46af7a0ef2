import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { range } from '../../../test/support/range';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database';
import { createDataSource } from '../src/create-data-source';
import { migrate } from '../src/migrate';
import * as migrations from '../src/migrations';

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
    const files = (await readdir(join(__dirname, '../src/migrations'))).filter((file) => /^\d+-.*\.ts$/.test(file));

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
});
