import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { postgres } from '@local-stack/backing/local/postgres';
import { probePostgres } from '@local-stack/backing/probes';
import { freePort } from '@local-stack/ports/free-port';
import { STATE_FOLDER } from '@local-stack/settings/project';
import { eventually } from '../../../test/support/eventually';
import { uniqueName } from '../../../test/support/unique';

const START_LIMIT_MS = 120_000;

describe('A cluster that is made on a machine', () => {
  it.each([
    ['with a locale that is not installed', { LANG: 'xx_YY.UTF-8', LC_ALL: 'xx_YY.UTF-8' }],
    ['without a locale', { LANG: undefined, LC_ALL: undefined }],
  ])('%s is as any other', async (_, locale) => {
    const folder = join(STATE_FOLDER, uniqueName('foreign-locale'));
    const port = await freePort();
    const { command, args, prepare } = postgres({ dataFolder: join(folder, 'data'), port, usersPort: 0, jars: '' });
    await prepare?.();
    const server = spawn(command, args, { stdio: 'ignore', env: { ...process.env, ...locale } });
    const ended = once(server, 'exit');
    try {
      const url = `postgres://cruddur:cruddur@127.0.0.1:${port}/cruddur`;
      await eventually(() => probePostgres(url), START_LIMIT_MS);
      expect(await localeOf(url)).toEqual({ encoding: 'UTF8', provider: 'b', locale: 'C.UTF-8', messages: 'C' });
    } finally {
      server.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    }
  });
});

async function localeOf(url: string): Promise<unknown> {
  const client = new Client(url);
  await client.connect();
  const { rows } = await client.query(`
    SELECT pg_encoding_to_char(encoding) AS encoding, datlocprovider AS provider, datlocale AS locale,
           current_setting('lc_messages') AS messages
    FROM pg_database WHERE datname = current_database()`);
  await client.end();
  return rows[0];
}
