const EVERY_MS = 100;

/**
 * How late the event loop is. It looks only while there is something to answer: an idle process is not woken for it, as it
 * would be by `monitorEventLoopDelay`, which looks all the time.
 */
export class EventLoopWatch {
  private timer: NodeJS.Timeout | undefined;
  private last = 0;
  private lastButOne = 0;

  constructor(private readonly isBusy: () => boolean) {}

  /** Milliseconds that two looks in a row were late at least: a single pause, as for a garbage collection, has passed. */
  get delayMs(): number {
    return Math.min(this.last, this.lastButOne);
  }

  /** Looks from now on, until nothing is to be answered. */
  begin(): void {
    if (this.timer === undefined) this.lookIn(EVERY_MS);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.last = this.lastButOne = 0;
  }

  private lookIn(ms: number): void {
    const due = performance.now() + ms;
    this.timer = setTimeout(() => this.look(performance.now() - due), ms).unref();
  }

  private look(lateMs: number): void {
    this.lastButOne = this.last;
    this.last = lateMs;
    if (this.isBusy()) this.lookIn(EVERY_MS);
    else this.stop();
  }
}
