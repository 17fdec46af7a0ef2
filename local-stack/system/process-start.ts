import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * When a process was started, as its system puts it: with its pid that names one process, while a pid alone is given to
 * another some day. Undefined where no such process runs.
 */
export function startOf(pid: number): string | undefined {
  try {
    return process.platform === 'linux' ? startFromProc(pid) : startFromPs(pid);
  } catch {
    return undefined;
  }
}

/** proc(5): the second field is a name in parentheses, which may hold anything; the third is the state. */
function startFromProc(pid: number): string | undefined {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [STATE, START] = [0, 19];
  return fields[STATE] === 'Z' ? undefined : fields[START];
}

function startFromPs(pid: number): string | undefined {
  const env = { ...process.env, LC_ALL: 'C' };
  return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { env, encoding: 'utf8' }).trim() || undefined;
}
