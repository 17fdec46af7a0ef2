import { isHandle, nearestHandle, normalHandle } from './handle';

describe('A handle', () => {
  it.each([
    ['letters', 'andrewbrown'],
    ['signs', "g'kar_1-2.3+4"],
    ['umlauts', 'Änne'],
    ['an accent in two characters', 'e\u0301'],
    ['Arabic', 'علیرضا'],
    ['Hangul', '한글'],
    ['full-width letters', 'ｌｏｎｄｏ'],
    ['an emoji', '🛸'],
    ['a flag', '🇨🇭'],
    ['as many characters as there may be', '🛸'.repeat(128)],
    ['an address', 'londo@example.com'],
  ])('may be %s', (_, text) => expect(isHandle(text)).toBe(true));

  it.each([
    ['nothing', ''],
    ['one character too many', '🛸'.repeat(129)],
    ['with a blank', 'a b'],
    ['with a blank of another width', 'a\u2003b'],
    ['with a line break', 'a\u2028b'],
    ['with a NUL', 'a\0b'],
    ['with half a surrogate pair', 'a\ud83d'],
    ['with a joiner', 'a\u200db'],
    ['with an override', 'a\u202eb'],
    ['with a variation selector', '\u2764\ufe0f'],
    ['with a Hangul filler', 'a\u3164b'],
    ['with a blank of Braille', 'a\u2800b'],
    ['with tags', '🏴\u{e0067}\u{e007f}'],
    ['with a character for private use', 'a\ue000'],
    ['with a character that is not assigned', 'a\u{50000}'],
    ['a mark without a base', '\u0301'],
  ])('may not be %s', (_, text) => expect(isHandle(text)).toBe(false));

  it.each([
    ['bayko', 'bayko'],
    ['@bayko', 'bayko'],
    [' \u00a0@bayko\n', 'bayko'],
    ['@ bayko', 'bayko'],
    ['＠bayko', 'bayko'],
    ['@@bayko', '@bayko'],
    ['\u200e@bayko\u200f', 'bayko'],
    ['\u2068bayko\u2069', 'bayko'],
    ['\ufeffbayko', 'bayko'],
    ['علی\u200cرضا', 'علیرضا'],
    ['\u2764\ufe0f', '\u2764'],
    ['bay ko', 'bay ko'],
    ['Bayko', 'Bayko'],
    ['e\u0301', 'e\u0301'],
    ['londo@example.com', 'londo@example.com'],
    ['@', ''],
    ['\u200b', ''],
  ])('is typed as %j', (typed, handle) => expect(normalHandle(typed)).toBe(handle));

  it.each([
    ['a b', 'ab'],
    ['a\0\u202eb\ud83d', 'ab'],
    ['@@vir', 'vir'],
    [' ＠@ Vir', 'Vir'],
    ['علی\u200cرضا', 'علیرضا'],
    ['e\u0301', 'é'],
    ['x'.repeat(200), 'x'.repeat(128)],
    [`${'x'.repeat(127)}e\u0301\u0323\u0331`, 'x'.repeat(127)],
    ['\u3164\u2800', ''],
    ['\u0301', ''],
    ['', ''],
  ])('is made of %j', (text, handle) => {
    expect(nearestHandle(text)).toBe(handle);
    if (handle !== '') expect(isHandle(handle)).toBe(true);
  });
});
