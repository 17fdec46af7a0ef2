import { LRUCache } from 'lru-cache';
import { UseCounter } from './use-counter';
import { type RateLimit, type RateLimitName, secondsLeft, windowAt } from './rate-limit';
import { limitKey } from './table';

/** What is left to a subject, and for how long. */
export interface Use {
  isRefused: boolean;
  remaining: number;
  secondsLeft: number;
}

/** Told of the counters that are worth a write. */
export interface CounterWatch {
  add(counter: UseCounter): void;
  forget(counter: UseCounter): void;
}

/** Subjects of one limit that are remembered. Beyond, who has asked least recently begins anew. */
export const REMEMBERED_SUBJECTS = 10_000;

/** Share of a quota from which on a subject is near it. */
const NEAR = 1 / 4;

export const nearQuota = ({ quota }: RateLimit): number => Math.ceil(quota * NEAR);

/**
 * Counts the use of one limit: a request is taken while less than the quota is known to be used in its window. What is
 * refused counts for nothing. Memory is bounded, whoever asks.
 */
export class LimitedUse {
  private readonly counters: LRUCache<string, UseCounter>;
  private readonly near: number;
  private readonly now: () => number;
  private readonly watch: CounterWatch | undefined;

  constructor(
    readonly name: RateLimitName,
    readonly limit: RateLimit,
    { watch, now = Date.now }: { watch?: CounterWatch; now?: () => number } = {},
  ) {
    this.near = nearQuota(limit);
    this.now = now;
    this.watch = watch;
    this.counters = new LRUCache({ max: REMEMBERED_SUBJECTS, dispose: (counter) => watch?.forget(counter) });
  }

  take(subject: string): Use {
    const now = this.now();
    const counter = this.counterOf(subject, now);
    const isRefused = counter.used >= this.limit.quota;
    if (!isRefused) this.count(counter, 1);
    const remaining = Math.max(0, this.limit.quota - counter.used);
    return { isRefused, remaining, secondsLeft: secondsLeft(now, counter.window) };
  }

  /** What was taken turned out to be none of what is limited. */
  giveBack(subject: string): void {
    this.count(this.counterOf(subject, this.now()), -1);
  }

  private count(counter: UseCounter, by: number): void {
    counter.add(by);
    if (counter.used >= this.near) this.watch?.add(counter);
  }

  private counterOf(subject: string, now: number): UseCounter {
    const known = this.counters.get(subject);
    if (known && now < known.window.endsAt && now >= known.window.startsAt) return known;
    const window = windowAt(now, this.limit);
    const counter = new UseCounter(limitKey(this.name, subject, window), window);
    this.counters.set(subject, counter);
    return counter;
  }
}
