import { emojiOf } from './emoji';

const clusters = new Intl.Segmenter('und', { granularity: 'grapheme' });

describe('emojiOf', () => {
  it.each([
    ['a face', '😀'],
    ['a heart', '❤️'],
    ['a sign that is text elsewhere', '©️'],
    ['a keycap', '1️⃣'],
    ['a keycap of a sign', '#️⃣'],
    ['a flag', '🇨🇭'],
    ['the flag of a part of a country', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
    ['a flag of several', '🏳️‍🌈'],
    ['a skin tone', '👍🏽'],
    ['a skin tone on what is text without', '☝🏽'],
    ['a family', '👨‍👩‍👧‍👦'],
    ['the longest', '👩🏽‍❤️‍💋‍👨🏿'],
    ['somebody by trade', '🧑‍⚕️'],
    ['an eye in a bubble', '👁️‍🗨️'],
  ])('takes %s, which is one cluster', (_what, emoji) => {
    expect(emojiOf(emoji)).toBe(emoji);
    expect([...clusters.segment(emoji)]).toHaveLength(1);
  });

  it.each([
    ['nothing', ''],
    ['a letter', 'a'],
    ['a letter with an accent', 'e\u0301'],
    ['a digit', '1'],
    ['a digit with a selector', '1\ufe0f'],
    ['a sign', '*'],
    ['two', '👍👍'],
    ['one and a letter', '👍a'],
    ['one and a space', '👍 '],
    ['one and a line feed', '👍\n'],
    ['one under a mark', '👍\u0301'],
    ['half a flag', '🇨'],
    ['a flag of no country', '🇽🇽'],
    ['two that nobody joins', '👍\u200d🦊'],
    ['one that asks to be shown as text', '❤\ufe0e'],
    ['half a character', '👍'.slice(0, 1)],
    ['a joiner', '\u200d'],
    ['a name', '__proto__'],
    ['a very long text', '👍'.repeat(100_000)],
  ])('takes for none: %s', (_what, text) => {
    expect(emojiOf(text)).toBeUndefined();
  });

  it.each([
    ['❤', '❤\ufe0f'],
    ['👍\ufe0f', '👍'],
    ['1\u20e3', '1\ufe0f\u20e3'],
    ['☝\ufe0f🏽', '☝🏽'],
    ['🏳\u200d🌈', '🏳\ufe0f\u200d🌈'],
    ['🕵🏽\u200d♂', '🕵🏽\u200d♂\ufe0f'],
    ['👁\u200d🗨\ufe0f', '👁\ufe0f\u200d🗨\ufe0f'],
    ['❤\ufe0f\ufe0f', '❤\ufe0f'],
  ])('knows %j as the same as %j', (text, emoji) => {
    expect(emojiOf(text)).toBe(emoji);
  });
});
