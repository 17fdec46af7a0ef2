import { AsyncLocalStorage } from 'node:async_hooks';

/** On whose behalf the present work is done: every log line that is written meanwhile tells it. */
export interface Correlation {
  requestId?: string | undefined;
  /** Who makes the request, from when that is known. */
  userUuid?: string | undefined;
}

const storage = new AsyncLocalStorage<Correlation>();

export const correlated = <Result>(correlation: Correlation, work: () => Result): Result =>
  storage.run(correlation, work);

export const currentCorrelation = (): Correlation => storage.getStore() ?? {};
