import { isOneLine, withLineFeeds } from './lines';

describe('A line', () => {
  it.each(['\n', '\v', '\f', '\r', '\r\n', '\u0085', '\u2028', '\u2029'])('is broken by %j', (lineBreak) =>
    expect(isOneLine(`one${lineBreak}two`)).toBe(false),
  );

  it.each(['', 'one', 'one\ttwo', 'one\u00a0two', 'one\u200btwo', 'one\u001ftwo'])('is one: %j', (text) =>
    expect(isOneLine(text)).toBe(true),
  );

  it.each([
    ['a\r\nb', 'a\nb'],
    ['a\rb', 'a\nb'],
    ['a\n\rb', 'a\n\nb'],
    ['a\r\r\nb', 'a\n\nb'],
    ['a\nb', 'a\nb'],
    ['a\u2028b', 'a\u2028b'],
  ])('ends with a line feed: %j', (typed, wanted) => expect(withLineFeeds(typed)).toBe(wanted));
});
