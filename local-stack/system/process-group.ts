import { waitUntil } from './wait-until';

const LIMIT_MS = 5_000;

/*
 * Every process of a stack leads a group of its own, whose number is its pid: those that it starts itself are in it too.
 */

/** Whether anybody is in the group. */
export const isGroupRunning = (pid: number): boolean => signalGroup(pid, 0);

/** Nobody is left to be asked. @returns whether anybody was in the group. */
export const killGroup = (pid: number): boolean => signalGroup(pid, 'SIGKILL');

/** Ends those whose leader has gone. By SIGINT Postgres closes its files and does not wait for its clients. */
export async function endGroup(pid: number): Promise<void> {
  if (!signalGroup(pid, 'SIGINT')) return;
  await groupEnded(pid, LIMIT_MS).catch(() => killGroup(pid));
}

/** Resolves when nobody is in the group any more; rejects after the limit. */
export const groupEnded = (pid: number, limitMs: number): Promise<void> =>
  waitUntil(async () => {
    if (isGroupRunning(pid)) throw new Error(`the process group ${pid} does not end`);
    return Promise.resolve();
  }, limitMs);

const signalGroup = (pid: number, name: NodeJS.Signals | 0): boolean => signal(-pid, name);

/** @returns whether anybody was there to get it. */
export function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
