import { range } from '../../../../test/support/range';
import { hasForbiddenControls } from './controls';

const CONTROLS = [...range(0x20), 0x7f, ...range(0x20).map((n) => 0x80 + n)];

describe('A control character', () => {
  it.each(CONTROLS.filter((code) => code !== 9 && code !== 10).map((code) => [code.toString(16)]))(
    'is forbidden: U+%s',
    (code) => expect(hasForbiddenControls(`a${String.fromCodePoint(parseInt(code, 16))}b`)).toBe(true),
  );

  it.each([
    ['line feed and tab', 'a\n\tb'],
    ['a joiner', 'a\u200cb'],
    ['an override', 'a\u202eb'],
    ['a line separator', 'a\u2028b'],
    ['an emoji', '😀'],
    ['a noncharacter', '\uffff'],
  ])('is not %s', (_, text) => expect(hasForbiddenControls(text)).toBe(false));

  it.each([['\ud83d'], ['\ude00'], ['\ude00\ud83d'], ['😀\ud83d'], ['\ud83d😀']])(
    'is as forbidden as half a surrogate pair: %j',
    (text) => expect(hasForbiddenControls(text)).toBe(true),
  );
});
