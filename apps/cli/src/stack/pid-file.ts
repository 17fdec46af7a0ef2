import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PROJECT_ROOT } from '../project';
import { runCommand } from './run-command';
import { waitUntil } from './wait-until';

const LIMIT_MS = 10_000;

/** Says on disk which process runs, for the case that its supervisor is killed and cannot stop it. */
export class PidFile {
  private readonly file: string;

  constructor(folder: string, name: string) {
    this.file = join(folder, 'pids', name);
  }

  write(pid: number): void {
    mkdirSync(dirname(this.file), { recursive: true });
    writeFileSync(this.file, String(pid));
  }

  remove(): void {
    rmSync(this.file, { force: true });
  }
}

/** Ends what an earlier supervisor of this folder has left running. */
export async function endLeftovers(folder: string, say: (line: string) => void): Promise<void> {
  const pids = join(folder, 'pids');
  const names = await readdir(pids).catch(() => []);
  await Promise.all(
    names.map(async (name) => {
      const pid = Number(await readFile(join(pids, name), 'utf8'));
      if (await isOurs(pid)) {
        say(`ending ${name} (pid ${pid}), which an earlier start has left behind`);
        await end(pid);
      }
      await rm(join(pids, name));
    }),
  );
}

/** A pid that was given to another process since does not run from this folder. */
async function isOurs(pid: number): Promise<boolean> {
  const { stdout } = await runCommand('ps', ['-o', 'args=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return stdout.includes(PROJECT_ROOT);
}

async function end(pid: number): Promise<void> {
  process.kill(pid, 'SIGTERM');
  const isGone = (): Promise<void> =>
    isRunning(pid) ? Promise.reject(new Error(`pid ${pid} does not end`)) : Promise.resolve();
  await waitUntil(isGone, LIMIT_MS).catch(() => process.kill(-pid, 'SIGKILL'));
}

export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
