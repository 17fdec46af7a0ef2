/** Pauses between tries, in milliseconds, without end: the first, then twice the one before, up to the longest. */
export function* growingPauses(firstMs: number, longestMs: number): Generator<number, never> {
  for (let pauseMs = firstMs; ; pauseMs = Math.min(2 * pauseMs, longestMs)) yield pauseMs;
}

const FIRST_MS = 100;
const LONGEST_MS = 2_000;

/** The pauses of work that waits for what is away: a random half of each, so that not all come back at the same moment. */
export function* pausesOfAnOutage(): Generator<number, never> {
  const pauses = growingPauses(FIRST_MS, LONGEST_MS);
  for (;;) yield pauses.next().value * (0.5 + Math.random() / 2);
}
