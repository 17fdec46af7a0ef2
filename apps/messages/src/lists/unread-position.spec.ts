import { reckonUnread } from './unread-position';

const position = (lastReadNumber: number, lastNumber: number, uncountedNumber = 0) => ({
  ...{ uuid: 'group', revision: 0 },
  ...{ lastReadNumber, lastNumber, uncountedNumber },
});

describe('what a row says of unread messages', () => {
  it.each([
    ['all above the marker', position(3, 7), 4],
    ['all above the marker, where the uncounted ones are below it', position(3, 7, 3), 4],
    ['nothing where all is read', position(7, 7, 7), 0],
    ['nothing where the row is behind what is read', position(9, 7), 0],
    ['many from a hundred on', position(0, 100), 100],
    ['many, whatever the uncounted ones are', position(0, 150, 50), 100],
    ['many where more than 200 entries would be looked at', position(0, 250, 201), 100],
  ])('is %s', (_what, row, certain) => {
    expect(reckonUnread(row)).toEqual({ certain });
  });

  it.each([
    ['up to the highest uncounted one', position(3, 9, 7), { certain: 2, toLookAt: { from: 4, to: 7 } }],
    ['200 of them', position(1, 201, 201), { certain: 0, toLookAt: { from: 2, to: 201 } }],
    ['no further than the row shows', position(3, 5, 7), { certain: 0, toLookAt: { from: 4, to: 5 } }],
    ['beside 99 that are certain', position(0, 100, 1), { certain: 99, toLookAt: { from: 1, to: 1 } }],
  ])('leaves entries to look at: %s', (_what, row, reckoned) => {
    expect(reckonUnread(row)).toEqual(reckoned);
  });
});
