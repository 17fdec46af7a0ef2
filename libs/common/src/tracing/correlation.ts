import { AsyncLocalStorage } from 'node:async_hooks';

/** On whose behalf the present work is done: every log line that is written meanwhile tells it. */
export interface Correlation {
  requestId?: string | undefined;
  /** Who makes the request, from when that is known. */
  userUuid?: string | undefined;
  /** Aborted when the caller has hung up. */
  callerGone?: AbortSignal | undefined;
}

const storage = new AsyncLocalStorage<Correlation>();

export const correlated = <Result>(correlation: Correlation, work: () => Result): Result =>
  storage.run(correlation, work);

export const currentCorrelation = (): Correlation => storage.getStore() ?? {};

/** Does what others wait for too: it goes on when the present caller hangs up. */
export const forOthersToo = <Result>(work: () => Result): Result =>
  correlated({ ...currentCorrelation(), callerGone: undefined }, work);
