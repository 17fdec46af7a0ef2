import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CliError } from '../cli-error';
import { lastLines } from './log-file';
import type { Part } from './part';
import { PidFile } from './pid-file';
import { reasonOf } from './reason-of';
import { waitUntil } from './wait-until';

const START_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 20_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;
/** A process that ran this long has earned a quick restart. */
const STEADY_AFTER_MS = 30_000;

export interface ProcessDefinition {
  name: string;
  address: string;
  /** Gets the folders `logs` and `pids`. */
  stateFolder: string;
  command: string;
  args: string[];
  environment: NodeJS.ProcessEnv;
  folder?: string;
  /** What must be there before the process can run. */
  prepare?: () => Promise<void>;
  probe: () => Promise<void>;
}

interface Run {
  child: ChildProcess;
  startedAt: number;
  /** Aborts with the reason when the process ends. */
  end: AbortSignal;
}

/**
 * A child process that is started, watched and stopped here.
 *
 * It leads a process group of its own, so that a Ctrl-C in the terminal reaches the supervisor alone, which then stops
 * its children in their order. Once it has answered, its end counts as a crash unless it was asked for: it is started
 * again after a pause that doubles each time.
 */
export class SupervisedProcess implements Part {
  readonly name: string;
  readonly address: string;
  readonly logFile: string;
  private readonly pidFile: PidFile;
  private run: Run | undefined;
  private pauseMs = FIRST_PAUSE_MS;
  /** A log tells of one start of the stack, restarts included. */
  private logMode: 'w' | 'a' = 'w';
  private halted = new AbortController();

  constructor(
    private readonly definition: ProcessDefinition,
    private readonly say: (line: string) => void,
  ) {
    this.name = definition.name;
    this.address = definition.address;
    this.logFile = join(definition.stateFolder, 'logs', `${definition.name}.log`);
    this.pidFile = new PidFile(definition.stateFolder, definition.name);
  }

  pid(): Promise<number | undefined> {
    return Promise.resolve(this.run?.child.pid);
  }

  probe(): Promise<void> {
    return this.run ? this.definition.probe() : Promise.reject(new Error('not running'));
  }

  async start(): Promise<void> {
    if (this.run) return;
    this.halted = new AbortController();
    await this.definition.prepare?.();
    await this.launch();
  }

  async stop(): Promise<void> {
    await this.kill('SIGTERM');
  }

  /**
   * Ends it by this signal and does not start it again. A process that ignores the signal is killed with its group.
   *
   * @returns how it ended; undefined when it did not run.
   */
  async kill(signal: NodeJS.Signals): Promise<string | undefined> {
    this.halted.abort();
    const run = this.run;
    if (!run?.child.pid) return undefined;
    const { pid } = run.child;
    if (signal === 'SIGKILL') killGroup(pid);
    else run.child.kill(signal);
    const timer = setTimeout(() => killGroup(pid), STOP_LIMIT_MS);
    await ended(run.end);
    clearTimeout(timer);
    return reasonOf(run.end.reason);
  }

  private async launch(): Promise<void> {
    const halt = this.halted.signal;
    if (halt.aborted) throw new CliError(`${this.name} was stopped before it ran`);
    const run = this.spawn();
    try {
      await waitUntil(this.definition.probe, START_LIMIT_MS, run.end);
    } catch (error) {
      if (run.child.pid && !run.end.aborted) killGroup(run.child.pid);
      const lines = await lastLines(this.logFile, 3);
      throw new CliError(
        [`${this.name} does not start: ${reasonOf(error)} (log: ${this.logFile})`, ...lines].join('\n  '),
      );
    }
    void this.recoverWhenEnded(run, halt);
  }

  private spawn(): Run {
    const { command, args, environment, folder } = this.definition;
    mkdirSync(dirname(this.logFile), { recursive: true });
    const log = openSync(this.logFile, this.logMode);
    this.logMode = 'a';
    const child = spawn(command, args, { cwd: folder, env: environment, stdio: ['ignore', log, log], detached: true });
    closeSync(log);
    const run = { child, startedAt: Date.now(), end: endOf(child) };
    this.run = run;
    if (child.pid) this.pidFile.write(child.pid);
    run.end.addEventListener('abort', () => {
      this.run = undefined;
      this.pidFile.remove();
    });
    return run;
  }

  private async recoverWhenEnded(run: Run, halt: AbortSignal): Promise<void> {
    await ended(run.end);
    if (Date.now() - run.startedAt > STEADY_AFTER_MS) this.pauseMs = FIRST_PAUSE_MS;
    let reason: unknown = run.end.reason;
    while (!halt.aborted) {
      this.say(`${this.name} ${reasonOf(reason)}; starting it again in ${this.pauseMs / 1_000} s`);
      await sleep(this.pauseMs, undefined, { signal: halt }).catch(() => undefined);
      this.pauseMs = Math.min(2 * this.pauseMs, LONGEST_PAUSE_MS);
      if (halt.aborted) return;
      try {
        await this.launch();
        this.say(`${this.name} is back`);
        return;
      } catch (error) {
        reason = error;
      }
    }
  }
}

/** With whatever it started itself. */
const killGroup = (pid: number): boolean => process.kill(-pid, 'SIGKILL');

function endOf(child: ChildProcess): AbortSignal {
  const controller = new AbortController();
  child.once('error', (error) => controller.abort(new Error(`cannot run: ${error.message}`)));
  child.once('exit', (code, signal) => controller.abort(new Error(`ended by ${signal ?? `itself with code ${code}`}`)));
  return controller.signal;
}

function ended(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
