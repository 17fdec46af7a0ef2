import { spawnSync } from 'node:child_process';
import { PROJECT_ROOT } from '../../local-stack/settings/project';
import { Cli } from '../support/cli';

const CHANGES_THE_TABLE = [
  ['table', 'create'],
  ['table', 'drop'],
  ['table', 'seed'],
  ['conversations', 'send', 'andrewbrown', 'bayko', 'hi'],
  ['projector', 'rebuild'],
];
const CHANGES_THE_DATABASE = [
  ['db', 'connect'],
  ['db', 'create'],
  ['db', 'drop'],
  ['db', 'migrate'],
  ['db', 'rollback'],
  ['db', 'seed'],
  ['db', 'setup'],
  ['db', 'rename-user', '00000000-0000-4000-8000-000000000000', 'londo'],
  ['db', 'kill-sessions'],
  ['cognito', 'sync-user-ids'],
];

describe('how cruddur is used', () => {
  let cli: Cli;

  beforeAll(async () => {
    cli = await Cli.on({});
  });
  afterAll(() => cli.close());

  it('shows every command with --help', async () => {
    const { code, stdout } = await cli.run(['--help']);
    expect(code).toBe(0);
    for (const command of ['start', 'stack logs', 'db setup', 'conversations get', 'relay status']) {
      expect(stdout).toContain(`\n  ${command} `);
    }
    expect(stdout).not.toContain('completion');
  });

  it('comes with its parser alone, and a command loads what it needs when it runs', () => {
    const program = `require('./dist/apps/cli/src/program').program(); require('./dist/apps/cli/src/describe-error')`;
    const loaded = `${program}; Object.keys(require.cache).join('\\n')`;
    const { stdout } = spawnSync(process.execPath, ['-p', loaded], { cwd: PROJECT_ROOT, encoding: 'utf8' });
    const packages = [...stdout.matchAll(/\/node_modules\/((?:@[^/]+\/)?[^/]+)/g)].map(([, name]) => name);
    expect(new Set(packages)).toEqual(new Set(['commander']));
  });

  it('shows what a command takes, with an example', async () => {
    const { code, stdout } = await cli.run(['table', 'scan', '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('--limit <items>');
    expect(stdout).toMatch(/\nExample: cruddur table scan --limit 20\n$/);
  });

  it.each([
    ['tab', 'table'],
    ['table sc', 'scan'],
    ['table scan --li', '--limit'],
    ['conv', 'conversations'],
  ])('is completed by the shell: %s', async (typed, completed) => {
    const { stdout: script } = await cli.run(['completion-script']);
    const words = `cruddur ${typed}`.split(' ');
    const press = `COMP_WORDS=(${words.join(' ')}); COMP_CWORD=${words.length - 1}`;
    const lines = [script, press, '_cruddur', 'echo "${COMPREPLY[@]}"'];
    const { stdout } = spawnSync('bash', ['--norc', '-c', lines.join('\n')], { encoding: 'utf8' });
    expect(stdout).toBe(`${completed}\n`);
  });

  it('says its version', async () => {
    expect(await cli.run(['--version'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string,
    });
  });

  it.each([
    [['tabel', 'list'], "cruddur: unknown command 'tabel'"],
    [['table', 'lsit'], 'cruddur: table has no command lsit; there are create, list, scan, seed, copy, migrate, drop'],
    [['table', 'list', 'more'], 'cruddur: too many arguments'],
    [['table', 'list', '--bogus'], "cruddur: unknown option '--bogus'"],
    [['conversations', 'get', 'bayko'], "cruddur: missing required argument 'otherHandleOrGroup'"],
    [['conversations', 'get', 'bayko', 'londo', '--limit', '0'], 'cruddur: --limit is a whole number from 1 to 200'],
    [['conversations', 'get', 'bayko', 'londo', '--before', 'x'], 'cruddur: --before is a whole number of 1 or more'],
    [['conversations', 'changes', 'x'], "cruddur: required option '--as <handle>' not specified"],
    [
      ['conversations', 'changes', 'x', '--as', 'bayko', '--after-number', '-1'],
      'cruddur: --after-number is a whole number, not -1',
    ],
    [['table', 'scan', '--limit', '1.5'], 'cruddur: --limit is a whole number of 1 or more, not 1.5'],
    [
      ['conversations', 'send', 'bayko', 'londo', ' '],
      'cruddur: A message needs something that can be seen. (message_blank)',
    ],
    [
      ['conversations', 'send', 'bayko', 'londo', 'x'.repeat(1_025)],
      'cruddur: A message has at most 1024 characters. (message_exceed_max_chars_1024)',
    ],
    [['projector', 'rebuild', '--group', 'x'], 'cruddur: --group is the uuid of a conversation, not x'],
    [['db', 'migration', 'Add Avatar'], 'cruddur: a migration is named as in add-user-avatar'],
    [['start', '--services', 'cloud'], 'cruddur: --services is docker or local, not cloud'],
  ])('ends with 2 and says what is wrong: %j', async (args, line) => {
    const { code, stdout, stderr } = await cli.run(args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(line);
  });

  it.each([
    ['DATABASE_URL', 'nonsense'],
    ['DATABASE_URL', 'mysql://user:password@localhost/users'],
    ['DYNAMODB_ENDPOINT', 'localhost:8000'],
    ['COGNITO_ENDPOINT', 'ftp://localhost:9229'],
  ])('ends with 2 and names a variable that is no good: %s=%s', async (name, value) => {
    const { code, stderr } = await cli.run(['db', 'seed'], { environment: { [name]: value } });
    expect(code).toBe(2);
    expect(stderr).toContain(`${name}: expected `);
  });

  it('ends with 2 where an argument is not UTF-8, instead of sending other text', async () => {
    const bytes = Buffer.from('caf\xe9', 'latin1').toString();
    const { code, stderr } = await cli.run(['conversations', 'send', 'andrewbrown', 'bayko', bytes]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'cruddur: an argument is not UTF-8 (or has a U+FFFD): caf\uFFFD\n',
    });
  });

  it('shows help, and ends with 2, for a first word without a second', async () => {
    const { code, stderr } = await cli.run(['table']);
    expect(code).toBe(2);
    expect(stderr).toContain('table create');
  });

  it.each(CHANGES_THE_TABLE)('changes a table elsewhere only with --prod: %s %s', async (...args) => {
    const environment = { DYNAMODB_ENDPOINT: 'https://dynamodb.us-east-1.amazonaws.com' };
    const { code, stderr } = await cli.run(args, { environment });
    expect(stderr).toMatch(
      /^cruddur: table cruddur-messages \(.*\) (is|are) not on this machine: --prod says that (it is|they are) meant\n$/,
    );
    expect(code).toBe(2);
  });

  it.each(CHANGES_THE_DATABASE)('changes a database elsewhere only with --prod: %s %s', async (...args) => {
    const { code, stderr } = await cli.run(args, {
      environment: { DATABASE_URL: 'postgres://u:p@db.example.com/prod' },
    });
    expect(stderr).toBe(
      'cruddur: database prod (db.example.com) is not on this machine: --prod says that it is meant\n',
    );
    expect(code).toBe(2);
  });

  it.each([CHANGES_THE_TABLE[1]!, CHANGES_THE_DATABASE[2]!])(
    'asks before it changes production: %s %s',
    async (...args) => {
      const { code, stdout, stderr } = await cli.run([...args, '--prod'], { input: 'yes\n' });
      expect(stderr).toContain('This changes production: ');
      expect(stderr).toContain('cruddur: not confirmed, so nothing was changed');
      expect(stdout).toBe('');
      expect(code).toBe(2);
    },
  );

  it('works on a stack with the usual ports where nothing names another', async () => {
    const environment = { DATABASE_URL: '', DYNAMODB_ENDPOINT: '', POSTGRES_PORT: '1', DYNAMODB_PORT: '1' };
    const database = await cli.run(['db', 'seed'], { environment });
    expect(database).toMatchObject({ code: 3, stderr: expect.stringContaining('127.0.0.1:1: ') as string });
    const table = await cli.run(['table', 'list'], { environment });
    expect(table).toMatchObject({ code: 3, stderr: expect.stringContaining('http://127.0.0.1:1: ') as string });
  });

  it('takes nothing for granted with --prod', async () => {
    const environment = { DATABASE_URL: '', DYNAMODB_ENDPOINT: '', AWS_EC2_METADATA_DISABLED: 'true' };
    expect(await cli.run(['db', 'seed', '--prod'], { environment })).toMatchObject({
      code: 2,
      stderr: 'cruddur: DATABASE_URL is not set, and --prod takes no other word for it\n',
    });
    const credentials = {
      AWS_ACCESS_KEY_ID: '',
      AWS_PROFILE: '',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    };
    const list = await cli.run(['table', 'list', '--prod'], { environment: { ...environment, ...credentials } });
    expect(list.stderr).toContain('cruddur: DynamoDB refuses the credentials (AWS us-east-1)');
    expect(list.code).toBe(1);
  });
});
