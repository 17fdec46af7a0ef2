import type { Activity } from './activity';
import { pause } from './pause';

/** Does its work at every interval, at once when woken, and after a failure with growing pauses; until stopped. */
export class Loop {
  private readonly stopping = new AbortController();
  private waking = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly activity: Activity,
    private readonly intervalMs: number,
    private readonly work: () => Promise<void>,
  ) {}

  start(): void {
    this.running = this.run();
  }

  wake(): void {
    this.waking.abort();
  }

  /** Resolves when the work under way is done. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.wake();
    await this.running;
    this.activity.waitsNoLonger();
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      this.waking = new AbortController();
      await pause(await this.attempt(), this.waking.signal);
    }
  }

  private async attempt(): Promise<number> {
    try {
      await this.work();
      this.activity.succeeded();
      return this.intervalMs;
    } catch (error) {
      return this.activity.failed(error);
    }
  }
}
