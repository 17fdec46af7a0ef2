import { CruddurError } from '../calls/cruddur-error.js';

const SILENCE_MS = 60_000;
/** A stream tells something as soon as it is open. */
const FIRST_MS = 10_000;

/** Gives a connection up on which nothing comes, at first sooner than later on. */
export class Silence {
  private readonly broken = new AbortController();
  readonly signal: AbortSignal;
  /** Whether it was given up. */
  isTooLong = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly longestMs = SILENCE_MS,
    signal?: AbortSignal,
  ) {
    this.signal = signal ? AbortSignal.any([signal, this.broken.signal]) : this.broken.signal;
    this.waitFor(Math.min(FIRST_MS, longestMs));
  }

  hears(): void {
    this.waitFor(this.longestMs);
  }

  /** Ends the connection too, if it still is one. */
  end(): void {
    clearTimeout(this.timer);
    this.broken.abort();
  }

  private waitFor(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.isTooLong = true;
      this.broken.abort(new CruddurError('the stream is silent'));
    }, ms);
  }
}
