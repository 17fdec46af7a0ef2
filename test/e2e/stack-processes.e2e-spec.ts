import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ControlClient } from '../../local-stack/control/control-client';
import { listeners } from '../../local-stack/ports/listeners';
import { STACK_PORTS } from '../../local-stack/ports/ports';
import { isRunning } from '../../local-stack/supervision/pid-file';
import type { PartStatus } from '../../local-stack/supervision/stack';
import { describeWith } from '../support/describe-with';
import { eventually } from '../support/eventually';
import { environmentOf, familyOf, listeningAddresses } from '../support/processes';
import { StartedStack } from '../support/started-stack';

const APPS = ['gateway', 'group-projector', 'messages', 'stream-relay', 'users'];
const SERVICES = ['cognito-local', 'dynamodb-local', 'kafka', 'postgres'];
/** 127.0.0.1, ::1 and 127.0.0.1 among the addresses of IPv6, as /proc/net/tcp and tcp6 write them. */
const LOOPBACK = ['0100007F', '00000000000000000000000001000000', '0000000000000000FFFF00000100007F'];

const SECRETS = {
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'aws-secret',
  KAFKA_SASL_PASSWORD: 'kafka-secret',
  SOMEBODY_ELSES_TOKEN: 'other-secret',
};

describeWith(['java', 'mvn', 'setpriv'], 'the processes of a stack', () => {
  let stack: StartedStack;

  beforeAll(async () => {
    stack = await StartedStack.planAlone(SECRETS);
    stack.start();
    await stack.says('Ctrl-C stops the stack');
  });
  afterAll(() => stack.forget());

  const partCalled = async (name: string): Promise<PartStatus> =>
    (await new ControlClient(stack.folder).status()).find((part) => part.name === name)!;
  const pidOf = async (name: string): Promise<number> => (await partCalled(name)).pid!;
  /** Those of inspectors, which listen only where a debugger is asked for, apart. */
  const ports = (): number[] =>
    Object.keys(STACK_PORTS)
      .filter((variable) => !variable.endsWith('_INSPECTOR_PORT'))
      .map((variable) => Number(stack.environment[variable]));
  const allGone = (pids: number[]): Promise<void> =>
    eventually(() => expect(pids.filter((pid) => isRunning(pid))).toEqual([]));

  it('listen on the loopback address alone', async () => {
    const family = await familyOf(stack.supervisor!.pid!);
    const found = await listeningAddresses(family);
    expect(found.filter(({ address }) => !LOOPBACK.includes(address))).toEqual([]);
    // And Kafka's controller, whose port is any.
    expect(found).toHaveLength(ports().length + 1);
    expect(found.map(({ port }) => port)).toEqual(expect.arrayContaining(ports()));
  });

  it('keep what they store and log from other users', async () => {
    for (const path of ['', 'data', 'logs', 'data/cognito-local', 'logs/users.log', 'data/cognito-local/.cognito/db']) {
      expect({ path, open: (await stat(join(stack.folder, path))).mode & 0o077 }).toEqual({ path, open: 0 });
    }
  });

  it.each([
    ['DATABASE_URL', ['users']],
    ['COGNITO_USER_POOL_ID', ['users']],
    ['AWS_SECRET_ACCESS_KEY', APPS],
    ['KAFKA_SASL_PASSWORD', APPS],
    ['SOMEBODY_ELSES_TOKEN', []],
  ])('know %s if they are one of %j', async (variable, knowing) => {
    const parts = [...APPS, ...SERVICES];
    const environments = await Promise.all(parts.map(async (name) => environmentOf(await pidOf(name))));
    expect(parts.filter((_name, index) => variable in environments[index]!)).toEqual(knowing);
  });

  it.each([...SERVICES, ...APPS])('come back by themselves when one is killed: %s', async (name) => {
    const before = await pidOf(name);
    const family = await familyOf(before);
    process.kill(before, 'SIGKILL');
    await eventually(async () => {
      const part = await partCalled(name);
      expect(part).toMatchObject({ health: 'ok' });
      expect(part.pid).not.toBe(before);
    }, 60_000);
    await allGone(family);
    expect(stack.output).not.toContain('starting it again in 0.2 s');
  });

  it.each(SERVICES)('are restarted, whoever of them was killed just before: %s', async (name) => {
    process.kill(await pidOf(name), 'SIGKILL');
    expect(await stack.cruddur('stack', 'restart', name)).toMatchObject({
      code: 0,
      stdout: `${name} is ready again\n`,
    });
    expect(await partCalled(name)).toMatchObject({ health: 'ok' });
  });

  it('leave nobody behind at Ctrl-C, though some were killed just before', async () => {
    await stack.healthy();
    const family = await familyOf(stack.supervisor!.pid!);
    for (const name of SERVICES) process.kill(await pidOf(name), 'SIGKILL');
    expect(await stack.signal('SIGINT')).toBe(0);
    await allGone(family);
    expect((await listeners()).filter(({ port }) => ports().includes(port))).toEqual([]);
  });

  it('start again on what those left behind', async () => {
    stack.start();
    await stack.says('Ctrl-C stops the stack');
  });
});
