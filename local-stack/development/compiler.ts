import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../settings/project';

/** What became of the sources as they were saved: the JavaScript files that were written, or why nothing was written. */
export type Compilation = { written: string[] } | { errors: string };

/** TypeScript in a process of its own, for it would keep the supervisor of the stack waiting. */
export class Compiler {
  private readonly process: ChildProcess;
  private isWanted = true;

  /** `onCompiled` is told of every compilation, `onEnd` when there will be no more although `stop` was not called. */
  constructor(onCompiled: (compilation: Compilation) => void, onEnd: () => void) {
    this.process = fork(join(__dirname, 'compiler.process.js'), { cwd: PROJECT_ROOT, execArgv: [] });
    this.process.on('message', (message) => onCompiled(message as Compilation));
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
