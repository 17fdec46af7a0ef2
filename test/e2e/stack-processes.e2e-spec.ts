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

  /** All at once: each look probes every part. */
  const status = async (): Promise<Map<string, PartStatus>> =>
    new Map((await new ControlClient(stack.folder).status()).map((part) => [part.name, part]));
  const partCalled = async (name: string): Promise<PartStatus> => (await status()).get(name)!;
  const pidsOf = async (names: string[]): Promise<number[]> => {
    const parts = await status();
    return names.map((name) => parts.get(name)!.pid!);
  };
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
    const environments = await Promise.all((await pidsOf(parts)).map(environmentOf));
    expect(parts.filter((_name, index) => variable in environments[index]!)).toEqual(knowing);
  });

  const comesBackFromAKill = async (name: string): Promise<void> => {
    const before = (await partCalled(name)).pid!;
    const family = await familyOf(before);
    const killedAt = performance.now();
    process.kill(before, 'SIGKILL');
    await eventually(async () => {
      const part = await partCalled(name);
      expect(part).toMatchObject({ health: 'ok' });
      expect(part.pid).not.toBe(before);
    }, 60_000);
    console.info(`${name} is back after ${((performance.now() - killedAt) / 1_000).toFixed(1)} s`);
    await allGone(family);
    expect(stack.output).not.toContain('starting it again in 0.2 s');
  };

  it.each([...SERVICES, 'gateway', 'messages'])('come back by themselves when one is killed: %s', comesBackFromAKill);

  it('come back by themselves when all five of ours are killed at once', async () => {
    await Promise.all(APPS.map(comesBackFromAKill));
  });

  it('are restarted, though they were killed just before', async () => {
    for (const pid of await pidsOf(SERVICES)) process.kill(pid, 'SIGKILL');
    const restarted = SERVICES.map((name) => stack.cruddur('stack', 'restart', name));
    for (const [index, outcome] of (await Promise.all(restarted)).entries()) {
      expect(outcome).toMatchObject({ code: 0, stdout: `${SERVICES[index]} is ready again\n` });
    }
    const parts = await status();
    for (const name of SERVICES) expect(parts.get(name)).toMatchObject({ health: 'ok' });
  });

  it('leave nobody behind at Ctrl-C, though some were killed just before', async () => {
    await stack.healthy();
    const family = await familyOf(stack.supervisor!.pid!);
    for (const pid of await pidsOf(SERVICES)) process.kill(pid, 'SIGKILL');
    expect(await stack.signal('SIGINT')).toBe(0);
    await allGone(family);
    expect((await listeners()).filter(({ port }) => ports().includes(port))).toEqual([]);
  });

  it('start again on what those left behind', async () => {
    stack.start();
    await stack.says('Ctrl-C stops the stack');
  });
});
