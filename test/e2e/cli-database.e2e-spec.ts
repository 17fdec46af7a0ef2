import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { DatabaseServer } from '../../apps/users/src/admin/database-server';
import { migrate, rollback } from '../../apps/users/src/admin/migrate';
import { range } from '../support/range';
import { seedUserPool } from '../../apps/users/src/admin/seed-user-pool';
import { seedUsers } from '../../apps/users/src/admin/seed-users';
import { Cli, NOBODY } from '../support/cli';
import { eventually } from '../support/eventually';
import { services } from '../support/services';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { uniqueName } from '../support/unique';

const HANDLES = ['andrewbrown', 'bayko', 'londo', 'altbrown'];
const MIGRATIONS = [
  'CreateUsers1763978400000',
  'AddUserVersion1764061200000',
  'CreateOutbox1764061260000',
  'AddOutboxOrigin1795550400000',
  'IdentifyUsersByUnicode1795824000000',
];

describe('the commands of the database', () => {
  let server: TestDatabase;
  /** Dropped by the tests themselves, or else behind them. */
  let name: string;
  let url: string;
  let cli: Cli;

  beforeAll(async () => {
    server = await createTestDatabase();
  });
  beforeEach(async () => {
    name = uniqueName('cli').replaceAll('-', '_');
    url = Object.assign(new URL(services().DATABASE_URL), { pathname: name }).href;
    cli = await Cli.on({ DATABASE_URL: url });
  });
  afterEach(async () => {
    await cli.close();
    await server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  });
  afterAll(() => server.drop());

  const databases = async (): Promise<unknown[]> =>
    (await server.query(`SELECT datname FROM pg_database WHERE datname LIKE '${name}%'`)).map(({ datname }) => datname);

  const query = async (sql: string): Promise<Record<string, unknown>[]> => {
    const client = new Client(url);
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  };

  const create = () => new DatabaseServer(url).create();
  const createWithSchema = async (): Promise<void> => {
    await create();
    await migrate(url);
  };

  it('create a database once, and drop it once', async () => {
    expect(await cli.json(['db', 'create'])).toEqual({ database: name, created: true });
    expect(await databases()).toEqual([name]);
    expect(await cli.run(['db', 'create'])).toMatchObject({
      code: 0,
      stdout: `the database ${name} is there already\n`,
    });
    expect(await cli.json(['db', 'drop'])).toEqual({ database: name, dropped: true });
    expect(await databases()).toEqual([]);
    expect(await cli.run(['db', 'drop'])).toMatchObject({ code: 4, stderr: `cruddur: there is no database ${name}\n` });
  });

  it('apply all migrations, and take them back one by one', async () => {
    await create();
    expect(await cli.json(['db', 'migrate'])).toEqual({ migrations: expect.arrayContaining(MIGRATIONS) as string[] });
    expect(await cli.run(['db', 'migrate'])).toMatchObject({ code: 0, stdout: 'the schema is up to date\n' });
    const [newest] = await query('SELECT name FROM migrations ORDER BY id DESC LIMIT 1');
    expect(await cli.json(['db', 'rollback'])).toEqual({ migration: newest!['name'] });
    expect(await cli.json(['db', 'migrate'])).toEqual({ migrations: [newest!['name']] });
    const [{ count }] = (await query('SELECT count(*)::int AS count FROM migrations')) as [{ count: number }];
    for (let left = count; left > 1; left -= 1) await rollback(url);
    expect((await cli.run(['db', 'rollback'])).code).toBe(0);
    expect(await cli.run(['db', 'rollback'])).toMatchObject({
      code: 0,
      stdout: 'there is no migration to take back\n',
    });
  });

  it('seed the demo users, who stay as they are when seeded again', async () => {
    await createWithSchema();
    const seeded = await cli.json<{ handle: string; uuid: string }[]>(['db', 'seed']);
    expect(seeded.map(({ handle }) => handle)).toEqual(HANDLES);
    expect(await cli.json(['db', 'seed'])).toEqual(seeded);
  });

  it('give a user another handle, and nobody where that cannot be', async () => {
    await createWithSchema();
    const londo = (await seedUsers(url))[2]!;
    expect(await cli.json(['db', 'rename-user', londo.uuid, '@Londo-M'])).toEqual({
      uuid: londo.uuid,
      handle: 'Londo-M',
      display_name: 'Londo Mollari',
    });
    const nobody = '00000000-0000-4000-8000-000000000000';
    for (const [uuid, handle, code, reason] of [
      [londo.uuid, 'BAYKO', 1, 'Somebody else has this handle. (handle_taken)'],
      [londo.uuid, 'a b', 2, 'A handle has 1 to 128 characters that can be seen, without blanks. (handle_malformed)'],
      [nobody, 'londo', 4, 'This person is not known here. (user_not_found)'],
      ['londo', 'londo', 4, 'This person is not known here. (user_not_found)'],
    ] as const) {
      expect(await cli.run(['db', 'rename-user', uuid, handle])).toMatchObject({
        code,
        stderr: `cruddur: ${reason}\n`,
      });
    }
  });

  it('name users who share a handle but for its spelling, until they are mended', async () => {
    await createWithSchema();
    const [, , londo, altbrown] = await seedUsers(url);
    await query(`UPDATE users SET handle = 'LONDO', handle_twin = 1 WHERE uuid = '${altbrown!.uuid}'`);
    expect(await cli.run(['db', 'migrate'])).toMatchObject({
      code: 0,
      stdout: 'the schema is up to date\n',
      stderr: expect.stringMatching(
        `^one handle .*londo \\(${londo!.uuid}\\).*LONDO \\(${altbrown!.uuid}\\)`,
      ) as string,
    });
    await cli.run(['db', 'rename-user', altbrown!.uuid, 'altbrown']);
    expect(await cli.run(['db', 'migrate'])).toMatchObject({ code: 0, stderr: '' });
  });

  it('show who is connected, and end their sessions', async () => {
    await create();
    const client = new Client({ connectionString: url, application_name: 'somebody' });
    client.on('error', () => undefined);
    const ended = new Promise<void>((resolve) => client.once('end', resolve));
    await client.connect();
    await client.query('SELECT 42');
    expect(await cli.json(['db', 'sessions'])).toEqual([
      expect.objectContaining({ application: 'somebody', user: 'cruddur', state: 'idle', query: 'SELECT 42' }),
    ]);
    const { stdout } = await cli.run(['db', 'sessions']);
    expect(stdout).toMatch(
      /^pid +user +application +client +state +since +last query\n\d+ +cruddur +somebody +\S+ +idle +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d +SELECT 42\n$/,
    );
    expect(await cli.run(['db', 'drop'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`1 sessions use the database ${name}: --force ends them`) as string,
    });
    expect(await cli.json(['db', 'kill-sessions'])).toEqual({ ended: 1 });
    await ended;
    expect(await cli.run(['db', 'sessions'])).toMatchObject({ code: 0, stdout: '', stderr: 'nobody is connected\n' });
  });

  it('drop with --force a database that is in use', async () => {
    await create();
    const client = new Client(url);
    client.on('error', () => undefined);
    await client.connect();
    expect((await cli.run(['db', 'drop', '--force'])).code).toBe(0);
    expect(await databases()).toEqual([]);
  });

  it('open psql with the right settings, the password out of sight, and end as it does', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'psql-'));
    await writeFile(join(folder, 'psql'), '#!/bin/sh\necho "$PGPASSWORD|$@"\nexit 7\n', { mode: 0o755 });
    const environment = { PATH: `${folder}:${process.env['PATH']}` };
    const outcome = await cli.run(['db', 'connect', '--', '-c', 'SELECT 1'], { environment });
    expect(outcome).toEqual({ code: 7, stdout: `cruddur|${url.replace(':cruddur@', '@')} -c SELECT 1\n`, stderr: '' });
    await rm(folder, { recursive: true });
  });

  it.each([
    ['before the host', (secret: string) => url.replace(':cruddur@', `:${secret}@`)],
    ['as a parameter', (secret: string) => `${url.replace(':cruddur@', '@')}?password=${secret}`],
  ])('give psql no argument that has the password, which others could read: %s', async (_where, withSecret) => {
    const folder = await mkdtemp(join(tmpdir(), 'psql-'));
    const psql = '#!/bin/sh\necho "$PGPASSWORD"\ncat /proc/$$/cmdline /proc/$PPID/cmdline\n';
    await writeFile(join(folder, 'psql'), psql, { mode: 0o755 });
    const environment = { PATH: `${folder}:${process.env['PATH']}`, DATABASE_URL: withSecret('only-psql-knows') };
    const { code, stdout } = await cli.run(['db', 'connect'], { environment });
    expect(code).toBe(0);
    expect(stdout.match(/only-psql-knows/g)).toHaveLength(1);
    expect(stdout).toMatch(/^only-psql-knows\n/);
    expect(stdout).toContain(name);
    await rm(folder, { recursive: true });
  });

  it('say that psql is not installed where it is not', async () => {
    const { code, stderr } = await cli.run(['db', 'connect'], { environment: { PATH: '/nowhere' } });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'cruddur: psql is not installed: it comes with the package postgresql-client, or libpq on macOS\n',
    });
  });

  it.each([
    [
      'the password is wrong',
      'cruddur:wrong@',
      1,
      /^cruddur: Postgres refuses cruddur: password authentication failed.*\n$/,
    ],
    ['nobody answers', NOBODY, 3, /^cruddur: Postgres does not answer at 127\.0\.0\.1:1: connect ECONNREFUSED.*\n$/],
  ])('fail in one line when %s', async (_when, where, code, line) => {
    const bad = where === NOBODY ? `postgres://u:p@${NOBODY}/${name}` : url.replace('cruddur:cruddur@', where);
    const commands = [['create'], ['drop'], ['migrate'], ['rollback'], ['seed'], ['sessions'], ['kill-sessions']];
    const outcomes = await Promise.all(
      commands.map((words) => cli.run(['db', ...words], { environment: { DATABASE_URL: bad } })),
    );
    for (const outcome of outcomes)
      expect(outcome).toEqual({ code, stdout: '', stderr: expect.stringMatching(line) as string });
  });

  it('fail in one line where there is no database, or no table', async () => {
    for (const words of [['migrate'], ['rollback'], ['seed']]) {
      expect(await cli.run(['db', ...words])).toMatchObject({
        code: 4,
        stderr: expect.stringMatching(/^cruddur: there is no database .*: cruddur db create makes it\n$/) as string,
      });
    }
    await create();
    expect(await cli.run(['db', 'seed'])).toMatchObject({
      code: 4,
      stderr: `cruddur: the database ${name} lacks its tables: cruddur db migrate makes them\n`,
    });
    await migrate(url);
    // The newest that a seed needs has two behind it.
    for (const _newest of range(3)) await rollback(url);
    expect(await cli.run(['db', 'seed'])).toMatchObject({
      code: 4,
      stderr: `cruddur: the database ${name} lacks a migration: cruddur db migrate applies it\n`,
    });
  });

  it('change production only after its name is typed', async () => {
    const wrong = await cli.run(['db', 'create', '--prod'], { input: 'cruddur\n' });
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain(`This changes production: database ${name} (127.0.0.1).\nType ${name} to go on: `);
    expect(await databases()).toEqual([]);
    expect((await cli.run(['db', 'create', '--prod'], { input: `${name}\n` })).code).toBe(0);
    expect(await databases()).toEqual([name]);
    expect((await cli.run(['db', 'drop', '--prod', '--yes'])).code).toBe(0);
    expect(await databases()).toEqual([]);
  });

  describe('set-up', () => {
    let pool: NodeJS.ProcessEnv;

    beforeEach(async () => {
      await createWithSchema();
      await seedUsers(url);
      const cognito = { AWS_REGION: 'us-east-1', COGNITO_ENDPOINT: services().COGNITO_ENDPOINT };
      const { userPoolId } = await seedUserPool(cognito, name, url);
      pool = { COGNITO_USER_POOL_ID: userPoolId };
      await query("INSERT INTO users (display_name, handle, email) VALUES ('Old', 'old', 'old@example.com')");
    });

    const handles = async (): Promise<unknown[]> =>
      (await query('SELECT handle FROM users ORDER BY created_at, handle')).map(({ handle }) => handle).sort();

    it('puts a new database in the place of the old, while somebody is connected', async () => {
      const client = new Client(url);
      client.on('error', () => undefined);
      await client.connect();
      const { code, stdout, stderr } = await cli.run(['db', 'setup'], { environment: pool });
      expect({ code, stdout }).toEqual({ code: 0, stdout: `the database ${name} is set up\n` });
      expect(stderr).toContain('sync the Cognito ids');
      expect(await handles()).toEqual([...HANDLES].sort());
      expect(await query('SELECT FROM users WHERE cognito_user_id IS NULL')).toEqual([]);
      expect(await databases()).toEqual([name]);
    });

    it('leaves the old database as it is when the pool does not answer', async () => {
      const environment = { ...pool, COGNITO_ENDPOINT: `http://${NOBODY}` };
      const { code, stderr } = await cli.run(['db', 'setup'], { environment });
      expect(stderr).toContain(`cruddur: The user pool does not answer at http://${NOBODY}`);
      expect(code).toBe(3);
      expect(await handles()).toEqual([...HANDLES, 'old'].sort());
      expect(await databases()).toEqual([name]);
    });

    it('leaves the old database as it is when Ctrl-C comes in between', async () => {
      let interrupted: Promise<void> | undefined;
      let interrupt: () => Promise<void>;
      const slowPool = createServer((_request, response) => {
        interrupted ??= interrupt();
        void interrupted.then(() => response.end(JSON.stringify({ Users: [] })));
      });
      slowPool.listen(0, '127.0.0.1');
      await once(slowPool, 'listening');
      const COGNITO_ENDPOINT = `http://127.0.0.1:${(slowPool.address() as AddressInfo).port}`;
      const { code, stdout, stderr } = await cli.run(['db', 'setup'], {
        environment: { ...pool, COGNITO_ENDPOINT },
        running: (process) => {
          let said = '';
          process.stderr!.on('data', (chunk) => (said += String(chunk)));
          interrupt = async () => {
            process.kill('SIGINT');
            await eventually(() => expect(said).toContain('finishing what has begun'));
          };
        },
      });
      slowPool.close();
      expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
      expect(stderr).toMatch(/finishing what has begun; Ctrl-C again breaks it off\ncruddur: interrupted\n$/);
      expect(await handles()).toEqual([...HANDLES, 'old'].sort());
      expect(await databases()).toEqual([name]);
    });
  });
});
