import type { ChildProcess } from 'node:child_process';
import { killGroup } from '../system/process-group';

const STOP_LIMIT_MS = 20_000;

/** A child process, until it ends. */
export interface ProcessRun {
  child: ChildProcess;
  /** Aborts with the reason when the process ends. */
  end: AbortSignal;
}

export const runOf = (child: ChildProcess): ProcessRun => ({ child, end: endOf(child) });

/** Ends it by this signal. A process that ignores the signal is killed with its group. */
export async function endRun({ child, end }: ProcessRun, signal: NodeJS.Signals): Promise<void> {
  const kill = (): void => void (child.pid && killGroup(child.pid));
  if (signal === 'SIGKILL') kill();
  else child.kill(signal);
  const timer = setTimeout(kill, STOP_LIMIT_MS);
  await ended(end);
  clearTimeout(timer);
}

/** Resolves once the process has ended, at once where it has. */
export function ended(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

function endOf(child: ChildProcess): AbortSignal {
  const controller = new AbortController();
  child.once('error', (error) => controller.abort(new Error(`cannot run: ${error.message}`)));
  child.once('exit', (code, signal) => controller.abort(new Error(`ended by ${signal ?? `itself with code ${code}`}`)));
  return controller.signal;
}
