const PART_OF_THE_SILENCE = 1 / 50;
const LONGEST_INTERVAL_MS = 500;

/**
 * Milliseconds between two reads of a shard that has had no records for `silenceMs`: reads of a quiet shard cost as much
 * as others, so they grow rare as the silence lasts, and its end is seen half a second late at most.
 */
export const readInterval = (silenceMs: number, pollIntervalMs: number): number =>
  Math.max(pollIntervalMs, Math.min(silenceMs * PART_OF_THE_SILENCE, LONGEST_INTERVAL_MS));
