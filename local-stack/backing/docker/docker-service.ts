import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { PROJECT_ROOT } from '../../settings/project';
import type { Part } from '../../supervision/part';
import { runCommand } from '../../system/run-command';
import { waitUntil } from '../../system/wait-until';
import type { Compose } from './compose';

const START_LIMIT_MS = 90_000;

/** One service of docker-compose.yml, whose container exists already. */
export class DockerService implements Part {
  private follower: ChildProcess | undefined;

  constructor(
    private readonly compose: Compose,
    readonly name: string,
    readonly address: string,
    readonly logFile: string,
    readonly probe: () => Promise<void>,
  ) {}

  async pid(): Promise<number | undefined> {
    const container = await this.compose.run('ps', '--quiet', this.name);
    if (!container) return undefined;
    const { stdout } = await runCommand('docker', ['inspect', '--format', '{{.State.Pid}}', container]);
    return Number(stdout) || undefined;
  }

  async start(): Promise<void> {
    await this.compose.run('start', this.name);
    this.copyLog();
    await waitUntil(this.probe, START_LIMIT_MS);
  }

  async stop(): Promise<void> {
    await this.compose.run('stop', this.name);
    this.follower?.kill();
  }

  async kill(): Promise<void> {
    await this.compose.run('kill', this.name);
    this.follower?.kill();
  }

  /** So that a log is a file, whichever way the service runs. */
  private copyLog(): void {
    mkdirSync(dirname(this.logFile), { recursive: true });
    const log = openSync(this.logFile, 'w');
    const args = ['compose', 'logs', '--follow', '--no-color', '--no-log-prefix', '--tail', '100', this.name];
    const { environment } = this.compose;
    this.follower?.kill();
    this.follower = spawn('docker', args, {
      cwd: PROJECT_ROOT,
      env: environment,
      stdio: ['ignore', log, log],
      detached: true,
    });
    closeSync(log);
  }
}
