import { Logger } from '@nestjs/common';
import { Registry } from 'prom-client';
import { Loop } from './loop';
import { Patience } from './patience';

const INTERVAL_MS = 10_000;

describe('a loop', () => {
  let registry: Registry;
  let loop: Loop;
  const work = jest.fn<Promise<void>, []>();

  beforeAll(() => {
    Logger.overrideLogger(false);
  });
  beforeEach(() => {
    jest.useFakeTimers();
    work.mockReset().mockResolvedValue();
    registry = new Registry();
    loop = new Loop(new Patience(registry).activity('work', 'working'), INTERVAL_MS, work);
    loop.start();
  });
  afterEach(async () => {
    await loop.stop();
    jest.useRealTimers();
  });

  const calls = () => work.mock.calls.length;
  const waiting = async (): Promise<number | undefined> =>
    (await registry.getSingleMetric('cruddur_waiting')!.get()).values[0]?.value;

  it('works at once, and then at every interval', async () => {
    expect(calls()).toBe(1);
    await jest.advanceTimersByTimeAsync(INTERVAL_MS);
    expect(calls()).toBe(2);
  });

  it('works at once when it is woken', async () => {
    await jest.advanceTimersByTimeAsync(1);
    loop.wake();
    await jest.advanceTimersByTimeAsync(0);
    expect(calls()).toBe(2);
  });

  it('tries again soon after a failure', async () => {
    work.mockRejectedValue(new Error('away'));
    await jest.advanceTimersByTimeAsync(INTERVAL_MS);
    work.mockClear();
    await jest.advanceTimersByTimeAsync(2_000);
    expect(calls()).toBeGreaterThanOrEqual(1);
    expect(await waiting()).toBe(1);
  });

  it('ends the work under way when it is stopped, works no more, and waits for nothing', async () => {
    work.mockRejectedValue(new Error('away'));
    await jest.advanceTimersByTimeAsync(INTERVAL_MS);
    await loop.stop();
    work.mockClear();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(calls()).toBe(0);
    expect(await waiting()).toBe(0);
  });
});
