import { growingPauses, pausesOfAnOutage } from './growing-pauses';

describe('growing pauses', () => {
  it('double up to the longest', () => {
    const pauses = growingPauses(3, 20);
    expect(Array.from({ length: 5 }, () => pauses.next().value)).toEqual([3, 6, 12, 20, 20]);
  });

  it('of an outage begin with 50 to 100 ms and end with 1 to 2 s', () => {
    const pauses = pausesOfAnOutage();
    const [first = NaN, ...others] = Array.from({ length: 100 }, () => pauses.next().value);
    expect(first).toBeGreaterThanOrEqual(50);
    expect(first).toBeLessThanOrEqual(100);
    for (const pauseMs of others.slice(5)) expect(pauseMs).toBeGreaterThanOrEqual(1_000);
    expect(Math.max(...others)).toBeLessThanOrEqual(2_000);
    expect(new Set(others).size).toBeGreaterThan(90);
  });
});
