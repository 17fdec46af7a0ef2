import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { request } from 'undici';
import { PORTS_OF } from '../../../local-stack/apps/app-ports';
import { freePorts } from '../../../local-stack/ports/free-port';
import { PROJECT_ROOT, STATE_FOLDER } from '../../../local-stack/settings/project';
import { eventually } from '../../support/eventually';

const LOGS = join(STATE_FOLDER, 'test-logs');
const START_LIMIT_MS = 120_000;

export interface Readiness {
  status: 'ok' | 'unavailable';
  checks: Record<string, string>;
}

export interface ServiceProcessOptions {
  /** As in `dist/apps`. */
  app: 'messages' | 'stream-relay' | 'group-projector' | 'gateway';
  /** Of its log. */
  name: string;
  environment: NodeJS.ProcessEnv;
  /** Of Node itself, beside the bound on its memory. */
  flags?: string[];
}

/** A built app in a process of its own, which a test may kill, freeze and ask for its health. */
export class ServiceProcess {
  /** The signal that ended it, or its exit code. */
  readonly ended: Promise<NodeJS.Signals | number>;

  private constructor(
    private readonly child: ChildProcess,
    private readonly port: number,
    private readonly metricsPort: number,
    readonly log: string,
  ) {
    this.ended = once(child, 'exit').then(([code, signal]: unknown[]) => (signal ?? code) as NodeJS.Signals | number);
  }

  /** Resolves at once: it may have to wait for what its environment names. */
  static async spawn({ app, name, environment, flags = [] }: ServiceProcessOptions): Promise<ServiceProcess> {
    const [port, metricsPort] = (await freePorts(2)) as [number, number];
    mkdirSync(LOGS, { recursive: true });
    const path = join(LOGS, `${name}.log`);
    const log = openSync(path, 'a');
    const main = join(PROJECT_ROOT, 'dist/apps', app, 'src/main.js');
    const child = spawn(process.execPath, ['--max-old-space-size=256', ...flags, main], {
      env: {
        ...process.env,
        ...environment,
        [PORTS_OF[app].requests]: String(port),
        [PORTS_OF[app].metrics]: String(metricsPort),
      },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    return new ServiceProcess(child, port, metricsPort, path);
  }

  /** Where it takes requests. */
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.ended;
  }

  /** Asks it to stop. @returns what ended it. */
  async stop(): Promise<NodeJS.Signals | number> {
    this.signal('SIGTERM');
    return this.ended;
  }

  async readiness(): Promise<Readiness> {
    return JSON.parse(await get(this.port, '/health/ready')) as Readiness;
  }

  /** Resolves once all its parts work. */
  async ready(): Promise<void> {
    await eventually(async () => {
      const { status, checks } = await this.readiness();
      if (status !== 'ok') throw new Error(`not ready: ${JSON.stringify(checks)} (log: ${this.log})`);
    }, START_LIMIT_MS);
  }

  /** The value of a metric, by its name with its labels. */
  async metric(name: string): Promise<number> {
    const line = (await get(this.metricsPort, '/metrics')).split('\n').find((each) => each.startsWith(`${name} `));
    if (!line) throw new Error(`no metric ${name}`);
    return Number(line.slice(line.lastIndexOf(' ')));
  }

  /** The sum of a metric over all its labels that contain `labels`. */
  async sum(name: string, labels = ''): Promise<number> {
    return (await get(this.metricsPort, '/metrics'))
      .split('\n')
      .filter((line) => line.startsWith(`${name}{`) && line.includes(labels))
      .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
  }

  /** The most memory that it has had, in MB. */
  async peakMemory(): Promise<number> {
    const status = await readFile(`/proc/${this.child.pid}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1]) / 1_024;
  }
}

async function get(port: number, path: string): Promise<string> {
  const { body } = await request(`http://127.0.0.1:${port}${path}`, { headersTimeout: 30_000 });
  return body.text();
}
