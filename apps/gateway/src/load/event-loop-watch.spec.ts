import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../../../../test/support/eventually';
import { EventLoopWatch } from './event-loop-watch';

/** More than the time from one look to the next. */
const LATE_MS = 300;

async function block(): Promise<void> {
  const until = performance.now() + LATE_MS;
  while (performance.now() < until);
  await sleep(1);
}

describe('EventLoopWatch', () => {
  let isBusy: boolean;
  let watch: EventLoopWatch;

  beforeEach(() => {
    isBusy = true;
    watch = new EventLoopWatch(() => isBusy);
    watch.begin();
  });
  afterEach(() => watch.stop());

  it('makes nothing of a single pause', async () => {
    await block();
    expect(watch.delayMs).toBeLessThan(LATE_MS / 3);
  });

  it('says how late all is while it stays late, and no longer', async () => {
    for (let i = 0; i < 3; i += 1) await block();
    expect(watch.delayMs).toBeGreaterThan(LATE_MS / 3);
    await eventually(() => expect(watch.delayMs).toBeLessThan(LATE_MS / 3));
  });

  it('looks no more when there is nothing to answer', async () => {
    for (let i = 0; i < 3; i += 1) await block();
    isBusy = false;
    await eventually(() => expect(watch.delayMs).toBe(0));
  });
});
