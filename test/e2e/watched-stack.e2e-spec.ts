import { spawnSync } from 'node:child_process';
import { ProjectCopy } from '../support/project-copy';
import { eventually } from '../support/eventually';
import { StartedStack } from '../support/started-stack';

const CONTROLLER = 'apps/gateway/src/health-check/health-check.controller.ts';
const SHARED = 'libs/common/src/health/readiness.ts';
const PAGE = 'apps/web/index.html';

describe('a stack that watches its sources', () => {
  let project: ProjectCopy;
  let stack: StartedStack;

  beforeAll(async () => {
    project = await ProjectCopy.make();
    stack = await StartedStack.plan();
    stack.start({ program: project.program, options: ['--watch'] });
    await stack.says('watching the sources');
  });
  afterAll(async () => {
    await stack.forget();
    await project.forget();
  });

  const read = async (port: string, path: string): Promise<unknown> =>
    (await fetch(`http://127.0.0.1:${stack.environment[port]}${path}`)).json();
  const pids = async (): Promise<Record<string, number | null>> =>
    Object.fromEntries((await stack.status()).map(({ name, pid }) => [name, pid]));

  it('shows the logs of the services as text, each behind its name', () => {
    expect(stack.output).toMatch(/^gateway +\| .*INFO.*listening on/m);
    expect(stack.output).toMatch(/^group-projector +\| .*INFO.*listening on/m);
  });

  it('shows the page as it is saved, and as a page of its gateway', async () => {
    const [, address = ''] = /Open (\S+) in two windows/.exec(stack.output) ?? [];
    expect(new URL(address).port).not.toBe(stack.environment['GATEWAY_PORT']);
    const shown = async (): Promise<string> => (await fetch(address)).text();
    expect(await shown()).toContain('<title>Cruddur</title>');
    await project.edit(PAGE, '<title>Cruddur', '<title>Cruddur, saved');
    await eventually(async () => expect(await shown()).toContain('<title>Cruddur, saved</title>'));
    const settings: unknown = await (await fetch(new URL('/config.json', address))).json();
    expect(settings).toEqual(await read('GATEWAY_PORT', '/config.json'));
    expect(settings).toMatchObject({ sign_in: { kind: 'password' }, stack_status: true });
    expect(await read('GATEWAY_PORT', '/stack-status.json')).toContainEqual(
      expect.objectContaining({ name: 'gateway', state: 'ok' }),
    );
  });

  it('restarts the service that runs a saved file, and no other', async () => {
    const { gateway: before, ...others } = await pids();
    await project.edit(CONTROLLER, 'return {', "return { ...{ saved: 'once' },");
    await eventually(async () =>
      expect(await read('GATEWAY_PORT', '/api/health-check')).toMatchObject({ saved: 'once', success: true }),
    );
    const { gateway: after, ...still } = await pids();
    expect(after).not.toBe(before);
    expect(still).toEqual(others);
  });

  it('goes on as it is while there is an error of types, which it shows', async () => {
    const before = await pids();
    await project.edit(CONTROLLER, "'once' }, success: true,", "'twice' }, success: 'no',");
    await stack.says('nothing is restarted until that is mended');
    expect(stack.output).toMatch(/health-check\.controller\.ts.*error.*TS\d+/);
    expect(await pids()).toEqual(before);
    expect(await read('GATEWAY_PORT', '/api/health-check')).toMatchObject({ saved: 'once' });
  });

  it('does not let stack restart run a build that is older than the sources', async () => {
    const before = await pids();
    const { status, stderr } = spawnSync(process.execPath, [project.program, 'stack', 'restart', 'gateway'], {
      env: stack.environment,
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('TS') as string });
    expect(await pids()).toEqual(before);
  });

  it('restarts it once the error is mended', async () => {
    await project.edit(CONTROLLER, "success: 'no',", 'success: true,');
    await eventually(async () =>
      expect(await read('GATEWAY_PORT', '/api/health-check')).toMatchObject({ saved: 'twice' }),
    );
  });

  it('restarts every service that runs a saved file of what they share', async () => {
    await project.edit(SHARED, '(parts.map', "([{ part: 'shared', line: 'ok' }, ...parts].map");
    for (const app of ['GATEWAY', 'MESSAGES', 'USERS', 'STREAM_RELAY', 'GROUP_PROJECTOR']) {
      await eventually(async () =>
        expect(await read(`${app}_METRICS_PORT`, '/health/ready')).toMatchObject({ checks: { shared: 'ok' } }),
      );
    }
    await stack.healthy();
  });

  it('ends with everything that it has started on Ctrl-C', async () => {
    const all = Object.values(await pids()).flatMap((pid) => pid ?? []);
    // As a terminal does, which tells the compiler too.
    for (const compiler of compilersOf(stack.supervisor!.pid!)) process.kill(compiler, 'SIGINT');
    expect(await stack.signal('SIGINT')).toBe(0);
    expect(stack.output).not.toContain('the compiler has ended');
    for (const pid of all) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    expect(psLines('args=').join()).not.toContain(project.root);
  });
});

const psLines = (format: string): string[] =>
  spawnSync('ps', ['-A', '-ww', '-o', format], { encoding: 'utf8' }).stdout.split('\n');

/** Of its children the one in its own process group. */
function compilersOf(parent: number): number[] {
  const processes = psLines('pid=,ppid=,args=').map((line) => line.trim().split(/\s+/));
  const compilers = processes.filter(
    ([, ppid, ...args]) => Number(ppid) === parent && args.join().includes('compiler'),
  );
  return compilers.map(([pid]) => Number(pid));
}
