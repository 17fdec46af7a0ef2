/** Milliseconds since some fixed moment; never set back, and it runs on while the process is frozen. */
export type MonotonicClock = () => number;

/** The token of the clock, which tests set. */
export const MONOTONIC_CLOCK = Symbol('MONOTONIC_CLOCK');

export const monotonicClock: MonotonicClock = () => performance.now();
