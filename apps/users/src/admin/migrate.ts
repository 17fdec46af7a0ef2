import { type DataSource, MigrationExecutor } from 'typeorm';
import { describeTwins, findTwins } from '../directory/twins';
import { withDatabase } from './with-database';

/** Any number will do, as long as nobody else takes it in this database. */
const MIGRATION_LOCK = 20_251_124;

/**
 * Brings the schema up to date, all or nothing, and names the migrations that this took. A second caller waits, and
 * then finds nothing to do. While two users share a name, it says so.
 */
export const migrate = (databaseUrl: string): Promise<string[]> =>
  runAlone(databaseUrl, async (dataSource) => {
    const done = await dataSource.runMigrations({ transaction: 'all' });
    for (const twins of await findTwins(dataSource)) console.warn(describeTwins(twins));
    return done.map((migration) => migration.name);
  });

/** Takes back the newest migration, all or nothing, and names it; undefined where there is none. */
export const rollback = (databaseUrl: string): Promise<string | undefined> =>
  runAlone(databaseUrl, async (dataSource) => {
    const applied = async () =>
      (await new MigrationExecutor(dataSource).getExecutedMigrations()).map(({ name }) => name);
    const before = await applied();
    await dataSource.undoLastMigration({ transaction: 'all' });
    const after = new Set(await applied());
    return before.find((name) => !after.has(name));
  });

/** Runs work on the schema while nobody else does. */
const runAlone = <Answer>(databaseUrl: string, work: (dataSource: DataSource) => Promise<Answer>): Promise<Answer> =>
  withDatabase(databaseUrl, (database) =>
    database.run(async ({ dataSource }) => {
      const lock = dataSource.createQueryRunner();
      try {
        await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
        return await work(dataSource);
      } finally {
        // The lock goes with the connections, which `withDatabase` closes.
        await lock.release();
      }
    }),
  );
