import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { growingPauses, pause } from '@app/common/patience';
import { requireFree, requireListener } from '../ports/port-check';
import { endGroup } from '../system/process-group';
import { waitUntil } from '../system/wait-until';
import { CliError } from '../terminal/cli-error';
import { reasonOf } from '../terminal/reason-of';
import { lastLines, logFileOf } from './log-file';
import type { Part } from './part';
import { PidFile } from './pid-file';
import type { ProcessDefinition } from './process-definition';
import { ended, endRun, type ProcessRun, runOf } from './process-run';
import { tellingLine } from './telling-line';

/** Room for a stack and its causes. */
const LINES_OF_A_FAILURE = 200;
const START_LIMIT_MS = 120_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 15_000;

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
  private run: ProcessRun | undefined;
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
    if (run) await endRun(run, signal);
    await this.cleared;
    return run && reasonOf(run.end.reason);
  }

  private async launch(halt: AbortSignal): Promise<void> {
    await this.cleared;
    await requireFree([...this.definition.ports, ...this.inspectedPorts()]);
    if (halt.aborted) throw new CliError(`${this.name} was stopped before it ran`);
    const run = this.spawn();
    try {
      await this.answers(run);
    } catch (error) {
      await endRun(run, 'SIGKILL');
      await this.cleared;
      const why = tellingLine(await lastLines(this.logFile, LINES_OF_A_FAILURE)) ?? 'it has said nothing';
      throw new CliError(`${this.name} does not start: ${reasonOf(error)} (log: ${this.logFile})\n  ${why}`);
    }
    void this.recoverWhenEnded(run, halt);
  }

  /** A probe costs more than a look whether anybody listens yet. */
  private async answers({ child, end }: ProcessRun): Promise<void> {
    const { ports, probe } = this.definition;
    for (const port of ports) await waitUntil(() => requireListener(port, child.pid!), START_LIMIT_MS, end);
    await waitUntil(probe, START_LIMIT_MS, end);
  }

  private spawn(): ProcessRun {
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
    const run = runOf(child);
    this.run = run;
    if (child.pid) this.pidFile.write(child.pid);
    this.cleared = this.clear(run);
    return run;
  }

  private inspectedPorts(): number[] {
    return this.isInspected && this.inspectorPort ? [this.inspectorPort] : [];
  }

  private async clear({ child, end }: ProcessRun): Promise<void> {
    await ended(end);
    this.run = undefined;
    if (child.pid) await endGroup(child.pid);
    this.pidFile.remove();
  }

  private async recoverWhenEnded(run: ProcessRun, halt: AbortSignal): Promise<void> {
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
