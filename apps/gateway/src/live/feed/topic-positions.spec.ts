import { LiveHub } from './live-hub';
import { lostOf } from './topic-positions';

const partition = 0;
const at = (next: number) => new Map([[partition, next]]);
const position = (low: number, end: number) => ({ partition, low, end, committed: undefined });

describe('a partition', () => {
  it.each([
    ['is lost where its records are gone before they were read', 4, position(5, 9), true],
    ['is lost where it begins anew', 4, position(0, 3), true],
    ['is there where all of it has been read', 9, position(5, 9), false],
    ['is there where something waits to be read', 5, position(5, 9), false],
  ])('%s', (_, next, asked, isLost) => {
    expect(lostOf([asked], at(next))).toEqual(isLost ? [asked] : []);
  });

  it('is not lost where it is read on while Kafka is asked', () => {
    const hub = new LiveHub({ slackMs: 0, recent: { bytes: 0, ms: 0 } });
    hub.begin(at(3));
    const before = hub.positions;
    const asked = position(0, 4);
    for (const offset of [3, 4, 5]) hub.read(partition, offset, 1);
    expect(lostOf([asked], before)).toEqual([]);
  });
});
