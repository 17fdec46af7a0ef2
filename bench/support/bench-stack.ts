import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freeStackPorts, portEnvironment } from '@local-stack/ports/ports';
import { PROJECT_ROOT } from '@local-stack/settings/project';
import { RestClient } from '../../test/support/rest-client';
import { UNMET_LIMITS } from '../../test/support/unmet-limits';
import { cpuMs, processesOf, rssMb, SERVICES } from './processes';

const READY = 'Ctrl-C stops the stack';

type AddUsers = (databaseUrl: string, count: number) => Promise<string[]>;

/** What each part has used. */
export type Usage = Map<string, number>;

/**
 * A stack as `npm start` starts it, of this checkout or of another one beside it, with ports and data of its own. What is
 * measured goes by its REST API and by `/proc`, so an old checkout is measured exactly as the present one. Rate limits are
 * held, and out of reach.
 */
export class BenchStack {
  private constructor(
    readonly name: string,
    private readonly checkout: string,
    private readonly environment: NodeJS.ProcessEnv,
    private readonly process: ChildProcess,
  ) {}

  static async start(
    name: string,
    { checkout = PROJECT_ROOT, variables = {} }: { checkout?: string; variables?: NodeJS.ProcessEnv } = {},
  ): Promise<BenchStack> {
    process.stderr.write(`starting the stack of ${name} …\n`);
    const environment = {
      ...UNMET_LIMITS,
      ...variables,
      ...process.env,
      ...portEnvironment(await freeStackPorts()),
      CRUDDUR_FOLDER: newFolder(),
    };
    const child = spawn(process.execPath, [join(checkout, 'apps/cli/bin/cruddur.js'), 'start'], {
      cwd: checkout,
      env: environment,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await says(child, READY);
    return new BenchStack(name, checkout, environment, child);
  }

  get gatewayUrl(): string {
    return `http://127.0.0.1:${this.environment['GATEWAY_PORT']}`;
  }

  /** Where a service takes requests. */
  address(service: string): string {
    return `http://127.0.0.1:${this.environment[`${service.toUpperCase().replace('-', '_')}_PORT`]}`;
  }

  /** Without a word, as the death of a process would. */
  kill(part: string): void {
    process.kill(this.processes().get(part)!, 'SIGKILL');
  }

  get dynamoDbEndpoint(): string {
    return `http://127.0.0.1:${this.environment['DYNAMODB_PORT']}`;
  }

  /** A client of a demo user. */
  async client(handle: string): Promise<RestClient> {
    return new RestClient(this.gatewayUrl, await this.token(handle), { isChecked: false });
  }

  /** A token of a demo user. */
  async token(handle: string): Promise<string> {
    return (await this.run('cognito', 'token', handle)).trim();
  }

  /** Registers people to write to, by the code of the stack's own checkout. @returns their handles. */
  async addUsers(count: number): Promise<string[]> {
    const { addUsers } = (await import(addUsersOf(this.checkout))) as { addUsers: AddUsers };
    return addUsers(`postgres://cruddur:cruddur@127.0.0.1:${this.environment['POSTGRES_PORT']}/cruddur`, count);
  }

  /** Milliseconds of a core that each part has used so far. */
  cpu(): Usage {
    return new Map([...this.processes()].map(([part, pid]) => [part, cpuMs(pid)]));
  }

  /** Resident memory of each service, in MB. */
  memory(): Usage {
    return new Map(
      [...this.processes()].filter(([part]) => SERVICES.includes(part)).map(([part, pid]) => [part, rssMb(pid)]),
    );
  }

  async stop(): Promise<void> {
    this.process.kill('SIGINT');
    if (this.process.exitCode === null) await once(this.process, 'exit');
    rmSync(this.environment['CRUDDUR_FOLDER']!, { recursive: true, force: true });
  }

  private processes(): Map<string, number> {
    return processesOf(this.environment['CRUDDUR_FOLDER']!);
  }

  private async run(...args: string[]): Promise<string> {
    const child = spawn(process.execPath, [join(this.checkout, 'apps/cli/bin/cruddur.js'), ...args], {
      cwd: this.checkout,
      env: this.environment,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const [status] = (await once(child, 'close')) as [number];
    if (status !== 0) throw new Error(`cruddur ${args.join(' ')} ended with ${status}`);
    return output;
  }
}

/** An older checkout has it elsewhere. */
function addUsersOf(checkout: string): string {
  const [present, former] = ['support/add-users.js', 'add-users.js'].map((file) => join(checkout, 'dist/bench', file));
  return existsSync(present!) ? present! : former!;
}

/** Open to all users, since Postgres runs as another one where this one is root. */
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cruddur-bench-'));
  chmodSync(folder, 0o755);
  return folder;
}

/** What `after` has more than `before`, over the services and over all else. */
export function spent(before: Usage, after: Usage): { services: number; others: number } {
  const total = { services: 0, others: 0 };
  for (const [part, ms] of after) {
    total[SERVICES.includes(part) ? 'services' : 'others'] += ms - (before.get(part) ?? 0);
  }
  return total;
}

/** Resolves once the child has said `text`; its output is read on, so that it never waits for us. */
function says(child: ChildProcess, text: string): Promise<void> {
  let said = '';
  return new Promise((resolve, reject) => {
    child.stdout!.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-8_192);
      if (said.includes(text)) resolve();
    });
    child.once('exit', () => reject(new Error(`the stack did not start:\n${said}`)));
  });
}
