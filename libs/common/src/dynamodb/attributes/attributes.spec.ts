import { marshall } from '@aws-sdk/util-dynamodb';
import { toAttributes } from './attributes';

describe('an item in DynamoDB notation', () => {
  it('is what the SDK makes of it', () => {
    const item = {
      text: 'böse "Zeichen" 🦊',
      empty: '',
      numbers: [0, -1, 1.5, 1e21 / 1e10, Number.MAX_SAFE_INTEGER],
      flags: { yes: true, no: false, nothing: null, missing: undefined },
      people: [{ uuid: 'u', version: 3 }, undefined, 'x'],
      bare: Object.assign(Object.create(null) as object, { a: 1 }),
    };
    expect(toAttributes(item)).toEqual(marshall(item, { removeUndefinedValues: true }));
  });

  it('has bytes in base64, as they are in JSON', () => {
    expect(toAttributes({ bytes: new Uint8Array([1, 2, 255]) })).toEqual({ bytes: { B: 'AQL/' } });
  });

  it.each([NaN, Infinity, -Infinity, 2 ** 53, -(2 ** 53)])(
    'is refused, as by the SDK, with the number %d',
    (number) => {
      expect(() => toAttributes({ number })).toThrow(RangeError);
      expect(() => marshall({ number })).toThrow();
    },
  );

  it.each([[new Date()], [new Map()], [() => undefined], [Symbol('x')], [1n]])('is refused with %p', (value) => {
    expect(() => toAttributes({ value })).toThrow(TypeError);
  });
});
