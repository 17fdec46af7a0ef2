import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { PROJECT_ROOT } from '../../local-stack/settings/project';
import { services } from './services';

const PROGRAM = join(PROJECT_ROOT, 'apps/cli/bin/cruddur.js');

export interface CliOutcome {
  /** The exit code, or the signal that ended it. */
  code: number | NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface CliCall {
  environment?: NodeJS.ProcessEnv;
  input?: string;
  /** Told of the process while it runs. */
  running?: (cli: ChildProcess) => void;
  stdout?: LostOutput;
  stderr?: LostOutput;
}

/** Nobody reads it, or it goes to a disk that is full. */
type LostOutput = 'gone' | 'full';

/** The built `cruddur`, run as a person would run it on the services of this test, and on nothing else. */
export class Cli {
  private constructor(
    private readonly environment: NodeJS.ProcessEnv,
    private readonly folder: string,
  ) {}

  /** `environment` beyond where the services are. */
  static async on(environment: NodeJS.ProcessEnv): Promise<Cli> {
    const folder = await mkdtemp(join(tmpdir(), 'cruddur-'));
    return new Cli({ ...process.env, ...services(), CRUDDUR_FOLDER: folder, ...environment }, folder);
  }

  async run(args: string[], call: CliCall = {}): Promise<CliOutcome> {
    const full = openSync('/dev/full', 'w');
    const cli = spawn(process.execPath, [PROGRAM, ...args], {
      env: { ...this.environment, ...call.environment },
      stdio: ['pipe', call.stdout === 'full' ? full : 'pipe', call.stderr === 'full' ? full : 'pipe'],
    });
    closeSync(full);
    call.running?.(cli);
    cli.stdin!.on('error', () => undefined);
    cli.stdin!.end(call.input ?? '');
    const outputs = Promise.all([textOf(cli.stdout, call.stdout), textOf(cli.stderr, call.stderr)]);
    const [code, signal] = (await once(cli, 'exit')) as [number | null, NodeJS.Signals | null];
    const [stdout, stderr] = await outputs;
    return { code: code ?? signal, stdout, stderr };
  }

  /** What a command prints with `--json`; fails unless it ends with 0. */
  async json<Answer>(args: string[], call?: CliCall): Promise<Answer> {
    const { code, stdout, stderr } = await this.run([...args, '--json'], call);
    if (code !== 0) throw new Error(`cruddur ${args.join(' ')} ended with ${code}: ${stderr}`);
    return JSON.parse(stdout) as Answer;
  }

  close(): Promise<void> {
    return rm(this.folder, { recursive: true });
  }
}

function textOf(stream: Readable | null, lost: LostOutput | undefined): Promise<string> {
  if (stream && !lost) return text(stream);
  stream?.destroy();
  return Promise.resolve('');
}

/** A port on which nobody listens. */
export const NOBODY = '127.0.0.1:1';
