import { execFileSync } from 'node:child_process';
import { procStat } from './proc-stat';

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

function startFromProc(pid: number): string | undefined {
  const { state, start } = procStat(pid);
  return state === 'Z' ? undefined : start;
}

function startFromPs(pid: number): string | undefined {
  const env = { ...process.env, LC_ALL: 'C' };
  return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { env, encoding: 'utf8' }).trim() || undefined;
}
