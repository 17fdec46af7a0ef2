import { CruddurError } from './cruddur-error.js';

export interface Pauses {
  firstMs: number;
  longestMs: number;
}

export interface Patience {
  pauses?: Partial<Pauses> | undefined;
  signal?: AbortSignal | undefined;
  /** Which failures are waited out; those that are retriable, unless it is said. */
  passes?: ((error: CruddurError) => boolean) | undefined;
  /** Told of each failure that is waited out. */
  onDelayed?: ((error: CruddurError) => void) | undefined;
  /** Pauses as long as it is told, or shorter. */
  pause?: ((ms: number, signal?: AbortSignal) => Promise<void>) | undefined;
}

const FIRST_MS = 250;
const LONGEST_MS = 30_000;

/** Tries again until there is an answer, or a refusal for good; as late as the service asks for, with pauses that grow. */
export async function untilAnswered<Value>(attempt: () => Promise<Value>, patience: Patience = {}): Promise<Value> {
  const { signal, passes = isRetriable, onDelayed, pause = pauseFor } = patience;
  const { firstMs = FIRST_MS, longestMs = LONGEST_MS } = patience.pauses ?? {};
  for (let pauseMs = firstMs; ; pauseMs = Math.min(2 * pauseMs, longestMs)) {
    signal?.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof CruddurError) || !passes(error)) throw error;
      onDelayed?.(error);
      // A random part of it, so that not all who were cut off come back at the same moment.
      await pause((error.retryAfterMs ?? 0) + pauseMs * (0.5 + Math.random() / 2), signal);
    }
  }
}

const isRetriable = (error: CruddurError): boolean => error.retriable;

export const pauseFor = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', giveUp);
      resolve();
    }, ms);
    const giveUp = (): void => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    signal?.addEventListener('abort', giveUp, { once: true });
  });
