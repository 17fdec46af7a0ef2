import type { Window } from './rate-limit';

/** What one person or address has used of one limit in one window, as this process knows it. */
export class UseCounter {
  /** By all processes, as their store has last said. */
  private told = 0;
  /** Here, and not in the store. */
  private untold = 0;

  constructor(
    readonly key: string,
    readonly window: Window,
  ) {}

  get used(): number {
    return this.told + this.untold;
  }

  get unsettled(): number {
    return this.untold;
  }

  add(count: number): void {
    this.untold += count;
  }

  /** `count` of what was unsettled is in the store, which has `total`. */
  settle(count: number, total: number): void {
    this.untold -= count;
    this.told = total;
  }
}
