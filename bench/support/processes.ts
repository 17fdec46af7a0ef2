import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const MS_PER_TICK = 1_000 / Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
const MB = 1_024;

/** The parts of a stack by the files that hold their pids. Linux only, as all of this file. */
const PARTS: [part: string, file: string][] = [
  ['gateway', 'gateway'],
  ['messages', 'messages'],
  ['users', 'users'],
  ['stream-relay', 'stream-relay'],
  ['group-projector', 'group-projector'],
  ['DynamoDB Local', 'dynamodb-local'],
  ['Kafka', 'kafka'],
];

export const SERVICES = PARTS.slice(0, 5).map(([part]) => part);

/** Those of the stack of this folder that run as processes of this machine, by part. */
export function processesOf(folder: string): Map<string, number> {
  const found = PARTS.map(([part, file]): [string, number] => [part, parseInt(tryToRead(join(folder, 'pids', file)))]);
  return new Map(found.filter(([, pid]) => pid > 0));
}

/** Milliseconds of a core that the process has used so far. */
export function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
}

/** Resident memory, in MB. */
export function rssMb(pid: number): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / MB;
}

/** A part may not run here. */
function tryToRead(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
