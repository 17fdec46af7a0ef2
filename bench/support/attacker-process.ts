import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Attack, Target } from './attacks';

export interface Order {
  kind: Attack;
  target: Target;
  ms: number;
}

export interface Outcome {
  asked: number;
  /** Of the attacker's own process. */
  cpuMs: number;
}

/** One person who does their worst, from a process of their own. */
export class AttackerProcess {
  private constructor(private readonly child: ChildProcess) {}

  static async start(): Promise<AttackerProcess> {
    const child = fork(join(__dirname, 'attacker.js'));
    await once(child, 'message');
    return new AttackerProcess(child);
  }

  async attack(order: Order): Promise<Outcome> {
    this.child.send(order);
    const [outcome] = (await once(this.child, 'message')) as [Outcome];
    return outcome;
  }

  stop(): void {
    this.child.disconnect();
  }
}
