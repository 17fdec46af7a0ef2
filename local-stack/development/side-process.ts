import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../settings/project';

export interface SideProcessSettings<Message> {
  /** The program, which stands beside this file; it ends when it is left alone. */
  program: string;
  environment?: NodeJS.ProcessEnv;
  onMessage: (message: Message) => void;
  /** There will be no more, although `stop` was not called. */
  onEnd: () => void;
}

/** Work in a process of its own, for it would keep the supervisor of the stack waiting. */
export class SideProcess<Message> {
  private readonly process: ChildProcess;
  private isWanted = true;

  constructor({ program, environment = process.env, onMessage, onEnd }: SideProcessSettings<Message>) {
    this.process = fork(join(__dirname, program), { cwd: PROJECT_ROOT, execArgv: [], env: environment });
    this.process.on('message', (message) => onMessage(message as Message));
    this.process.once('exit', () => this.isWanted && onEnd());
  }

  async stop(): Promise<void> {
    this.isWanted = false;
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const exit = once(this.process, 'exit');
    this.process.kill();
    await exit;
  }
}
