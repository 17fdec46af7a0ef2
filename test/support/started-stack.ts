import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { BACKING_SERVICES } from '../../local-stack/backing/backing-services';
import { RunningStack } from '../../local-stack/control/running-stack';
import { freeStackPorts, portEnvironment } from '../../local-stack/ports/ports';
import { PROJECT_ROOT } from '../../local-stack/settings/project';
import type { PartStatus } from '../../local-stack/supervision/stack';
import { CliError } from '../../local-stack/terminal/cli-error';
import { eventually } from './eventually';
import { createTestDatabase } from './test-database';
import { uniqueName } from './unique';

export const PROGRAM = join(PROJECT_ROOT, 'apps/cli/bin/cruddur.js');
const START_LIMIT_MS = 240_000;
const execute = promisify(execFile);

export interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** A `cruddur start` beside any other stack, with its own folder, ports and names. */
export class StartedStack {
  supervisor: ChildProcess | undefined;
  /** What the last start has printed. */
  output = '';

  private constructor(
    readonly environment: NodeJS.ProcessEnv,
    private readonly dropDatabase: () => Promise<void>,
  ) {}

  /** On the services of this test run. */
  static async plan(): Promise<StartedStack> {
    const database = await createTestDatabase();
    const name = uniqueName('stack');
    const environment = {
      ...process.env,
      ...portEnvironment(await freeStackPorts()),
      DATABASE_URL: database.url,
      TABLE_NAME: `${name}-messages`,
      LEASE_TABLE_NAME: `${name}-leases`,
      RATE_LIMIT_TABLE_NAME: `${name}-rate-limits`,
      KAFKA_TOPIC_PREFIX: `${name}.`,
      CRUDDUR_FOLDER: await mkdtemp('/tmp/cruddur-'),
    };
    return new StartedStack(environment, () => database.drop());
  }

  /** On backing services of its own, as processes of this machine, which keep their data when they are killed. */
  static async planAlone(variables: NodeJS.ProcessEnv = {}): Promise<StartedStack> {
    const environment: NodeJS.ProcessEnv = {
      ...process.env,
      ...portEnvironment(await freeStackPorts()),
      ...variables,
      CRUDDUR_SERVICES: 'local',
      CRUDDUR_FOLDER: await mkdtemp('/tmp/cruddur-'),
    };
    for (const { variable } of Object.values(BACKING_SERVICES)) delete environment[variable];
    return new StartedStack(environment, () => Promise.resolve());
  }

  get folder(): string {
    return this.environment['CRUDDUR_FOLDER']!;
  }

  /** `program` is another copy of the project's. */
  start({ program = PROGRAM, options = [] as string[] } = {}): ChildProcess {
    const supervisor = spawn(process.execPath, [program, 'start', ...options], {
      env: this.environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.supervisor = supervisor;
    this.output = '';
    supervisor.stdout.on('data', (chunk) => (this.output += String(chunk)));
    supervisor.stderr.on('data', (chunk) => (this.output += String(chunk)));
    return supervisor;
  }

  /** Resolves when it has printed this. */
  async says(line: string): Promise<void> {
    await eventually(() => {
      if (this.supervisor?.exitCode !== null) throw new Error(this.output);
      if (!this.output.includes(line)) throw new Error(`not said yet: ${line}`);
    }, START_LIMIT_MS);
  }

  /** Resolves when all of its parts are healthy. */
  async healthy(): Promise<PartStatus[]> {
    return eventually(async () => {
      const parts = await this.status();
      const ill = parts.filter(({ health }) => health !== 'ok');
      if (parts.length < 9 || ill.length > 0) throw new Error(`not healthy: ${JSON.stringify(ill)}`);
      return parts;
    }, START_LIMIT_MS);
  }

  /** What `cruddur stack status` prints, without a process for each look; nothing where no stack runs. */
  async status(): Promise<PartStatus[]> {
    return new RunningStack(this.folder).parts().catch((error: unknown) => {
      if (error instanceof CliError) return [];
      throw error;
    });
  }

  async statusOf(name: string): Promise<PartStatus> {
    return (await this.status()).find((part) => part.name === name)!;
  }

  async cruddur(...args: string[]): Promise<Outcome> {
    try {
      return { code: 0, ...(await execute(process.execPath, [PROGRAM, ...args], { env: this.environment })) };
    } catch (error) {
      return error as Outcome;
    }
  }

  /** Sends a signal to the supervisor; resolves with how it ended, when all of its output is here. */
  async signal(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null> {
    const ended = once(this.supervisor!, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
    this.supervisor!.kill(signal);
    const [code, by] = await ended;
    return code ?? by;
  }

  async forget(): Promise<void> {
    if (this.supervisor && this.supervisor.exitCode === null && this.supervisor.signalCode === null) {
      await this.signal('SIGINT');
    }
    await this.dropDatabase();
    await rm(this.folder, { recursive: true, force: true });
  }
}
