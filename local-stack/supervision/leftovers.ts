import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../settings/project';
import { endGroup, groupEnded, isGroupRunning, killGroup, signal } from '../system/process-group';
import { startOf } from '../system/process-start';
import { runCommand } from '../system/run-command';
import { pidFolder } from './pid-file';

const LIMIT_MS = 20_000;

/** What an earlier supervisor has left running: it was killed, and could not stop it. */
export interface Leftover {
  name: string;
  pid: number;
}

/** The leftovers of one folder. Another process may have got the pid of one since: it is left alone. */
export async function findLeftovers(folder: string): Promise<Leftover[]> {
  const names = await readdir(pidFolder(folder)).catch(() => []);
  const found = await Promise.all(
    names.map(async (name) => {
      const [pid, start] = (await readFile(join(pidFolder(folder), name), 'utf8').catch(() => '')).split(/ (.*)/s);
      return (await isOurs(Number(pid), start)) ? [{ name, pid: Number(pid) }] : [];
    }),
  );
  return found.flat();
}

/** Ends them all, and forgets those that have ended by themselves. */
export async function endLeftovers(folder: string, say: (line: string) => void): Promise<void> {
  await Promise.all(
    (await findLeftovers(folder)).map(async (leftover) => {
      say(`ending ${leftover.name} (pid ${leftover.pid}), which an earlier start has left behind`);
      await endLeftover(leftover);
    }),
  );
  await rm(pidFolder(folder), { recursive: true, force: true });
}

/** Lets it finish its work, and ends what it has started itself. */
export async function endLeftover({ pid }: Leftover): Promise<void> {
  if (startOf(pid) === undefined) await endGroup(pid);
  else signal(pid, 'SIGTERM');
  await groupEnded(pid, LIMIT_MS).catch(() => killGroup(pid));
}

async function isOurs(pid: number, start: string | undefined): Promise<boolean> {
  if (!pid || !isGroupRunning(pid)) return false;
  const startNow = startOf(pid);
  return startNow === undefined ? runsFromHere(pid) : startNow === start;
}

/** Whether those of a group without its leader are of this project. */
async function runsFromHere(group: number): Promise<boolean> {
  const { stdout } = await runCommand('ps', ['-A', '-ww', '-o', 'pgid=,args=']).catch(() => ({ stdout: '' }));
  return stdout.split('\n').some((line) => parseInt(line, 10) === group && line.includes(PROJECT_ROOT));
}
