export interface LineLimits {
  /** Turns of one caller at once, while there is something saved. */
  perCaller: number;
  /** How much a caller saves at most: milliseconds of turns. */
  savedMs: number;
}

/** Milliseconds since some fixed moment. Passed in so that tests can fix it. */
export type Now = () => number;

/**
 * The turns of one caller. One turn at a time is free; each beyond it uses up what was saved, and while there is none, it
 * is saved again. So somebody who opens a page has several at once, and somebody who never stops asking has one.
 */
export class Line {
  /** What begins when its turn comes, in the order in which it came. */
  readonly waiting = new Set<() => void>();
  private taken = 0;
  private savedMs: number;
  private asOf: number;

  constructor(
    private readonly limits: LineLimits,
    private readonly now: Now,
  ) {
    this.savedMs = limits.savedMs;
    this.asOf = now();
  }

  get isIdle(): boolean {
    return this.taken === 0 && this.waiting.size === 0;
  }

  /** Whether the caller may have one more turn. */
  mayBegin(): boolean {
    this.settle();
    return this.taken < (this.savedMs > 0 ? this.limits.perCaller : 1);
  }

  begin(): void {
    this.settle();
    this.taken += 1;
  }

  end(): void {
    this.settle();
    this.taken -= 1;
  }

  private settle(): void {
    const now = this.now();
    const savedMs = this.savedMs + (now - this.asOf) * (1 - this.taken);
    this.savedMs = Math.min(Math.max(savedMs, 0), this.limits.savedMs);
    this.asOf = now;
  }
}
