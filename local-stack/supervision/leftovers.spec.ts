import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../../test/support/eventually';
import { PROJECT_ROOT } from '../settings/project';
import { endLeftovers, findLeftovers } from './leftovers';
import { isRunning, PidFile } from './pid-file';

const WAITS = 'setInterval(() => undefined, 1_000)';
/** A leader that starts one of its own, which runs from this project, and is killed. */
const DIES = `
  const { spawn } = require('node:child_process');
  const child = spawn(process.execPath, ['-e', '${WAITS}', '${PROJECT_ROOT}'], { stdio: 'ignore' });
  process.stdout.write(String(child.pid), () => process.kill(process.pid, 'SIGKILL'));
`;

describe('what an earlier start has left behind', () => {
  let folder: string;
  let lines: string[];
  const children: ChildProcess[] = [];

  const run = (script: string): ChildProcess => {
    const child = spawn(process.execPath, ['-e', script], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
    children.push(child);
    return child;
  };
  const end = (): Promise<void> => endLeftovers(folder, (line) => lines.push(line));

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'leftovers-'));
    lines = [];
  });
  afterEach(async () => {
    children.splice(0).forEach((child) => child.kill('SIGKILL'));
    await rm(folder, { recursive: true });
  });

  it('is found and ended', async () => {
    const child = run(WAITS);
    new PidFile(folder, 'kafka').write(child.pid!);
    expect(await findLeftovers(folder)).toEqual([{ name: 'kafka', pid: child.pid }]);
    const ended = once(child, 'exit');
    await end();
    expect(await ended).toEqual([null, 'SIGTERM']);
    expect(lines).toEqual([`ending kafka (pid ${child.pid}), which an earlier start has left behind`]);
    expect(await findLeftovers(folder)).toEqual([]);
  });

  it('is not another process that was given the same pid since', async () => {
    const child = run(WAITS);
    const file = new PidFile(folder, 'kafka');
    file.write(child.pid!);
    const path = join(folder, 'pids', 'kafka');
    const [pid, start] = (await readFile(path, 'utf8')).split(' ');
    await writeFile(path, `${pid} not ${start}`);
    await end();
    expect(lines).toEqual([]);
    expect(isRunning(child.pid!)).toBe(true);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is also what is left of a part that was killed itself', async () => {
    const leader = run(DIES);
    new PidFile(folder, 'postgres').write(leader.pid!);
    const [orphan] = (await once(leader.stdout!, 'data')) as [Buffer];
    await once(leader, 'exit');
    expect(isRunning(Number(orphan))).toBe(true);
    expect(await findLeftovers(folder)).toEqual([{ name: 'postgres', pid: leader.pid }]);
    await end();
    await eventually(() => expect(isRunning(Number(orphan))).toBe(false));
  });

  it('is nothing where there was no start, or all has ended by itself', async () => {
    await expect(end()).resolves.toBeUndefined();
    const child = run('process.exit()');
    new PidFile(folder, 'kafka').write(child.pid!);
    await once(child, 'exit');
    await mkdir(join(folder, 'logs'));
    await end();
    expect(lines).toEqual([]);
    expect(await readdir(folder)).toEqual(['logs']);
  });
});
