import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Round } from './load';

export interface RawRoundRequest {
  concurrency: number;
  ms: number;
}

export interface RawRound extends Round {
  /** Of the process that puts. */
  cpuMsEach: number;
}

/** Bare conditional puts by the SDK into a table of their own, from a process of their own. */
export class RawPutsProcess {
  private constructor(private readonly child: ChildProcess) {}

  static async start(dynamoDbEndpoint: string): Promise<RawPutsProcess> {
    const child = fork(join(__dirname, 'raw-puts.js'), [dynamoDbEndpoint]);
    await once(child, 'message');
    return new RawPutsProcess(child);
  }

  async round(concurrency: number, ms: number): Promise<RawRound> {
    this.child.send({ concurrency, ms } satisfies RawRoundRequest);
    const [result] = (await once(this.child, 'message')) as [RawRound];
    return result;
  }

  stop(): void {
    this.child.disconnect();
  }
}
