import { isRunning } from '../../local-stack/supervision/pid-file';
import { eventually } from '../support/eventually';
import { StartedStack } from '../support/started-stack';

const APPS = ['gateway', 'group-projector', 'messages', 'stream-relay', 'users'];

describe('a stack whose start is cut off from those who watch it', () => {
  let stack: StartedStack;

  const pids = async (): Promise<number[]> => (await stack.status()).flatMap(({ pid }) => pid ?? []);
  const expectGone = (gone: number[]): void => expect(gone.filter((pid) => isRunning(pid))).toEqual([]);

  beforeAll(async () => {
    stack = await StartedStack.plan();
  });
  afterAll(() => stack.forget());

  it('comes up although nobody reads its output', async () => {
    const supervisor = stack.start();
    supervisor.stdout!.destroy();
    supervisor.stderr!.destroy();
    await stack.healthy();
    expect(supervisor.exitCode).toBeNull();
  });

  it('is known, and said to be left behind, after its supervisor was killed', async () => {
    const running = await pids();
    expect(await stack.signal('SIGKILL')).toBe('SIGKILL');
    const { code, stdout, stderr } = await stack.cruddur('stack', 'status');
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'cruddur: the start of these was killed: cruddur stack stop ends them, and so does the next start\n',
    });
    for (const app of APPS) expect(stdout).toMatch(new RegExp(`\n${app} +\\d+ +- +left behind +`));
    expect((await pids()).sort()).toEqual(running.sort());
    expect((await stack.cruddur('stack', 'logs', 'gateway')).stdout).toContain('listening on');
  });

  it('is ended part by part or as a whole by stack stop', async () => {
    const running = await pids();
    expect(await stack.cruddur('stack', 'stop', 'gatway')).toMatchObject({ code: 4 });
    expect(await stack.cruddur('stack', 'stop', 'gateway')).toMatchObject({ code: 0, stdout: 'gateway is stopped\n' });
    expect(await pids()).toHaveLength(APPS.length - 1);
    expect(await stack.cruddur('stack', 'stop')).toMatchObject({ code: 0, stdout: 'the stack is stopped\n' });
    expectGone(running);
    expect(await stack.cruddur('stack', 'stop')).toMatchObject({
      code: 1,
      stderr: 'cruddur: no stack is running here: start one with npm start\n',
    });
  });

  it('is ended by the next start', async () => {
    stack.start();
    await stack.says('messages ready');
    await eventually(async () => expect(await pids()).toHaveLength(APPS.length));
    const running = await pids();
    await stack.signal('SIGKILL');
    stack.start();
    await stack.says('ending gateway');
    await stack.says('ready at');
    expectGone(running);
  });

  it('stops in its order when the terminal closes, with nobody to tell', async () => {
    await stack.healthy();
    const running = await pids();
    stack.supervisor!.stdout!.destroy();
    stack.supervisor!.stderr!.destroy();
    expect(await stack.signal('SIGHUP')).toBe(0);
    expectGone(running);
  });
});
