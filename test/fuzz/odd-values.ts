import fc from 'fast-check';

/** Nests as deep as a body allows, in a text that no parser has seen. */
const deepJson = fc
  .record({ depth: fc.constantFrom(10, 5_000, 30_000), open: fc.constantFrom('[', '{"a":') })
  .map(({ depth, open }) =>
    open === '[' ? '['.repeat(depth) + ']'.repeat(depth) : `${open.repeat(depth / 5)}1${'}'.repeat(depth / 5)}`,
  );

/** As JSON writes it, or nearly so. */
export const oddJson: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.json({ maxDepth: 3 }) },
  { weight: 4, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }).map((text) => JSON.stringify(text)) },
  { weight: 2, arbitrary: deepJson },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...['null', 'true', '0', '-0', '1e999', '-1', '1.5', '9007199254740993', '""', '" "', '[]', '{}', '[[]]'],
      ...['"\\ud800"', '"\\u0000"', '"\\u200b"', '"\\u202e"', '{"toString":1}', '{"__proto__":{"a":1}}'],
      ...[`"${'a'.repeat(1_025)}"`, `"${'\\ud83d\\ude00'.repeat(1_024)}"`, '"@bayko"', '"nobody"', '"andrewbrown"'],
    ),
  },
);

/** For a header, a part of a path or a value of a query: any bytes but those that would end it. */
export const oddBytes: fc.Arbitrary<string> = fc.oneof(
  fc.string({ maxLength: 30 }).map((text) => text.replace(/[\r\n ]/g, '')),
  fc.uint8Array({ maxLength: 30 }).map((bytes) => Buffer.from(bytes.filter((byte) => byte > 32)).toString('latin1')),
  fc.string({ unit: 'binary', maxLength: 20 }).map((text) => encodeURIComponent(text.toWellFormed())),
  fc.constantFrom(
    '',
    '%',
    '%00',
    '%ff',
    '%zz',
    '%C0%80',
    '..',
    '%2e%2e%2f',
    '//',
    '*',
    '?',
    '#',
    ';',
    "'--",
    '{{7*7}}',
  ),
  fc.constantFrom(0, 200, 8_000).map((length) => 'x'.repeat(length)),
);

/** Mostly as it should be: what is odd in every part is refused for the first of them. */
export const often = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>, weight = 20): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: odd });
