import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

const MS_PER_TICK = 1_000 / Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
const MB = 1_024;

/** The parts of a stack by what their command lines say. Linux only, as all of this file. */
const PARTS: [part: string, command: RegExp][] = [
  ['gateway', /apps\/gateway\/src\/main/],
  ['messages', /apps\/messages\/src\/main/],
  ['users', /apps\/users\/src\/main/],
  ['stream-relay', /apps\/stream-relay\/src\/main/],
  ['group-projector', /apps\/group-projector\/src\/main/],
  ['DynamoDB Local', /dynamodb-local|DynamoDBLocal/],
  ['Kafka', /kafka\.Kafka/],
];

export const SERVICES = PARTS.slice(0, 5).map(([part]) => part);

/** Processes whose environment holds `marker`, by part. */
export function processesOf(marker: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    if (!tryToRead(`/proc/${pid}/environ`).split('\0').includes(marker)) continue;
    const command = tryToRead(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
    const part = PARTS.find(([, pattern]) => pattern.test(command))?.[0];
    if (part !== undefined) found.set(part, Number(pid));
  }
  return found;
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

/** A process may be gone before it is read. */
function tryToRead(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
