import { Registry } from 'prom-client';
import { Logger } from '@nestjs/common';
import * as fc from 'fast-check';
import { LimitedUse, nearQuota, type Window } from '@app/common/rate-limits';
import { correlated, currentCorrelation } from '@app/common/tracing';
import { eventually } from '../../../../test/support/eventually';
import { range } from '../../../../test/support/range';
import { RateLimitMetrics } from './rate-limit-metrics';
import { Settlement, SETTLED_AT_ONCE } from './settlement';

/** As the table does it: each addition is one step. */
class Totals {
  readonly totals = new Map<string, number>();
  writes = 0;
  isAway = false;

  add(key: string, count: number, _window?: Window): Promise<number> {
    if (this.isAway) return Promise.reject(new Error('away'));
    this.writes += 1;
    const total = (this.totals.get(key) ?? 0) + count;
    this.totals.set(key, total);
    return Promise.resolve(total);
  }
}

const NOW = 1_764_000_000_000;

function gatewayOn(store: Totals, limit = { quota: 40, windowSeconds: 60 }) {
  const settlement = new Settlement(store, new RateLimitMetrics(new Registry()));
  return { settlement, use: new LimitedUse('send', limit, { watch: settlement, now: () => NOW }) };
}

/** Of four gateways that settle after each interval: all they let through, and the most of one gateway in one interval. */
async function letThrough(quota: number, intervals: { gateway: number; requests: number }[][]) {
  const store = new Totals();
  const gateways = range(4).map(() => gatewayOn(store, { quota, windowSeconds: 60 }));
  let total = 0;
  let mostAtOnce = 0;
  for (const steps of intervals) {
    const taken = gateways.map(() => 0);
    for (const { gateway, requests } of steps) {
      for (const _ of range(requests)) if (!gateways[gateway]!.use.take('andrew').isRefused) taken[gateway]! += 1;
    }
    total += taken.reduce((sum, each) => sum + each);
    mostAtOnce = Math.max(mostAtOnce, ...taken);
    for (const { settlement } of gateways) await settlement.settle();
  }
  return { total, mostAtOnce };
}

beforeEach(() => {
  jest.useFakeTimers({ now: NOW });
});
afterEach(() => {
  jest.useRealTimers();
});

describe('gateways that settle', () => {
  it('let through the quota, and beyond it, for each other gateway, what that may keep to itself and one interval', async () => {
    const step = fc.record({ gateway: fc.nat(3), requests: fc.integer({ min: 1, max: 12 }) });
    const intervals = fc.array(fc.array(step, { maxLength: 4 }), { maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 60 }), intervals, async (quota, each) => {
        const { total, mostAtOnce } = await letThrough(quota, each);
        const kept = nearQuota({ quota, windowSeconds: 60 }) - 1;
        expect(total).toBeLessThanOrEqual(Math.min(4 * quota, quota + 3 * (kept + mostAtOnce)));
      }),
      { numRuns: 500 },
    );
  });

  it('know what the others have counted', async () => {
    const store = new Totals();
    const [one, other] = [gatewayOn(store), gatewayOn(store)];
    for (const _ of range(30)) one.use.take('andrew');
    await one.settlement.settle();
    for (const _ of range(10)) other.use.take('andrew');
    await other.settlement.settle();
    expect(other.use.take('andrew')).toMatchObject({ isRefused: true, remaining: 0 });
  });
});

describe('what settling costs', () => {
  it('is nothing for who is far from the limit', async () => {
    const store = new Totals();
    const { use } = gatewayOn(store);
    for (const _ of range(9)) use.take('andrew');
    await jest.advanceTimersByTimeAsync(5_000);
    expect([store.writes, jest.getTimerCount()]).toEqual([0, 0]);
  });

  it('is nothing for what was given back', async () => {
    const store = new Totals();
    const { use } = gatewayOn(store);
    for (const _ of range(40)) use.take('203.0.113.7');
    for (const _ of range(40)) use.giveBack('203.0.113.7');
    await jest.advanceTimersByTimeAsync(5_000);
    expect(store.writes).toBe(0);
  });

  it('is one write a second at most, however many requests come, and none for those that are refused', async () => {
    const store = new Totals();
    const { use } = gatewayOn(store);
    for (const _ of range(10)) use.take('andrew');
    for (const second of range(5)) {
      await jest.advanceTimersByTimeAsync(1_000);
      expect(store.writes).toBe(second + 1);
      for (const _ of range(3)) use.take('andrew');
    }
    for (const _ of range(100)) use.take('andrew');
    await jest.advanceTimersByTimeAsync(1_000);
    const { writes } = store;
    for (const _ of range(100)) use.take('andrew');
    await jest.advanceTimersByTimeAsync(10_000);
    expect([store.writes, jest.getTimerCount()]).toEqual([writes, 0]);
    expect([...store.totals.values()]).toEqual([40]);
  });

  it('is no part of the request that has led to it', async () => {
    // Those of the test would not carry it over.
    jest.useRealTimers();
    const behalf: unknown[] = [];
    const store = { add: () => Promise.resolve(behalf.push(currentCorrelation())) };
    const settlement = new Settlement(store, new RateLimitMetrics(new Registry()));
    const use = new LimitedUse('send', { quota: 1, windowSeconds: 60 }, { watch: settlement, now: () => NOW });
    correlated({ requestId: 'one' }, () => use.take('andrew'));
    await eventually(() => expect(behalf).toEqual([{}]));
  });

  it('is bounded, whatever a flood of addresses has counted, and each has its turn', async () => {
    const store = new Totals();
    const { use } = gatewayOn(store, { quota: 1, windowSeconds: 60 });
    for (const i of range(10 * SETTLED_AT_ONCE)) use.take(`address ${i}`);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(store.writes).toBe(SETTLED_AT_ONCE);
    await jest.advanceTimersByTimeAsync(9_000);
    expect(store.totals.size).toBe(10 * SETTLED_AT_ONCE);
  });

  it('is no memory beyond that of the counters', () => {
    const { settlement, use } = gatewayOn(new Totals(), { quota: 1, windowSeconds: 60 });
    for (const i of range(100_000)) use.take(`address ${i}`);
    expect(settlement.size).toBeLessThanOrEqual(10_000);
  });
});

describe('while the store is away', () => {
  it('each gateway holds the limit alone, says so once, and brings its count when the store is back', async () => {
    const [warn, log] = [jest.spyOn(Logger.prototype, 'warn'), jest.spyOn(Logger.prototype, 'log')];
    warn.mockImplementation();
    log.mockImplementation();
    const store = new Totals();
    store.isAway = true;
    const { use } = gatewayOn(store);
    const taken = range(50).filter(() => !use.take('andrew').isRefused);
    expect(taken).toHaveLength(40);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(warn).toHaveBeenCalledTimes(1);
    store.isAway = false;
    await jest.advanceTimersByTimeAsync(1_000);
    expect([...store.totals.values()]).toEqual([40]);
    expect(log).toHaveBeenCalledTimes(1);
    jest.restoreAllMocks();
  });

  it('does not try for ever what lies in a window that is over', async () => {
    jest.spyOn(Logger.prototype, 'warn').mockImplementation();
    const store = new Totals();
    store.isAway = true;
    const { use } = gatewayOn(store);
    for (const _ of range(40)) use.take('andrew');
    await jest.advanceTimersByTimeAsync(61_000);
    expect(jest.getTimerCount()).toBe(0);
    jest.restoreAllMocks();
  });
});
