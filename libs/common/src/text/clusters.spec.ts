import { beginningOf } from './clusters';

const FAMILY = '👨‍👩‍👧‍👦';
const SCOTLAND = '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}';

/** Clusters, and how many code points each has. */
const CLUSTERS: [string, string, number][] = [
  ['a letter', 'a', 1],
  ['a letter outside of the basic plane', '🦊', 1],
  ['a letter with an accent', 'e\u0301', 2],
  ['a letter with many', `z${'\u0335'.repeat(5)}`, 6],
  ['a family', FAMILY, 7],
  ['a couple', '👩🏽‍❤️‍💋‍👨🏿', 10],
  ['a flag', '🇨🇭', 2],
  ['the flag of Scotland', SCOTLAND, 7],
  ['a keycap', '1\ufe0f\u20e3', 3],
  ['a syllable of Hangul in parts', '\u1112\u1161\u11ab', 3],
  ['a syllable of Tamil', 'நி', 2],
  ['a letter with a joiner behind it', 'ی\u200c', 2],
];

describe('The beginning of a text', () => {
  it.each(CLUSTERS)('does not cut %s', (_, cluster, points) => {
    const text = `ab${cluster}cd`;
    expect(Array.from(cluster)).toHaveLength(points);
    expect(beginningOf(text, 2)).toBe('ab');
    for (let most = 3; most < 2 + points; most += 1) expect(beginningOf(text, most)).toBe('ab');
    expect(beginningOf(text, 2 + points)).toBe(`ab${cluster}`);
    expect(beginningOf(text, 3 + points)).toBe(`ab${cluster}c`);
  });

  it('is the whole text where that is short enough', () => {
    expect(beginningOf('', 3)).toBe('');
    expect(beginningOf('abc', 3)).toBe('abc');
    expect(beginningOf('🦊🦊🦊', 3)).toBe('🦊🦊🦊');
  });

  it('keeps flags whole in a row of them', () => {
    expect(beginningOf('🇨🇭🇩🇪🇫🇷', 3)).toBe('🇨🇭');
  });

  it('cuts what is longer by itself, since it would be empty otherwise', () => {
    expect(beginningOf(`z${'\u0335'.repeat(500)}`, 4)).toBe('z\u0335\u0335\u0335');
  });
});
