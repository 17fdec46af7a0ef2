import { stat } from 'node:fs/promises';
import { join } from 'node:path';
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

  const pidOf = async (name: string): Promise<number> => (await stack.statusOf(name)).pid!;

  it('listen on the loopback address alone', async () => {
    const family = await familyOf(stack.supervisor!.pid!);
    const found = await listeningAddresses(family);
    expect(found.filter(({ address }) => !LOOPBACK.includes(address))).toEqual([]);
    const ports = Object.entries(stack.environment).filter(([name]) => name.endsWith('_PORT'));
    const listening = found.map(({ port }) => port);
    expect(ports.filter(([, port]) => !listening.includes(Number(port)))).toEqual([]);
    // And Kafka's controller.
    expect(found).toHaveLength(ports.length + 1);
  });

  it('keep what they store and log from other users', async () => {
    for (const path of ['', 'data', 'logs', 'data/cognito-local', 'logs/users.log', 'data/cognito-local/.cognito/db']) {
      expect({ path, open: (await stat(join(stack.folder, path))).mode & 0o077 }).toEqual({ path, open: 0 });
    }
  });

  it.each([
    ['DATABASE_URL', ['users']],
    ['COGNITO_USER_POOL_ID', ['users']],
    ['AWS_SECRET_ACCESS_KEY', ['group-projector', 'messages', 'stream-relay', 'users']],
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
      const part = await stack.statusOf(name);
      expect(part).toMatchObject({ health: 'ok' });
      expect(part.pid).not.toBe(before);
    }, 60_000);
    const now = await familyOf(await pidOf(name));
    const left = (await familyOf(stack.supervisor!.pid!)).filter((pid) => family.includes(pid) && !now.includes(pid));
    expect(left).toEqual([]);
    expect(stack.output).not.toContain('starting it again in 1 s');
  });

  it.each(SERVICES)('are restarted, whoever of them was killed just before: %s', async (name) => {
    process.kill(await pidOf(name), 'SIGKILL');
    expect(await stack.cruddur('stack', 'restart', name)).toMatchObject({
      code: 0,
      stdout: `${name} is ready again\n`,
    });
    expect(await stack.statusOf(name)).toMatchObject({ health: 'ok' });
  });

  it('leave nobody behind at Ctrl-C, though some were killed just before', async () => {
    await stack.healthy();
    const family = await familyOf(stack.supervisor!.pid!);
    for (const name of SERVICES) process.kill(await pidOf(name), 'SIGKILL');
    expect(await stack.signal('SIGINT')).toBe(0);
    await eventually(() => {
      for (const pid of family) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    });
    expect(await listeningAddresses(family)).toEqual([]);
  });

  it('start again on what those left behind', async () => {
    stack.start();
    await stack.says('Ctrl-C stops the stack');
  });
});
