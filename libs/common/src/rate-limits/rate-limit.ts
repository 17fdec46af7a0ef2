/** So many requests in each window; the windows lie end to end, and begin at multiples of their length. */
export interface RateLimit {
  quota: number;
  windowSeconds: number;
}

/** Where each policy stands in the configuration, in error codes, in the store's keys and in what callers are told. */
export const RATE_LIMITS = ['send', 'start', 'change', 'report', 'list', 'lookup', 'sign_up', 'bad_token'] as const;
export type RateLimitName = (typeof RATE_LIMITS)[number];

/** The window that a moment lies in. Times are milliseconds since 1970. */
export interface Window {
  startsAt: number;
  endsAt: number;
}

export function windowAt(now: number, { windowSeconds }: RateLimit): Window {
  const length = windowSeconds * 1_000;
  const startsAt = Math.floor(now / length) * length;
  return { startsAt, endsAt: startsAt + length };
}

/** Whole seconds until the window has ended, at least one: who waits for that long is in another one. */
export const secondsLeft = (now: number, { endsAt }: Window): number => Math.max(1, Math.ceil((endsAt - now) / 1_000));
