/** Milliseconds since some fixed moment; never set back, and it runs on while the process is frozen. */
export type MonotonicClock = () => number;

export const monotonicClock: MonotonicClock = () => performance.now();
