import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PROJECT_ROOT } from '../../local-stack/settings/project';
import type { PartStatus } from '../../local-stack/supervision/stack';
import { evaluated, inspectorTargets } from '../support/debugger';
import { eventually } from '../support/eventually';
import type { GroupBody, MessageBody } from '../support/rest-client';
import { PROGRAM, StartedStack } from '../support/started-stack';

const APPS = ['gateway', 'group-projector', 'messages', 'stream-relay', 'users'];
const SERVICES = ['cognito-local', 'dynamodb-local', 'kafka', 'postgres'];
const MESSAGES = join(PROJECT_ROOT, 'dist/apps/messages/src/main.js');
/** Configuration that lacks what it needs, in the process that is debugged. */
const FAILS_IN_OUR_CODE = `try {
  require(${JSON.stringify(join(PROJECT_ROOT, 'dist/libs/common/src/config'))}).loadConfig({ X: { safeParse() {} } }, {});
} catch (error) { error.stack }`;
const execute = promisify(execFile);

describe('a started stack and the commands that steer it', () => {
  let stack: StartedStack;

  beforeAll(async () => {
    stack = await StartedStack.plan();
    stack.start();
    await stack.says('Ctrl-C stops the stack');
  });
  afterAll(() => stack.forget());

  const paste = async <Answer>(line: string): Promise<Answer> => {
    const { stdout } = await execute('bash', ['--norc', '-c', line], { cwd: PROJECT_ROOT, env: stack.environment });
    return JSON.parse(stdout) as Answer;
  };

  const ready = async (port: string): Promise<unknown> =>
    (await fetch(`http://127.0.0.1:${stack.environment[port]}/health/ready`)).json();

  it('lists every service and app as healthy', async () => {
    await stack.healthy();
    const parts = JSON.parse((await stack.cruddur('stack', 'status', '--json')).stdout) as PartStatus[];
    expect(parts.map(({ health }) => health)).toEqual(parts.map(() => 'ok'));
    expect(parts.map(({ name }) => name).sort()).toEqual([...APPS, ...SERVICES].sort());
    for (const app of APPS) expect(parts.find(({ name }) => name === app)!.pid).toEqual(expect.any(Number));
  });

  it('prints three curl lines that work when pasted', async () => {
    const lines = stack.output.split('\n').filter((line) => line.startsWith('curl '));
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
    expect((await stack.cruddur('cognito', 'token', 'londo')).stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    expect(await stack.cruddur('cognito', 'token', 'nobody')).toMatchObject({
      code: 4,
      stdout: '',
      stderr: 'cruddur: The user pool knows no nobody\n',
    });
  });

  it('is where all commands work that are told of no other place', async () => {
    const { PATH, HOME, CRUDDUR_FOLDER } = stack.environment;
    const { stdout } = await execute(process.execPath, [PROGRAM, 'conversations', 'list', 'andrewbrown', '--json'], {
      env: { PATH, HOME, CRUDDUR_FOLDER },
    });
    expect(JSON.parse(stdout)).toMatchObject({ message_groups: [{ handle: 'bayko' }] });
  });

  it('prints the log of one part', async () => {
    const { stdout } = await stack.cruddur('stack', 'logs', 'gateway');
    expect(stdout).toContain('listening on');
  });

  it('stops one part, and says so in its status, until it is restarted', async () => {
    expect(await stack.cruddur('stack', 'stop', 'group-projector')).toMatchObject({ code: 0 });
    expect(await stack.statusOf('group-projector')).toMatchObject({ pid: null, health: 'not running' });
    expect(await stack.cruddur('stack', 'restart', 'group-projector')).toMatchObject({ code: 0 });
    await eventually(async () => expect(await stack.statusOf('group-projector')).toMatchObject({ health: 'ok' }));
  });

  it('tells the variables with which alone a service runs that is started by hand', async () => {
    const byHand = await stack.cruddur('stack', 'env', 'messages', '--export');
    expect(await stack.cruddur('stack', 'stop', 'messages')).toMatchObject({ code: 0 });
    const service = spawn('/bin/sh', ['-c', `${byHand.stdout}\nexec "${process.execPath}" ${MESSAGES}`], {
      env: {},
      stdio: 'ignore',
    });
    await eventually(async () => expect(await ready('MESSAGES_PORT')).toMatchObject({ status: 'ok' }));
    service.kill();
    expect(await once(service, 'exit')).toEqual([0, null]);
    expect(await stack.cruddur('stack', 'restart', 'messages')).toMatchObject({ code: 0 });

    const asJson = JSON.parse((await stack.cruddur('stack', 'env', 'messages', '--json')).stdout) as object;
    const { stdout } = await stack.cruddur('stack', 'env', 'messages');
    expect(stdout).toBe(
      Object.entries(asJson)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(''),
    );
  });

  it('lets a debugger attach to a service, and shows it the lines of the sources, until restarted without', async () => {
    const port = stack.environment['USERS_INSPECTOR_PORT']!;
    const { stdout } = await stack.cruddur('stack', 'restart', 'users', '--inspect');
    expect(stdout).toBe(`users is ready again; a debugger attaches at 127.0.0.1:${port}\n`);
    const [target] = await inspectorTargets(port);
    expect(target).toMatchObject({ type: 'node', webSocketDebuggerUrl: expect.stringContaining(port) as string });
    expect(await evaluated(target!.webSocketDebuggerUrl, FAILS_IN_OUR_CODE)).toMatch(
      /at .*libs\/common\/src\/.*\.ts:\d+:\d+/,
    );

    expect(await stack.cruddur('stack', 'restart', 'users')).toMatchObject({ stdout: 'users is ready again\n' });
    await expect(inspectorTargets(port)).rejects.toThrow('fetch failed');
  });

  it('starts an app again that has crashed', async () => {
    const before = await stack.statusOf('users');
    process.kill(before.pid!, 'SIGKILL');
    await eventually(async () => {
      const after = await stack.statusOf('users');
      expect(after).toMatchObject({ health: 'ok' });
      expect(after.pid).not.toBe(before.pid);
      expect(stack.output).toContain('users ended by SIGKILL; starting it again');
    });
  });

  it.each([
    [['stack', 'stop', 'gatway'], 4, 'cruddur: nothing here is called gatway; there are'],
    [['stack', 'restart', 'gatway'], 4, 'cruddur: nothing here is called gatway; there are'],
    [['stack', 'logs', 'gatway'], 4, 'cruddur: nothing here is called gatway; there are'],
    [['stack', 'env', 'kafka'], 4, 'cruddur: nothing here is called kafka; there are gateway, '],
    [['stack', 'restart', 'kafka'], 1, 'cruddur: kafka was not started here'],
    [['start'], 1, 'cruddur: a stack runs here already'],
    [['reset'], 1, 'cruddur: the stack is running'],
  ])('refuses what it cannot do in one line: %j', async (args, exitCode, line) => {
    const { code, stderr } = await stack.cruddur(...args);
    expect(code).toBe(exitCode);
    expect(stderr).toContain(line);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('stops everything on Ctrl-C, the gateway first', async () => {
    const pids = (await stack.status()).flatMap(({ pid }) => pid ?? []);
    expect(await stack.signal('SIGINT')).toBe(0);
    for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    expect(stack.output).toMatch(/stopped gateway[^]*stopped messages/);
  });

  it('says that no stack is running, and fails, once it has stopped', async () => {
    for (const args of [
      ['stack', 'status'],
      ['stack', 'logs', 'gateway'],
    ]) {
      expect(await stack.cruddur(...args)).toMatchObject({
        code: 1,
        stderr: 'cruddur: no stack is running here: start one with npm start\n',
      });
    }
  });
});
