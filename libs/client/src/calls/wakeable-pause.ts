import { pauseFor } from './patience.js';

/** Pauses that can be ended early, all at once: for when the network is back. */
export class WakeablePause {
  private waking = new AbortController();

  readonly pause = async (ms: number, signal?: AbortSignal): Promise<void> => {
    const woken = this.waking.signal;
    await pauseFor(ms, signal ? AbortSignal.any([signal, woken]) : woken).catch((error: unknown) => {
      if (!woken.aborted || signal?.aborted) throw error;
    });
  };

  readonly wake = (): void => {
    this.waking.abort();
    this.waking = new AbortController();
  };
}
