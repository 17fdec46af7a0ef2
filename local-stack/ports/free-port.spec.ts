import { freePorts, OPENED_AT_ONCE, type PortRange, shareOf } from './free-port';

const apart = ([, end]: PortRange, [start]: PortRange): boolean => end <= start;

describe('free ports', () => {
  it('are given once each, whether or not they have been opened meanwhile', async () => {
    const first = await freePorts(600);
    const second = await freePorts(600);
    expect(new Set([...first, ...second]).size).toBe(1_200);
  });

  it('of workers side by side come from shares apart', () => {
    const shares = [0, 1, 2, 3, 4, 5, 6, 7].map(shareOf);
    for (const [index, share] of shares.entries()) expect(apart(share, shares[index + 1] ?? OPENED_AT_ONCE)).toBe(true);
  });

  it('are of the range that is asked for', async () => {
    const [from, to] = OPENED_AT_ONCE;
    for (const port of await freePorts(20, OPENED_AT_ONCE)) {
      expect(port).toBeGreaterThanOrEqual(from);
      expect(port).toBeLessThan(to);
    }
  });
});
