import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Compose } from '../../local-stack/backing/docker/compose';
import { freePorts } from '../../local-stack/ports/free-port';
import { STATE_FOLDER } from '../../local-stack/settings/project';
import { eventually } from '../support/eventually';
import { uniqueName } from '../support/unique';
import { UNMET_LIMITS } from '../support/unmet-limits';
import { type Container, inspect } from './container';

const READY_LIMIT_MS = 180_000;
const PORTS = ['GATEWAY_PORT', 'KAFKA_PORT', 'DYNAMODB_PORT', 'POSTGRES_PORT', 'COGNITO_PORT'];
/** Emptied: they would win over the ports, by which commands find the stack. */
const ENDPOINTS = ['KAFKA_BROKERS', 'DYNAMODB_ENDPOINT', 'DATABASE_URL', 'COGNITO_ENDPOINT'];

/** A line on the terminal, since a test of containers is silent for long. The time is that of the test run. */
export function say(line: string): void {
  process.stderr.write(`[${process.uptime().toFixed(0).padStart(4)} s] ${line}\n`);
}

/** The stack of docker-compose.yml as a project of its own, beside whatever else runs. */
export class ComposeStack {
  private readonly compose: Compose;

  /** Of the project and the ports that the environment names. */
  constructor(readonly environment: NodeJS.ProcessEnv = process.env) {
    this.compose = new Compose(environment);
  }

  static async withNamesOfItsOwn(): Promise<ComposeStack> {
    const project = uniqueName('compose-test');
    const ports = await freePorts(PORTS.length);
    return new ComposeStack({
      ...UNMET_LIMITS,
      ...process.env,
      ...Object.fromEntries(PORTS.map((name, index) => [name, String(ports[index])])),
      ...Object.fromEntries(ENDPOINTS.map((name) => [name, ''])),
      COMPOSE_PROJECT_NAME: project,
      CRUDDUR_FOLDER: join(STATE_FOLDER, 'test-logs', project),
    });
  }

  get project(): string {
    return this.environment['COMPOSE_PROJECT_NAME']!;
  }

  get gatewayUrl(): string {
    return `http://127.0.0.1:${this.environment['GATEWAY_PORT']}`;
  }

  run(...args: string[]): Promise<string> {
    return this.compose.run(...args);
  }

  /** Starts what does not run, and resolves when all of it can do its work. */
  async up(...args: string[]): Promise<void> {
    await this.run('up', '--detach', ...args);
    await this.ready();
  }

  ready(): Promise<void> {
    return eventually(async () => {
      const notReady = (await this.containers()).filter((container) => !isReady(container));
      if (notReady.length > 0) throw new Error(`not ready: ${notReady.map(({ Name }) => Name).join(', ')}`);
    }, READY_LIMIT_MS);
  }

  /** Of these services, or of all. */
  async containers(...services: string[]): Promise<Container[]> {
    return inspect((await this.run('ps', '--all', '--quiet', ...services)).split('\n').filter(Boolean));
  }

  /** Containers, networks and data; their logs are kept in a file. */
  async takeDown(): Promise<void> {
    try {
      await this.keepLogs();
    } finally {
      await this.run('down', '--volumes', '--remove-orphans', '--timeout', '20');
    }
  }

  private async keepLogs(): Promise<void> {
    const folder = this.environment['CRUDDUR_FOLDER']!;
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'compose.log'), await this.run('logs', '--no-color', '--timestamps'));
  }
}

/** A task is ready when it is done. */
const isReady = ({ State, HostConfig }: Container): boolean =>
  HostConfig.RestartPolicy.Name === 'unless-stopped'
    ? State.Status === 'running' && State.Health?.Status === 'healthy'
    : State.Status === 'exited' && State.ExitCode === 0;
