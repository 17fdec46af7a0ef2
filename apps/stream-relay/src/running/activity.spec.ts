import { Logger } from '@nestjs/common';
import { Activity } from './activity';

describe('an activity', () => {
  let now = 0;
  let activity: Activity;
  const lines: string[] = [];

  beforeAll(() => {
    const write = (line: string) => lines.push(line);
    Logger.overrideLogger({ log: write, warn: write, error: write });
  });
  beforeEach(() => {
    lines.length = 0;
    activity = new Activity('reading', () => now);
  });

  it('says once that it fails and once that it succeeds again', () => {
    for (let i = 0; i < 5; i += 1) activity.failed(new Error('away'));
    activity.succeeded();
    activity.succeeded();
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/reading: fails.*away/);
    expect(lines[1]).toMatch(/succeeds again after 5 failures/);
  });

  it('waits longer after each failure, up to a limit, and anew after a success', () => {
    const pauses = Array.from({ length: 12 }, () => activity.failed(new Error('away')));
    expect(pauses[0]).toBeLessThanOrEqual(100);
    expect(pauses[5]).toBeGreaterThan(1_000);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(5_000);
    activity.succeeded();
    expect(activity.failed(new Error('away'))).toBeLessThanOrEqual(100);
  });

  it('is well only when it was done lately', () => {
    expect(() => activity.check()).toThrow('reading: not done yet');
    activity.succeeded();
    expect(() => activity.check()).not.toThrow();
    activity.failed(new Error('away'));
    expect(() => activity.check()).not.toThrow();
    now += 20_000;
    expect(() => activity.check()).toThrow('reading: last done 20 s ago: away');
  });

  it('is alive while it fails, and stuck when it neither fails nor succeeds', () => {
    for (let i = 0; i < 10; i += 1) {
      now += 50_000;
      activity.failed(new Error('away'));
      expect(() => activity.checkAlive()).not.toThrow();
    }
    now += 61_000;
    expect(() => activity.checkAlive()).toThrow('reading: no outcome for 61 s');
  });
});
