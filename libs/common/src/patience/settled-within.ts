import { pause } from './pause';

/** Resolves when all have settled, with true, or when the time is over, with false. */
export async function settledWithin(milliseconds: number, promises: Promise<unknown>[]): Promise<boolean> {
  const settled = new AbortController();
  const inTime = Promise.allSettled(promises).then(() => true);
  const timeIsOver = pause(milliseconds, settled.signal).then(() => false);
  try {
    return await Promise.race([inTime, timeIsOver]);
  } finally {
    settled.abort();
  }
}
