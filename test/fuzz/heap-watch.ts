import { setTimeout as sleep } from 'node:timers/promises';

const EVERY_MS = 500;

/** Follows what a process holds in its heap, as its metrics tell. */
export class HeapWatch {
  private readonly samples: number[] = [];
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly metricsUrl: string) {}

  start(): void {
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /**
   * By how many bytes the floor has risen, from the second quarter of the time to the last. Between two collections the heap
   * grows anyhow: only its lowest point in a stretch of time says what is held.
   */
  growth(): number {
    const quarter = Math.floor(this.samples.length / 4);
    const floor = (from: number): number => Math.min(...this.samples.slice(from, from + quarter));
    return floor(this.samples.length - quarter) - floor(quarter);
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      this.samples.push(await this.sample());
      await sleep(EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  private async sample(): Promise<number> {
    const text = await (await fetch(this.metricsUrl)).text();
    return Number(/^cruddur_nodejs_heap_size_used_bytes (\S+)$/m.exec(text)?.[1]);
  }
}
