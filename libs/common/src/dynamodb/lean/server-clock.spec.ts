import { ServerClock } from './server-clock';

const MINUTE_MS = 60_000;

/** As in the header of an answer, which knows no milliseconds. */
const aheadBy = (milliseconds: number): string => new Date(Date.now() + milliseconds).toUTCString();

describe('the clock of the server', () => {
  it("is this machine's, until an answer says otherwise", () => {
    const clock = new ServerClock();
    expect(Math.abs(clock.now().getTime() - Date.now())).toBeLessThan(1_000);
    clock.set(aheadBy(60 * MINUTE_MS), clock.now());
    expect(Math.abs(clock.now().getTime() - Date.now() - 60 * MINUTE_MS)).toBeLessThan(2_000);
  });

  it('tells a request that was signed by a clock too wrong from one that was refused for another reason', () => {
    const clock = new ServerClock();
    expect(clock.set(aheadBy(3 * MINUTE_MS), clock.now())).toBe(false);
    expect(clock.set(aheadBy(-60 * MINUTE_MS), clock.now())).toBe(true);
    expect(clock.set(aheadBy(-60 * MINUTE_MS), clock.now())).toBe(false);
  });

  it.each([undefined, '', 'yesterday'])('stays as it is where an answer says %p', (date) => {
    const clock = new ServerClock();
    expect(clock.set(date, new Date(0))).toBe(false);
    expect(Math.abs(clock.now().getTime() - Date.now())).toBeLessThan(1_000);
  });
});
