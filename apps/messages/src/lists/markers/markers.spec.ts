import { forcedTo } from './markers';

it('go back, and remember how far they were and what does not count above them', () => {
  expect(forcedTo({ lastRead: 8 }, 3, 10)).toEqual({ lastRead: 3, seen: 8, forced: 10, uncounted: 10 });
});

it('go no further than the newest message', () => {
  expect(forcedTo({ lastRead: 8 }, 99, 10).lastRead).toBe(10);
});

it('go back to before the first message', () => {
  expect(forcedTo({ lastRead: 8 }, 0, 10).lastRead).toBe(0);
});

it('never forget what was further: neither seen nor uncounted goes back', () => {
  const before = { lastRead: 2, seen: 8, forced: 9, uncounted: 12 };
  expect(forcedTo(before, 1, 10)).toEqual({ lastRead: 1, seen: 8, forced: 10, uncounted: 12 });
});
