import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { signal } from '../system/process-group';
import { startOf } from '../system/process-start';

/** Says on disk which process runs, for the case that its supervisor is killed and cannot stop it. */
export class PidFile {
  private readonly file: string;

  constructor(folder: string, name: string) {
    this.file = join(pidFolder(folder), name);
  }

  write(pid: number): void {
    mkdirSync(dirname(this.file), { recursive: true });
    writeFileSync(this.file, `${pid} ${startOf(pid) ?? ''}`);
  }

  remove(): void {
    rmSync(this.file, { force: true });
  }
}

export const pidFolder = (folder: string): string => join(folder, 'pids');

export const isRunning = (pid: number): boolean => signal(pid, 0);
