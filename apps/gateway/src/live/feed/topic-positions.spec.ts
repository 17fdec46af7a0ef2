import { LiveHub } from './live-hub';
import { beginsOf, lostOf } from './topic-positions';

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

describe('reading', () => {
  it.each([
    ['with what the projector has not done yet', { low: 0, end: 9, committed: 4 }, 4],
    ['with the newest record where the projector has done all', { low: 0, end: 9, committed: 9 }, 8],
    ['with the newest where the projector has said nothing', { low: 0, end: 9, committed: undefined }, 8],
    ['with the newest where what the projector waits for is gone', { low: 5, end: 9, committed: 4 }, 8],
    ['with the newest where the projector is far behind', { low: 0, end: 20_000, committed: 4 }, 19_999],
    ['at the end of a partition that keeps nothing', { low: 7, end: 7, committed: 7 }, 7],
  ])('begins %s', (_, asked, next) => {
    expect(beginsOf([{ partition, ...asked }])).toEqual(at(next));
  });
});
