import { setTimeout as sleep } from 'node:timers/promises';

const PAUSE_MS = 50;

/** Resolves as soon as `attempt` does. Gives up with its last error at the limit, and with `signal`'s reason at once. */
export async function waitUntil(attempt: () => Promise<void>, limitMs: number, signal?: AbortSignal): Promise<void> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    signal?.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await sleep(PAUSE_MS);
  }
}
