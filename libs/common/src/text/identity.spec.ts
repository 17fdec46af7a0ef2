import { foldCase, identityOf } from './identity';

describe('An identity', () => {
  it.each([
    ['letters of two cases', 'AndrewBrown', 'andrewbrown'],
    ['an umlaut of two cases', 'Änne', 'änne'],
    ['an accent composed and decomposed', 'é', 'e\u0301'],
    ['both', 'É', 'e\u0301'],
    ['marks in another order', 'a\u0301\u0323', 'a\u0323\u0301'],
    ['a sharp s', 'straße', 'STRASSE'],
    ['a capital sharp s', 'STRAẞE', 'strasse'],
    ['a final sigma', 'Νίκος', 'ΝΊΚΟΣ'],
    ['a sigma that is not final', 'Νίκος', 'νίκοσ'],
    ['a Turkish capital I with its dot', 'İzmir', 'i\u0307zmir'],
    ['a long s', 'ſam', 'sam'],
    ['the sign for Kelvin', '\u212aelvin', 'kelvin'],
    ['the sign for Ångström', '\u212b', 'å'],
    ['an iota below', 'ᾳ', 'ΑΙ'],
    ['a ligature that case folding opens', 'ﬁn', 'FIN'],
    ['Cherokee', 'Ꭰ', 'ꭰ'],
    ['letters outside of the basic plane', '𐐀', '𐐨'],
    ['Hangul in parts', '한', '\u1112\u1161\u11ab'],
    ['an emoji without and with its selector', '\u2764', '\u2764\ufe0f'],
    ['a joiner', 'علی\u200cرضا', 'علیرضا'],
    ['a grapheme joiner', 'an\u034fne', 'anne'],
    ['a Hangul filler', 'an\u3164ne', 'anne'],
  ])('is one for %s', (_, one, other) => {
    expect(identityOf(one)).toBe(identityOf(other));
    expect(identityOf(one)).toBe(identityOf(identityOf(one)));
    expect(identityOf(one).isWellFormed() && identityOf(one) === identityOf(one).normalize('NFC')).toBe(true);
  });

  it.each([
    ['another letter', 'anne', 'anna'],
    ['an accent', 'anne', 'ännë'],
    ['a Turkish i without a dot', 'ırmak', 'irmak'],
    ['a capital with a dot', 'İzmir', 'izmir'],
    ['full-width letters', 'ｌｏｎｄｏ', 'londo'],
    ['a number above', 'x²', 'x2'],
    ['a letter of another script', 'аnne', 'anne'],
    ['the variants of kana', 'ﾊﾝ', 'ハン'],
  ])('is another with %s', (_, one, other) => expect(identityOf(one)).not.toBe(identityOf(other)));

  it('stays itself when it is folded again, for every character', () => {
    const folded = (code: number): string => foldCase(String.fromCodePoint(code));
    const unstable: number[] = [];
    for (let code = 0; code < 0x20000; code += 1) {
      if (code >= 0xd800 && code < 0xe000) continue;
      if (Array.from(folded(code), foldCase).join('') !== folded(code)) unstable.push(code);
    }
    expect(unstable).toEqual([]);
  });
});
