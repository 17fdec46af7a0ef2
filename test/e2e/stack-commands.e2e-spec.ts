import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PROJECT_ROOT } from '../../apps/cli/src/project';
import { freeStackPorts, portEnvironment } from '../../apps/cli/src/stack/ports';
import type { PartStatus } from '../../apps/cli/src/stack/stack';
import { eventually } from '../support/eventually';
import type { GroupBody, MessageBody } from '../support/rest-client';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { uniqueName } from '../support/unique';

const CLI = join(PROJECT_ROOT, 'apps/cli/bin/cruddur.js');
const APPS = ['gateway', 'group-projector', 'messages', 'stream-relay', 'users'];
const SERVICES = ['cognito-local', 'dynamodb-local', 'kafka', 'postgres'];
const execute = promisify(execFile);

/** One `cruddur start` beside any other stack: its own folder, ports and names, on the services of this test run. */
describe('a started stack and the commands that steer it', () => {
  let database: TestDatabase;
  let environment: NodeJS.ProcessEnv;
  let start: ChildProcess;
  let output = '';

  beforeAll(async () => {
    database = await createTestDatabase();
    const name = uniqueName('stack');
    environment = {
      ...process.env,
      ...portEnvironment(await freeStackPorts()),
      DATABASE_URL: database.url,
      TABLE_NAME: `${name}-messages`,
      LEASE_TABLE_NAME: `${name}-leases`,
      KAFKA_TOPIC_PREFIX: `${name}.`,
      CRUDDUR_FOLDER: await mkdtemp('/tmp/cruddur-'),
    };
    start = spawn(process.execPath, [CLI, 'start'], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    start.stdout!.on('data', (chunk) => (output += String(chunk)));
    start.stderr!.on('data', (chunk) => (output += String(chunk)));
    await eventually(() => {
      if (start.exitCode !== null) throw new Error(output);
      expect(output).toContain('Ctrl-C stops the stack');
    }, 240_000);
  });

  afterAll(async () => {
    if (start.exitCode === null) {
      start.kill('SIGINT');
      await once(start, 'exit');
    }
    await database.drop();
    await rm(environment['CRUDDUR_FOLDER']!, { recursive: true, force: true });
  });

  const cruddur = async (...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> => {
    try {
      return { code: 0, ...(await execute(process.execPath, [CLI, ...args], { env: environment })) };
    } catch (error) {
      return error as { code: number; stdout: string; stderr: string };
    }
  };
  const paste = async <Answer>(line: string): Promise<Answer> => {
    const { stdout } = await execute('bash', ['-c', line], { cwd: PROJECT_ROOT, env: environment });
    return JSON.parse(stdout) as Answer;
  };
  const status = async (): Promise<PartStatus[]> =>
    JSON.parse((await cruddur('stack', 'status', '--json')).stdout) as PartStatus[];
  const statusOf = async (name: string): Promise<PartStatus> => (await status()).find((part) => part.name === name)!;

  it('lists every service and app as healthy', async () => {
    const parts = await eventually(async () => {
      const all = await status();
      expect(all.filter(({ health }) => health !== 'ok')).toEqual([]);
      return all;
    });
    expect(parts.map(({ name }) => name).sort()).toEqual([...APPS, ...SERVICES].sort());
    for (const app of APPS) expect(parts.find(({ name }) => name === app)!.pid).toEqual(expect.any(Number));
  });

  it('prints three curl lines that work when pasted', async () => {
    const lines = output.split('\n').filter((line) => line.startsWith('curl '));
    expect(lines).toHaveLength(3);
    const [list, read, send] = lines as [string, string, string];
    const groups = await paste<GroupBody[]>(list);
    const messages = await paste<MessageBody[]>(read);
    const sent = await paste<MessageBody>(send);
    expect(groups).toEqual([expect.objectContaining({ handle: 'bayko' })]);
    expect(messages.length).toBeGreaterThanOrEqual(40);
    expect(sent).toMatchObject({ handle: 'andrewbrown', message: 'Hello from curl' });
  });

  it('prints a token alone, and one clear line for a handle that nobody has', async () => {
    expect((await cruddur('cognito', 'token', 'londo')).stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    expect(await cruddur('cognito', 'token', 'nobody')).toMatchObject({
      code: 4,
      stdout: '',
      stderr: 'cruddur: The user pool knows no nobody\n',
    });
  });

  it('is where all commands work that are told of no other place', async () => {
    const { PATH, HOME, CRUDDUR_FOLDER } = environment;
    const { stdout } = await execute(process.execPath, [CLI, 'conversations', 'list', 'andrewbrown', '--json'], {
      env: { PATH, HOME, CRUDDUR_FOLDER },
    });
    expect(JSON.parse(stdout)).toMatchObject({ message_groups: [{ handle: 'bayko' }] });
  });

  it('prints the log of one part', async () => {
    const { stdout } = await cruddur('stack', 'logs', 'gateway');
    expect(stdout).toContain('listening on');
  });

  it('stops one part, and says so in its status, until it is restarted', async () => {
    expect(await cruddur('stack', 'stop', 'group-projector')).toMatchObject({ code: 0 });
    expect(await statusOf('group-projector')).toMatchObject({ pid: null, health: 'not running' });
    expect(await cruddur('stack', 'restart', 'group-projector')).toMatchObject({ code: 0 });
    await eventually(async () => expect(await statusOf('group-projector')).toMatchObject({ health: 'ok' }));
  });

  it('starts an app again that has crashed', async () => {
    const before = await statusOf('users');
    process.kill(before.pid!, 'SIGKILL');
    await eventually(async () => {
      const after = await statusOf('users');
      expect(after).toMatchObject({ health: 'ok' });
      expect(after.pid).not.toBe(before.pid);
      expect(output).toContain('users ended by SIGKILL; starting it again');
    });
  });

  it.each([
    [['stack', 'stop', 'gatway'], 'cruddur: nothing here is called gatway; there are'],
    [['stack', 'restart', 'kafka'], 'cruddur: kafka was not started here'],
    [['start'], 'cruddur: a stack runs here already'],
    [['reset'], 'cruddur: the stack is running'],
  ])('refuses what it cannot do in one line: %j', async (args, line) => {
    const { code, stderr } = await cruddur(...args);
    expect(code).toBe(1);
    expect(stderr).toContain(line);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('stops everything on Ctrl-C, the gateway first', async () => {
    const pids = (await status()).flatMap(({ pid }) => pid ?? []);
    start.kill('SIGINT');
    // Which is when all of its output is here, too.
    const [code] = (await once(start, 'close')) as [number | null];
    expect(code).toBe(0);
    for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    expect(output).toMatch(/stopped gateway[^]*stopped messages/);
  });

  it('says that no stack is running, and fails, once it has stopped', async () => {
    for (const args of [
      ['stack', 'status'],
      ['stack', 'logs', 'gateway'],
    ]) {
      expect(await cruddur(...args)).toMatchObject({
        code: 1,
        stderr: 'cruddur: no stack is running here: start one with npm start\n',
      });
    }
  });
});
