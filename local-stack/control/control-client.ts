import { Client } from 'undici';
import { isRunning } from '../supervision/pid-file';
import type { PartStatus } from '../supervision/stack';
import { waitUntil } from '../system/wait-until';
import { CliError } from '../terminal/cli-error';
import type { ExitCode } from '../terminal/exit-code';
import { controlSocket } from './control-socket';
import type { AppEnvironments } from './app-environments';
import type { StackVariables } from './stack-variables';

/** A restart answers when the part is ready again. */
const LONGEST_ANSWER_MS = 120_000;

/** Gives orders to the stack that runs in a folder. Each throws a `CliError` when there is none. */
export class ControlClient {
  constructor(private readonly folder: string) {}

  /** The supervisor's process, if one is running. */
  async runningPid(): Promise<number | undefined> {
    try {
      return (await this.call<{ pid: number }>('GET', '/')).pid;
    } catch (error) {
      if (error instanceof CliError) return undefined;
      throw error;
    }
  }

  status(): Promise<PartStatus[]> {
    return this.call('GET', '/parts');
  }

  /** Resolves when the whole stack is stopped, and its supervisor has ended. */
  async stopAll(): Promise<void> {
    const { pid } = await this.call<{ pid: number }>('POST', '/stop');
    await waitUntil(
      () => (isRunning(pid) ? Promise.reject(new CliError(`pid ${pid} does not end`)) : done),
      LONGEST_ANSWER_MS,
    );
  }

  stop(name: string): Promise<void> {
    return this.call('POST', `/parts/${encodeURIComponent(name)}/stop`);
  }

  /** @returns at which port a debugger attaches, where `inspect` asks for one. */
  restart(name: string, { inspect = false } = {}): Promise<{ inspectorPort?: number }> {
    return this.call('POST', `/parts/${encodeURIComponent(name)}/restart?inspect=${inspect}`);
  }

  variables(): Promise<StackVariables> {
    return this.call('GET', '/variables');
  }

  environments(): Promise<AppEnvironments> {
    return this.call('GET', '/environments');
  }

  private async call<Answer>(method: 'GET' | 'POST', path: string): Promise<Answer> {
    const socketPath = controlSocket(this.folder);
    const client = new Client('http://control', { socketPath, headersTimeout: LONGEST_ANSWER_MS });
    try {
      const { statusCode, body } = await client.request({ method, path });
      const text = await body.text();
      if (statusCode < 300) return (text ? JSON.parse(text) : undefined) as Answer;
      const { error, exitCode } = JSON.parse(text) as { error: string; exitCode: ExitCode };
      throw new CliError(error, { exitCode });
    } catch (error) {
      throw isNobodyThere(error) ? noStack() : error;
    } finally {
      await client.destroy();
    }
  }
}

export const noStack = (): CliError => new CliError('no stack is running here: start one with npm start');

const done = Promise.resolve();

const isNobodyThere = (error: unknown): boolean =>
  ['ENOENT', 'ECONNREFUSED'].includes((error as NodeJS.ErrnoException).code ?? '');
