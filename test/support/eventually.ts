import { setTimeout as sleep } from 'node:timers/promises';

const SHORTEST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 1_000;

/**
 * Resolves with what `attempt` returns as soon as it no longer throws; after the limit, rejects with its last error. The
 * limit is for a machine that does many other things: what takes a second on an idle one may take twenty there.
 */
export async function eventually<T>(attempt: () => Promise<T> | T, limitMs = 60_000): Promise<T> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const triedAt = Date.now();
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      // As long as the attempt took: to read a table again and again would slow down what is waited for.
      await sleep(Math.min(Math.max(SHORTEST_PAUSE_MS, Date.now() - triedAt), LONGEST_PAUSE_MS));
    }
  }
}
