import { pause } from './pause';

/** Resolves when all have settled, or when the time is over. */
export async function settledWithin(milliseconds: number, promises: Promise<unknown>[]): Promise<void> {
  const settled = new AbortController();
  await Promise.race([Promise.allSettled(promises), pause(milliseconds, settled.signal)]);
  settled.abort();
}
