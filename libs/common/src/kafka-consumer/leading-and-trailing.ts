/** Which items may take effect together, and how long they wait for each other. */
export interface Joining<Item> {
  /** Items with the same key are joined. */
  keyOf: (item: Item) => string;
  /** For how long after an item of its key was given the next one of the key is held. */
  intervalMs: (item: Item) => number;
}

interface KeyState<Item> {
  held: Item[];
  /** What was given last is still being worked on. */
  isBusy: boolean;
  intervalEndsAt: number;
}

/** Intervals end on multiples of it, so that one timer and one piece of work serve many keys. */
const GRID_MS = 20;
const FORGET_EVERY_MS = 1_000;

/**
 * The leading and the trailing edge of every key. What comes for a key at rest is given at once. What follows within the
 * interval is held and given at its end, all together, and that begins the next interval.
 *
 * A key is given nothing while the work on what it was given last goes on: so its items are worked on in their order.
 * Keys at rest are forgotten.
 */
export class LeadingAndTrailing<Item> {
  private readonly states = new Map<string, KeyState<Item>>();
  private forgetAt = 0;

  constructor(private readonly joining: Joining<Item>) {}

  /** How many keys are not at rest. */
  get size(): number {
    return this.states.size;
  }

  /** When the next items are due; undefined where nothing is held, or only behind work that goes on. */
  get nextDueAt(): number | undefined {
    let next: number | undefined;
    for (const state of this.states.values()) {
      if (hasWaiting(state) && !(next !== undefined && next <= state.intervalEndsAt)) next = state.intervalEndsAt;
    }
    return next;
  }

  /** Takes all items. @returns those to work on at once; the others are held. */
  arrive(items: readonly Item[], now: number): Item[] {
    this.forget(now);
    const leading = new Set<string>();
    return items.filter((item) => {
      const key = this.joining.keyOf(item);
      const state = this.states.get(key);
      if (leading.has(key) || !state || isAtRest(state, now)) {
        leading.add(key);
        this.give(key, item, now);
        return true;
      }
      state.held.push(item);
      return false;
    });
  }

  /** @returns the items whose time has come, or everything that is held and not behind work that goes on. */
  due(now: number, which: 'in time' | 'all' = 'in time'): Item[] {
    const due: Item[] = [];
    for (const [key, state] of this.states) {
      if (!hasWaiting(state) || (which === 'in time' && state.intervalEndsAt > now)) continue;
      const items = state.held;
      state.held = [];
      for (const item of items) {
        this.give(key, item, now);
        due.push(item);
      }
    }
    return due;
  }

  /** The work on these items has ended. */
  done(items: readonly Item[]): void {
    for (const item of items) {
      const state = this.states.get(this.joining.keyOf(item));
      if (state) state.isBusy = false;
    }
  }

  private give(key: string, item: Item, now: number): void {
    const intervalEndsAt = Math.ceil((now + this.joining.intervalMs(item)) / GRID_MS) * GRID_MS;
    const state = this.states.get(key);
    if (state) Object.assign(state, { isBusy: true, intervalEndsAt });
    else this.states.set(key, { held: [], isBusy: true, intervalEndsAt });
  }

  private forget(now: number): void {
    if (now < this.forgetAt) return;
    this.forgetAt = now + FORGET_EVERY_MS;
    for (const [key, state] of this.states) if (isAtRest(state, now)) this.states.delete(key);
  }
}

const hasWaiting = ({ held, isBusy }: KeyState<unknown>): boolean => held.length > 0 && !isBusy;

const isAtRest = ({ held, isBusy, intervalEndsAt }: KeyState<unknown>, now: number): boolean =>
  held.length === 0 && !isBusy && intervalEndsAt <= now;
