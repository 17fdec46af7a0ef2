import { Logger } from '@nestjs/common';
import { Registry } from 'prom-client';
import type { Activity } from './activity';
import { Patience } from './patience';

describe('an activity', () => {
  let now = 0;
  let registry: Registry;
  let activity: Activity;
  let other: Activity;
  const lines: string[] = [];

  beforeAll(() => {
    const write = (line: string) => lines.push(line);
    Logger.overrideLogger({ log: write, warn: write, error: write });
  });
  beforeEach(() => {
    lines.length = 0;
    registry = new Registry();
    const patience = new Patience(registry, () => now);
    activity = patience.activity('reading', 'reading one');
    other = patience.activity('reading', 'reading the other');
  });

  const waiting = async (): Promise<number | undefined> =>
    (await registry.getSingleMetric('cruddur_waiting')!.get()).values[0]?.value;

  it('waits from its first failure to its next success, and the log has two lines about it', async () => {
    for (let i = 0; i < 5; i += 1) activity.failed(new Error('away'));
    expect(await waiting()).toBe(1);
    activity.succeeded();
    activity.succeeded();
    expect(await waiting()).toBe(0);
    expect(lines).toEqual([
      expect.stringMatching(/^waiting: reading one: .*away/),
      expect.stringMatching(/^going on after \d+ ms of waiting: reading one: .*away/),
    ]);
  });

  it('shares the outage with others of its kind', async () => {
    activity.failed(new Error('away'));
    other.failed(new Error('away'));
    expect(await waiting()).toBe(2);
    activity.succeeded();
    expect(lines).toHaveLength(1);
    other.succeeded();
    expect(lines).toHaveLength(2);
  });

  it('does not wait once it is given up', async () => {
    activity.failed(new Error('away'));
    activity.waitsNoLonger();
    activity.waitsNoLonger();
    expect(await waiting()).toBe(0);
  });

  it('pauses longer after each failure, up to a limit, and begins again after a success', () => {
    const pauses = Array.from({ length: 12 }, () => activity.failed(new Error('away')));
    expect(pauses[0]).toBeLessThanOrEqual(100);
    expect(pauses[5]).toBeGreaterThanOrEqual(1_000);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(2_000);
    activity.succeeded();
    expect(activity.failed(new Error('away'))).toBeLessThanOrEqual(100);
  });

  it('is well only when it was done lately', () => {
    expect(() => activity.check()).toThrow('reading one: not done yet');
    activity.succeeded();
    expect(() => activity.check()).not.toThrow();
    activity.failed(new Error('away'));
    expect(() => activity.check()).not.toThrow();
    now += 20_000;
    expect(() => activity.check()).toThrow('reading one: last done 20 s ago: away');
  });

  it('is alive while it fails, and stuck when it neither fails nor succeeds', () => {
    for (let i = 0; i < 10; i += 1) {
      now += 50_000;
      activity.failed(new Error('away'));
      expect(() => activity.checkAlive()).not.toThrow();
    }
    now += 61_000;
    expect(() => activity.checkAlive()).toThrow('reading one: no outcome for 61 s');
  });

  it('tells how long it has succeeded without an interruption', () => {
    expect(activity.succeedsForMs()).toBe(0);
    activity.succeeded();
    now += 10_000;
    activity.succeeded();
    expect(activity.succeedsForMs()).toBe(10_000);
    activity.failed(new Error('away'));
    now += 1_000;
    activity.succeeded();
    expect(activity.succeedsForMs()).toBe(0);
    now += 20_000;
    expect(activity.succeedsForMs()).toBe(0);
  });
});
