import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Resolves with what `attempt` returns as soon as it no longer throws; after the limit, rejects with its last error. The
 * limit is for a machine that does many other things: what takes a second on an idle one may take twenty there.
 */
export async function eventually<T>(attempt: () => Promise<T> | T, limitMs = 60_000): Promise<T> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(20);
    }
  }
}
