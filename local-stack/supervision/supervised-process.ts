import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { growingPauses, pause } from '@app/common/patience';
import { requireFree, requireListener } from '../ports/port-check';
import { endGroup, killGroup } from '../system/process-group';
import { waitUntil } from '../system/wait-until';
import { CliError } from '../terminal/cli-error';
import { reasonOf } from '../terminal/reason-of';
import { lastLines, logFileOf } from './log-file';
import type { Part } from './part';
import { PidFile } from './pid-file';
import { tellingLine } from './telling-line';

/** Room for a stack and its causes. */
const LINES_OF_A_FAILURE = 200;
const START_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 20_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 15_000;

export interface ProcessDefinition {
  name: string;
  address: string;
  /** On which it will listen, and nobody else may: their answers would be taken for its own. */
  ports: number[];
  /** Gets the folders `logs` and `pids`. */
  stateFolder: string;
  /** Where its Node lets a debugger attach; absent where it is no code of ours. */
  inspectorPort?: number;
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
  /** Aborts with the reason when the process ends. */
  end: AbortSignal;
}

/**
 * A child process that is started, watched and stopped here.
 *
 * It leads a process group of its own, so that a Ctrl-C in the terminal reaches the supervisor alone, which then stops
 * its children in their order. Once it has answered, its end counts as a crash unless it was asked for: it is started
 * again after a pause, which doubles with each start that fails. What it has started itself ends with it.
 */
export class SupervisedProcess implements Part {
  readonly name: string;
  readonly address: string;
  readonly logFile: string;
  readonly inspectorPort: number | undefined;
  isInspected = false;
  private readonly pidFile: PidFile;
  private run: Run | undefined;
  /** Resolves when nothing is left of the last run. */
  private cleared = Promise.resolve();
  /** A log tells of one start of the stack, restarts included. */
  private logMode: 'w' | 'a' = 'w';
  private halted = new AbortController();

  constructor(
    private readonly definition: ProcessDefinition,
    private readonly say: (line: string) => void,
  ) {
    this.name = definition.name;
    this.address = definition.address;
    this.inspectorPort = definition.inspectorPort;
    this.logFile = logFileOf(definition.stateFolder, definition.name);
    this.pidFile = new PidFile(definition.stateFolder, definition.name);
  }

  pid(): Promise<number | undefined> {
    return Promise.resolve(this.run?.child.pid);
  }

  async probe(): Promise<void> {
    if (!this.run) throw new Error('not running');
    await Promise.all(this.definition.ports.map((port) => requireListener(port, this.run!.child.pid!)));
    await this.definition.probe();
  }

  async start(): Promise<void> {
    if (this.run) return;
    this.halted.abort();
    this.halted = new AbortController();
    const halt = this.halted.signal;
    await this.definition.prepare?.();
    await this.launch(halt);
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
    if (run) await this.end(run, signal);
    await this.cleared;
    return run && reasonOf(run.end.reason);
  }

  private async end({ child, end }: Run, signal: NodeJS.Signals): Promise<void> {
    const kill = (): void => void (child.pid && killGroup(child.pid));
    if (signal === 'SIGKILL') kill();
    else child.kill(signal);
    const timer = setTimeout(kill, STOP_LIMIT_MS);
    await ended(end);
    clearTimeout(timer);
  }

  private async launch(halt: AbortSignal): Promise<void> {
    await this.cleared;
    await requireFree([...this.definition.ports, ...this.inspectedPorts()]);
    if (halt.aborted) throw new CliError(`${this.name} was stopped before it ran`);
    const run = this.spawn();
    try {
      await this.answers(run);
    } catch (error) {
      await this.end(run, 'SIGKILL');
      await this.cleared;
      const why = tellingLine(await lastLines(this.logFile, LINES_OF_A_FAILURE)) ?? 'it has said nothing';
      throw new CliError(`${this.name} does not start: ${reasonOf(error)} (log: ${this.logFile})\n  ${why}`);
    }
    void this.recoverWhenEnded(run, halt);
  }

  /** A probe costs more than a look whether anybody listens yet. */
  private async answers({ child, end }: Run): Promise<void> {
    const { ports, probe } = this.definition;
    for (const port of ports) await waitUntil(() => requireListener(port, child.pid!), START_LIMIT_MS, end);
    await waitUntil(probe, START_LIMIT_MS, end);
  }

  private spawn(): Run {
    const { command, args, environment, folder } = this.definition;
    mkdirSync(dirname(this.logFile), { recursive: true });
    const log = openSync(this.logFile, this.logMode);
    this.logMode = 'a';
    const inspect = this.inspectedPorts().map((port) => `--inspect=127.0.0.1:${port}`);
    const child = spawn(command, [...inspect, ...args], {
      cwd: folder,
      env: environment,
      stdio: ['ignore', log, log],
      detached: true,
    });
    closeSync(log);
    const run = { child, end: endOf(child) };
    this.run = run;
    if (child.pid) this.pidFile.write(child.pid);
    this.cleared = this.clear(run);
    return run;
  }

  private inspectedPorts(): number[] {
    return this.isInspected && this.inspectorPort ? [this.inspectorPort] : [];
  }

  private async clear({ child, end }: Run): Promise<void> {
    await ended(end);
    this.run = undefined;
    if (child.pid) await endGroup(child.pid);
    this.pidFile.remove();
  }

  private async recoverWhenEnded(run: Run, halt: AbortSignal): Promise<void> {
    await ended(run.end);
    let reason: unknown = run.end.reason;
    for (const pauseMs of growingPauses(FIRST_PAUSE_MS, LONGEST_PAUSE_MS)) {
      if (halt.aborted) return;
      this.say(`${this.name} ${reasonOf(reason)}; starting it again in ${pauseMs / 1_000} s`);
      await pause(pauseMs, halt);
      if (halt.aborted) return;
      try {
        await this.launch(halt);
        this.say(`${this.name} is back`);
        return;
      } catch (error) {
        reason = error;
      }
    }
  }
}

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
