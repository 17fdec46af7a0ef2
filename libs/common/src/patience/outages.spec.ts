import { Logger } from '@nestjs/common';
import { Registry } from 'prom-client';
import type { Outages } from './outages';
import { Patience } from './patience';

const always = () => true;

describe('waiting an outage out', () => {
  let registry: Registry;
  let outages: Outages;
  const lines: string[] = [];

  beforeAll(() => {
    const write = (line: string) => lines.push(line);
    Logger.overrideLogger({ log: write, warn: write, error: write });
  });
  beforeEach(() => {
    jest.useFakeTimers();
    lines.length = 0;
    registry = new Registry();
    outages = new Patience(registry).outages('store');
  });
  afterEach(() => void jest.useRealTimers());

  const valueOf = async (metric: string): Promise<number | undefined> =>
    (await registry.getSingleMetric(metric)!.get()).values[0]?.value;
  const failing = (times: number) => {
    let calls = 0;
    return jest.fn(() => ((calls += 1) > times ? Promise.resolve('answer') : Promise.reject(new Error('away'))));
  };

  it('gives the answer of the try that succeeds', async () => {
    const work = failing(3);
    const answer = outages.waitOut(work, always, new AbortController().signal);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(await answer).toBe('answer');
    expect(work).toHaveBeenCalledTimes(4);
  });

  it('is counted once, and shown while anything waits', async () => {
    const signal = new AbortController().signal;
    const answers = [failing(1), failing(10)].map((work) => outages.waitOut(work, always, signal));
    await jest.advanceTimersByTimeAsync(0);
    expect(await valueOf('cruddur_waiting')).toBe(2);
    expect(outages.reason).toMatch(/away, since \d{4}-/);
    await jest.advanceTimersByTimeAsync(100);
    await answers[0];
    expect(await valueOf('cruddur_waiting')).toBe(1);
    await jest.advanceTimersByTimeAsync(60_000);
    await answers[1];
    expect(await valueOf('cruddur_waiting')).toBe(0);
    expect(await valueOf('cruddur_outages_total')).toBe(1);
    expect(outages.reason).toBeUndefined();
    expect(lines).toEqual([expect.stringMatching(/^waiting: /), expect.stringMatching(/^going on after /)]);
  });

  it('does not wait for a failure that will not pass', async () => {
    const wrong = new TypeError('wrong');
    const work = outages.waitOut(
      () => Promise.reject(wrong),
      () => false,
      new AbortController().signal,
    );
    await expect(work).rejects.toBe(wrong);
    expect(lines).toEqual([]);
  });

  it('ends at once with the reason of a signal that aborts', async () => {
    const stop = new AbortController();
    const work = outages.waitOut(failing(Infinity), always, stop.signal);
    const ended = expect(work).rejects.toThrow('stopped');
    await jest.advanceTimersByTimeAsync(0);
    stop.abort(new Error('stopped'));
    await ended;
    expect(await valueOf('cruddur_waiting')).toBe(0);
  });
});
