import { type Span, WHOLE } from '@app/common/contracts';
import { reckonUnread } from './unread-position';

const position = (lastReadNumber: number, lastNumber: number, uncountedNumber = 0) => ({
  ...{ uuid: 'group', revision: 0, spans: WHOLE },
  ...{ lastReadNumber, lastNumber, uncountedNumber },
});

const CAME_BACK: Span[] = [
  { fromNumber: 1, fromRevision: 1, untilNumber: 10, untilRevision: 4 },
  { fromNumber: 20, fromRevision: 6 },
];

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
    expect(reckonUnread(row)).toEqual({ certain, toLookAt: [] });
  });

  it.each([
    ['up to the highest uncounted one', position(3, 9, 7), 2, [{ from: 4, to: 7 }]],
    ['200 of them', position(1, 201, 201), 0, [{ from: 2, to: 201 }]],
    ['no further than the row shows', position(3, 5, 7), 0, [{ from: 4, to: 5 }]],
    ['beside 99 that are certain', position(0, 100, 1), 99, [{ from: 1, to: 1 }]],
    [
      'on both sides of a gap',
      { ...position(3, 30, 25), spans: CAME_BACK },
      5,
      [
        { from: 4, to: 10 },
        { from: 20, to: 25 },
      ],
    ],
    ['none of after the end', { ...position(3, 30, 30), spans: CAME_BACK.slice(0, 1) }, 0, [{ from: 4, to: 10 }]],
  ])('leaves entries to look at: %s', (_what, row, certain, toLookAt) => {
    expect(reckonUnread(row)).toEqual({ certain, toLookAt });
  });
});
