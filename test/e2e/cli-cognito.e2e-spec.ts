import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AdminUpdateUserAttributesCommand } from '@aws-sdk/client-cognito-identity-provider';
import { ScriptedPool } from '../../apps/users/test/scripted-pool';
import { findOrCreatePool } from '../../apps/users/src/admin/find-or-create-pool';
import { seedUserPool } from '../../apps/users/src/admin/seed-user-pool';
import { withCognito } from '../../apps/users/src/admin/with-cognito';
import { migrate } from '../../apps/users/src/admin/migrate';
import { seedUsers } from '../../apps/users/src/admin/seed-users';
import { Cli, NOBODY } from '../support/cli';
import { range } from '../support/range';
import { services } from '../support/services';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { uniqueName } from '../support/unique';

const HANDLES = ['andrewbrown', 'bayko', 'londo', 'altbrown'];
const PEOPLE = 1_500;
const POOL_COMMANDS = [
  ['show'],
  ['list-users'],
  ['sync-user-ids'],
  ['sync-handles'],
  ['token', 'bayko'],
  ['create-user', 'vir', 'vir@example.com', 'Vir Cotto'],
];

interface Outcome {
  updated: { handle: string; new_cognito_user_id: string }[];
  unchanged: { handle: string }[];
  pool_only: { handle: string }[];
  users_only: { handle: string }[];
  conflicts: { user: { handle: string }; reason: string }[];
  applied: boolean;
}

describe('the commands of the user pool', () => {
  const cognito = { AWS_REGION: 'us-east-1', COGNITO_ENDPOINT: services().COGNITO_ENDPOINT };
  let database: TestDatabase;
  let userPoolId: string;
  let cli: Cli;

  beforeEach(async () => {
    database = await createTestDatabase();
    await migrate(database.url);
    await seedUsers(database.url);
    ({ userPoolId } = await seedUserPool(cognito, uniqueName('cli'), database.url));
    cli = await Cli.on({ DATABASE_URL: database.url, COGNITO_USER_POOL_ID: userPoolId, COGNITO_CLIENT_ID: '' });
  });
  afterEach(async () => {
    await cli.close();
    await database.drop();
  });

  const emptyPool = async (): Promise<NodeJS.ProcessEnv> => {
    const ids = await withCognito(cognito, (client) => findOrCreatePool(client, uniqueName('empty')));
    return { COGNITO_USER_POOL_ID: ids.userPoolId };
  };

  it('show what a frontend has to know, also as variables of its bundler', async () => {
    const shown = await cli.json<Record<string, string | null>>(['cognito', 'show']);
    expect(shown).toEqual({
      region: 'us-east-1',
      user_pool_id: userPoolId,
      client_id: expect.stringMatching(/^\w+$/) as string,
      endpoint: cognito.COGNITO_ENDPOINT,
      issuer: expect.stringMatching(new RegExp(`^http://.*/${userPoolId}$`)) as string,
      jwks_uri: `${cognito.COGNITO_ENDPOINT}/${userPoolId}/.well-known/jwks.json`,
      hosted_ui: null,
    });
    for (const [option, prefix] of [
      ['--vite', 'VITE_'],
      ['--cra', 'REACT_APP_'],
    ] as const) {
      const { stdout } = await cli.run(['cognito', 'show', option]);
      const lines = Object.entries(shown).filter(([, value]) => value !== null);
      expect(stdout).toBe(lines.map(([name, value]) => `${prefix}COGNITO_${name.toUpperCase()}=${value}\n`).join(''));
    }
    expect((await cli.run(['cognito', 'show'])).stdout).toMatch(/^what +value\nregion +us-east-1\n/);
  });

  it('list everybody in the pool', async () => {
    const users = await cli.json<{ handle: string; email: string; sub: string }[]>(['cognito', 'list-users']);
    expect(users.map(({ handle }) => handle)).toEqual(HANDLES);
    const { stdout } = await cli.run(['cognito', 'list-users']);
    expect(stdout).toMatch(
      /^handle +name +email +status +created +sub\nandrewbrown +Andrew Brown +andrewbrown@example\.com +CONFIRMED +\d{4}-/,
    );
  });

  it('bring over the handles that people have given themselves in the pool, unless another has them', async () => {
    await callInPool({ londo: 'Emperor', altbrown: 'bayko-2', bayko: 'bayko-2' });

    const args = ['cognito', 'sync-handles', '--json'];
    const dry = await cli.run([...args, '--dry-run']);
    expect(JSON.parse(dry.stdout)).toMatchObject({ changed: [{}, {}, {}], taken: [] });
    const { code, stdout } = await cli.run(args);

    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      changed: [
        { handle: 'altbrown', new_handle: 'bayko-2' },
        { handle: 'londo', new_handle: 'Emperor' },
      ],
      taken: [{ handle: 'bayko', new_handle: 'bayko-2' }],
      unchanged: 1,
    });
    expect(await cli.json(['users', 'show', 'LONDO'])).toMatchObject({
      handle: 'Emperor',
      former_handles: [{ handle: 'londo' }],
    });
  });

  const callInPool = (handles: Record<string, string>): Promise<void> =>
    withCognito(cognito, async (client) => {
      for (const [handle, Value] of Object.entries(handles)) {
        const UserAttributes = [{ Name: 'preferred_username', Value }];
        const user = { UserPoolId: userPoolId, Username: `${handle}@example.com` };
        await client.send(new AdminUpdateUserAttributesCommand({ ...user, UserAttributes }));
      }
    });

  it('say that the pool is empty', async () => {
    const environment = await emptyPool();
    const list = await cli.run(['cognito', 'list-users'], { environment });
    const stderr = `the user pool ${environment['COGNITO_USER_POOL_ID']} has no users\n`;
    expect(list).toEqual({ code: 0, stdout: '', stderr });
    expect(await cli.json(['cognito', 'list-users'], { environment })).toEqual([]);
    const sync = await cli.run(['cognito', 'sync-user-ids'], { environment });
    expect(sync.code).toBe(4);
    expect(sync.stderr).toMatch(/cruddur: the user pool .* has no users\n$/);
  });

  it('print a token, and one line where there is none', async () => {
    expect(await cli.run(['cognito', 'token', 'bayko'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+\n$/) as string,
      stderr: '',
    });
    expect(await cli.run(['cognito', 'token', 'nobody'])).toEqual({
      code: 4,
      stdout: '',
      stderr: 'cruddur: The user pool knows no nobody\n',
    });
    expect(await cli.run(['cognito', 'token', 'bayko', '--password-file', '-'], { input: 'wrong\n' })).toEqual({
      code: 1,
      stdout: '',
      stderr: 'cruddur: Wrong user name or password\n',
    });
  });

  it('take a password from a file or from standard input, and none from their arguments', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'password-'));
    const file = join(folder, 'password');
    await writeFile(file, 'Another1234!\n');
    const create = ['cognito', 'create-user', 'lennier', 'lennier@example.com', 'Lennier'];
    expect(await cli.run([...create, '--password', 'Another1234!'])).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'cruddur: all users of this machine can read a --password: --password-file takes a file, or - for standard input\n',
    });
    expect(await cli.run([...create, '--password-file', file])).toMatchObject({ code: 0 });
    const token = ['cognito', 'token', 'lennier', '--password-file'];
    expect(await cli.run([...token, '-'], { input: 'Another1234!\r\n' })).toMatchObject({ code: 0 });
    expect(await cli.run([...token, '-'])).toMatchObject({ code: 2, stderr: 'cruddur: the password is empty\n' });
    expect(await cli.run([...token, join(folder, 'none')])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('cannot be read') as string,
    });
    await rm(folder, { recursive: true });
  });

  it('create a user who can sign in, and nobody where handle or email are taken', async () => {
    const create = ['cognito', 'create-user'];
    const created = await cli.json<{ handle: string }>([...create, 'vir', 'vir@example.com', 'Vir Cotto']);
    expect(created).toMatchObject({ handle: 'vir', display_name: 'Vir Cotto' });
    expect((await cli.run(['cognito', 'token', 'vir'])).code).toBe(0);
    expect(await cli.run([...create, 'other', 'vir@example.com', 'Other'])).toMatchObject({
      code: 1,
      stderr: 'cruddur: Somebody else has this email address. (email_taken)\n',
    });
    expect(await cli.run([...create, 'BAYKO', 'bayko2@example.com', 'Other'])).toMatchObject({
      code: 1,
      stderr: 'cruddur: Somebody else has this handle. (handle_taken)\n',
    });
    expect(await cli.run([...create, 'a b', 'vir2@example.com', ''])).toMatchObject({
      code: 2,
      stderr:
        'cruddur: A display name needs something that can be seen. A handle has 1 to 128 characters that can be seen, without ' +
        'blanks. (display_name_blank, handle_malformed)\n',
    });
    expect(await cli.run([...create, 'other', 'nonsense', 'Other'])).toMatchObject({
      code: 2,
      stderr: 'cruddur: The email address is not one. (email_malformed)\n',
    });
    expect(await cli.json([...create, ' @zoë', 'zoe@example.com', 'Zoë \u200d'])).toMatchObject({ handle: 'zoë' });
    expect(await cli.run([...create, 'ZOE\u0308', 'zoe2@example.com', 'Zoë'])).toMatchObject({
      code: 1,
      stderr: 'cruddur: Somebody else has this handle. (handle_taken)\n',
    });
    expect((await cli.run(['cognito', 'token', '@vir'])).code).toBe(0);
    const users = await cli.json<{ handle: string }[]>(['cognito', 'list-users']);
    expect(users.map(({ handle }) => handle)).toEqual([...HANDLES, 'vir', 'zoë']);
  });

  it('gives ids to users who have none, after a dry run that changes nothing', async () => {
    await database.query('UPDATE users SET cognito_user_id = NULL');
    const sync = ['cognito', 'sync-user-ids'];
    const dry = await cli.json<Outcome>([...sync, '--dry-run']);
    expect(dry).toMatchObject({ applied: false, unchanged: [], conflicts: [] });
    expect(dry.updated.map(({ handle }) => handle).sort()).toEqual([...HANDLES].sort());
    const done = await cli.run(sync);
    expect(done.code).toBe(0);
    expect(done.stdout).toMatch(/\nbayko +updated +[\w-]{36} +-\n/);
    expect(done.stderr).toContain('updated 4, unchanged 0, ');
    expect(await cli.json<Outcome>(sync)).toMatchObject({ updated: [], unchanged: [{}, {}, {}, {}] });
  });

  it('keeps everybody as they were on a conflict, and fails, unless told to go on with the others', async () => {
    const subs = await database.query("SELECT cognito_user_id AS sub FROM users WHERE handle = 'bayko'");
    await database.query('UPDATE users SET cognito_user_id = NULL');
    await database.query(`UPDATE users SET cognito_user_id = '${String(subs[0]!['sub'])}' WHERE handle = 'londo'`);
    const sync = ['cognito', 'sync-user-ids'];
    const { code, stdout, stderr } = await cli.run(sync);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /\nbayko +conflict +[\w-]{36} +- +the pool’s user of this handle is linked to another user\n/,
    );
    expect(stdout).toContain('would be updated');
    expect(stderr).toContain('nothing was changed because of the conflicts; --skip-conflicts changes the others\n');
    expect(await database.query('SELECT FROM users WHERE cognito_user_id IS NOT NULL')).toHaveLength(1);
    expect((await cli.run([...sync, '--skip-conflicts'])).code).toBe(0);
    expect(await database.query('SELECT FROM users WHERE cognito_user_id IS NOT NULL')).toHaveLength(3);
  });

  it('syncs 1,500 users, page by page, of a pool that throttles', async () => {
    await database.query(
      `INSERT INTO users (handle, display_name, email)
       SELECT 'user' || i, 'User ' || i, 'user' || i || '@example.com' FROM generate_series(0, ${PEOPLE - 1}) AS i`,
    );
    const pool = new ScriptedPool(
      range(PEOPLE).map((i) => [
        { Name: 'sub', Value: randomUUID() },
        { Name: 'preferred_username', Value: `user${i}` },
      ]),
    );
    pool.refusals.push('TooManyRequestsException', 'TooManyRequestsException');
    try {
      const environment = { COGNITO_ENDPOINT: await pool.listen() };
      const { code, stdout, stderr } = await cli.run(['cognito', 'sync-user-ids'], { environment });
      expect({ code, updated: stdout.split('\n').filter((line) => / updated /.test(line)).length }).toEqual({
        code: 0,
        updated: PEOPLE,
      });
      expect(stderr).toContain(
        `updated ${PEOPLE}, unchanged 0, in the pool without a user 0, users not in the pool 4, `,
      );
    } finally {
      await pool.close();
    }
  });

  it.each(POOL_COMMANDS)('fails in one line when the pool is away: %s', async (...words) => {
    const outcome = await cli.run(['cognito', ...words], { environment: { COGNITO_ENDPOINT: `http://${NOBODY}` } });
    expect(outcome).toMatchObject({ code: 3, stdout: '' });
    expect(outcome.stderr).toMatch(/^cruddur: The user pool does not answer at http:\/\/127\.0\.0\.1:1: .*\n$/);
  });

  it.each(POOL_COMMANDS)('fails in one line when there is no such pool: %s', async (...words) => {
    const outcome = await cli.run(['cognito', ...words], { environment: { COGNITO_USER_POOL_ID: 'local_nothing' } });
    expect(outcome).toMatchObject({ code: 4, stdout: '' });
    expect(outcome.stderr).toMatch(/^cruddur: (there is no user pool|the user pool) local_nothing.*\n$/);
  });

  it.each(POOL_COMMANDS.filter(([name]) => name === 'sync-user-ids' || name === 'create-user'))(
    'fails in one line when Postgres is away, and leaves nobody in the pool: %s',
    async (...words) => {
      const environment = { DATABASE_URL: `postgres://u:p@${NOBODY}/users` };
      const outcome = await cli.run(['cognito', ...words], { environment });
      expect(outcome).toMatchObject({ code: 3, stdout: '' });
      expect(outcome.stderr).toMatch(/cruddur: Postgres does not answer at 127\.0\.0\.1:1: .*\n$/);
      expect(await cli.json<object[]>(['cognito', 'list-users'])).toHaveLength(4);
    },
  );

  it('asks for a password where everybody knows the usual one', async () => {
    const { code, stderr } = await cli.run([
      'cognito',
      'create-user',
      'vir',
      'vir@example.com',
      'Vir',
      '--prod',
      '--yes',
    ]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'cruddur: --prod asks for --password-file too\n' });
  });
});
