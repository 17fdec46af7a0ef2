import { range } from '../../test/support/range';

/** What came of one round of load. Latencies in milliseconds. */
export interface Round {
  perSecond: number;
  latencies: number[];
}

/** Keeps `concurrency` workers busy for `ms`. */
export async function load(concurrency: number, ms: number, work: (worker: number) => Promise<void>): Promise<Round> {
  const latencies: number[] = [];
  const started = performance.now();
  await Promise.all(
    range(concurrency).map(async (worker) => {
      while (performance.now() - started < ms) {
        const begun = performance.now();
        await work(worker);
        latencies.push(performance.now() - begun);
      }
    }),
  );
  return { perSecond: (latencies.length * 1_000) / (performance.now() - started), latencies };
}
