import { readFileSync, readdirSync } from 'node:fs';

/** Of what proc(5) tells of a process. */
interface ProcStat {
  state: string;
  group: number;
  /** In ticks since the machine was started. */
  start: string;
}

/** @throws where no such process runs. */
export function procStat(pid: number): ProcStat {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The second field is a name in parentheses, which may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0]!, group: Number(fields[2]), start: fields[19]! };
}

export const runningPids = (): number[] =>
  readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number);

/** Those in a process group. */
export const membersOf = (group: number): number[] => runningPids().filter((pid) => groupOf(pid) === group);

function groupOf(pid: number): number | undefined {
  try {
    return procStat(pid).group;
  } catch {
    return undefined;
  }
}
