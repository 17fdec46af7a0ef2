import { type ChildProcess, fork, type ForkOptions } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface PoolCall {
  path: string;
  grant?: string;
  status: number;
}

/** The pages and addresses of a pool on which people sign in, in a process of its own. */
export class PoolWithPages {
  readonly calls: PoolCall[] = [];

  private constructor(
    private readonly running: ChildProcess,
    readonly url: string,
  ) {
    running.on('message', (call: PoolCall) => this.calls.push(call));
  }

  static async start(userPoolId: string, clientId: string, home: string): Promise<PoolWithPages> {
    const [region] = userPoolId.split('_');
    const issuer = `https://cognito-idp.${region}.amazonaws.com/${userPoolId}`;
    // It has much to say of what a public server would need.
    const quiet = { execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] } satisfies ForkOptions;
    const running = fork(join(__dirname, 'hosted-pool.process.mjs'), [issuer, clientId, home], quiet);
    const gone = once(running, 'exit').then(() => Promise.reject(new Error('the pool has ended: is it installed?')));
    const [{ port }] = (await Promise.race([once(running, 'message'), gone])) as [{ port: number }];
    return new PoolWithPages(running, `http://127.0.0.1:${port}`);
  }

  /** Whom a token is of; undefined where it is none of this pool. */
  async ownerOf(token: string): Promise<string | undefined> {
    const answer = await fetch(`${this.url}/oauth2/userInfo`, { headers: { authorization: `Bearer ${token}` } });
    return answer.ok ? ((await answer.json()) as { sub: string }).sub : undefined;
  }

  async stop(): Promise<void> {
    if (this.running.exitCode !== null || this.running.signalCode !== null) return;
    const gone = once(this.running, 'exit');
    this.running.kill();
    await gone;
  }
}
