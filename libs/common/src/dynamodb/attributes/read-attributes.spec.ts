import { toAttributes } from './attributes';
import { booleanOf, MalformedItemError, mapsOf, numberOf, optionalTextOf, textOf, textsOf } from './read-attributes';

describe('reading an item', () => {
  const item = toAttributes({
    pk: 'MSG#1',
    sk: '2',
    text: '',
    number: 7,
    texts: ['a'],
    maps: [{ uuid: 'u' }],
    no: false,
  });

  it('gives the values of its attributes', () => {
    expect(textOf(item, 'text')).toBe('');
    expect(numberOf(item, 'number')).toBe(7);
    expect(booleanOf(item, 'no')).toBe(false);
    expect(textsOf(item, 'texts')).toEqual(['a']);
    expect(mapsOf(item, 'maps').map((each) => textOf(each, 'uuid'))).toEqual(['u']);
    expect([optionalTextOf(item, 'text'), optionalTextOf(item, 'absent')]).toEqual(['', undefined]);
  });

  it.each([
    [() => textOf(item, 'number'), 'MSG#1 / 2 has no string number'],
    [() => textOf(item, 'absent'), 'MSG#1 / 2 has no string absent'],
    [() => numberOf(item, 'text'), 'MSG#1 / 2 has no number text'],
    [() => numberOf({ number: { N: 'x' } }, 'number'), 'an item has no number number'],
    [() => booleanOf(item, 'text'), 'MSG#1 / 2 has no boolean text'],
    [() => textsOf(item, 'maps'), 'MSG#1 / 2 has no list of strings maps'],
    [() => mapsOf(item, 'texts'), 'MSG#1 / 2 has no list of maps texts'],
    [() => mapsOf(item, 'text'), 'MSG#1 / 2 has no list text'],
  ])('names the attribute that is missing or of another type', (read, message) => {
    expect(read).toThrow(new MalformedItemError(message));
  });
});
