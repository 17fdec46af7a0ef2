import * as fc from 'fast-check';
import type { UseCounter } from './use-counter';
import { LimitedUse, nearQuota, REMEMBERED_SUBJECTS } from './limited-use';
import type { RateLimit } from './rate-limit';

const WINDOW_MS = 10_000;

/** What has been taken, and no counting: the rule said in one line. */
function takenByTheRule(log: { at: number; subject: string; delta: number }[], { quota }: RateLimit) {
  return (at: number, subject: string): boolean => {
    const inWindow = log.filter(
      (each) => each.subject === subject && Math.floor(each.at / WINDOW_MS) === Math.floor(at / WINDOW_MS),
    );
    return inWindow.reduce((sum, { delta }) => sum + delta, 0) < quota;
  };
}

const step = fc.record({
  after: fc.nat(WINDOW_MS / 2),
  subject: fc.constantFrom('andrew', 'bayko'),
  kind: fc.constantFrom('take', 'take', 'take', 'give back'),
});

it('takes what the rule takes, whoever asks in whatever order', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.array(step, { maxLength: 60 }), (quota, steps) => {
      let now = 1_764_000_000_000;
      const limit = { quota, windowSeconds: WINDOW_MS / 1_000 };
      const use = new LimitedUse('send', limit, { now: () => now });
      const log: { at: number; subject: string; delta: number }[] = [];
      const mayTake = takenByTheRule(log, limit);
      for (const { after, subject, kind } of steps) {
        now += after;
        const expected = mayTake(now, subject);
        if (kind === 'give back') {
          if (!log.some((each) => each.subject === subject && each.at >= now - (now % WINDOW_MS) && each.delta > 0))
            continue;
          use.giveBack(subject);
          log.push({ at: now, subject, delta: -1 });
          continue;
        }
        expect(use.take(subject).isRefused).toBe(!expected);
        if (expected) log.push({ at: now, subject, delta: 1 });
      }
    }),
  );
});

it('tells what is left, and when there is all of it again', () => {
  let now = 1_764_000_000_000;
  const use = new LimitedUse('send', { quota: 2, windowSeconds: 10 }, { now: () => now });
  expect(use.take('andrew')).toEqual({ isRefused: false, remaining: 1, secondsLeft: 10 });
  now += 9_001;
  expect(use.take('andrew')).toEqual({ isRefused: false, remaining: 0, secondsLeft: 1 });
  expect(use.take('andrew')).toEqual({ isRefused: true, remaining: 0, secondsLeft: 1 });
  now += 1_000;
  expect(use.take('andrew')).toEqual({ isRefused: false, remaining: 1, secondsLeft: 10 });
});

it('never lets anybody wait for a time that does not come, when the clock is set back', () => {
  let now = 1_764_000_000_000;
  const use = new LimitedUse('send', { quota: 1, windowSeconds: 10 }, { now: () => now });
  use.take('andrew');
  now -= 86_400_000;
  expect(use.take('andrew').isRefused).toBe(false);
  expect(use.take('andrew').secondsLeft).toBeLessThanOrEqual(10);
});

it('points to a counter from a quarter of its quota on, and to no other', () => {
  const seen: number[] = [];
  const watch = { add: ({ used }: UseCounter) => void seen.push(used), forget: () => undefined };
  const limit = { quota: 10, windowSeconds: 10 };
  const use = new LimitedUse('send', limit, { watch, now: () => 1_764_000_000_000 });
  for (let i = 0; i < 12; i++) use.take('andrew');
  expect(seen).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);
  expect(nearQuota(limit)).toBe(3);
});

it('forgets who has asked least recently, and remembers who asks again and again', () => {
  const forgotten: string[] = [];
  const watch = { add: () => undefined, forget: ({ key }: UseCounter) => void forgotten.push(key) };
  const use = new LimitedUse('bad_token', { quota: 1, windowSeconds: 60 }, { watch, now: () => 1_764_000_000_000 });
  use.take('flooder');
  for (let i = 0; i < 3 * REMEMBERED_SUBJECTS; i++) {
    use.take(`address ${i}`);
    if (i % 1_000 === 0) expect(use.take('flooder').isRefused).toBe(true);
  }
  expect(forgotten).toHaveLength(2 * REMEMBERED_SUBJECTS + 1);
  expect(forgotten).toContain('bad_token#address 0#1764000000');
});
