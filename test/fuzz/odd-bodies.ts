import fc from 'fast-check';
import type { Known } from './known';
import { oddJson, often } from './odd-values';

const FIELDS = [
  'message',
  'message_group_uuid',
  'handle',
  'reply_to',
  'number',
  'force',
  'until',
  'receipts',
  'accepts',
  'reason',
  'handles',
  'name',
  'history',
  'display_name',
  'bio',
  '__proto__',
  'constructor',
  'other',
];

const object = (known: Known): fc.Arbitrary<string> =>
  fc
    .array(
      fc.tuple(
        fc.constantFrom(...FIELDS),
        fc.oneof(
          oddJson,
          fc.constantFrom(...known.groupUuids, 'bayko', 'hi').map((text) => JSON.stringify(text)),
          fc.constant('1'),
        ),
      ),
      { maxLength: 4 },
    )
    .map((fields) => `{${fields.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`);

/** Those that a route asks for, with a value that may be any. */
const asked = ({ groupUuids }: Known): fc.Arbitrary<string> => {
  const text = fc.oneof(oddJson, fc.constant('"hi"'));
  const field = (name: string, value: fc.Arbitrary<string>) => value.map((json) => `"${name}":${json}`);
  const group = field(
    'message_group_uuid',
    fc.constantFrom(...groupUuids).map((uuid) => `"${uuid}"`),
  );
  const handles = fc.array(fc.oneof(oddJson, fc.constantFrom('"bayko"', '"londo"')), { maxLength: 3 });
  const list = handles.map((each) => `[${each.join(',')}]`);
  return fc
    .oneof(
      fc.tuple(field('message', text), group),
      fc.tuple(field('message', text), field('handle', fc.oneof(oddJson, fc.constant('"bayko"')))),
      fc.tuple(field('message', text), group, field('reply_to', fc.oneof(oddJson, fc.constant('1')))),
      fc.tuple(field('message', text)),
      fc.tuple(field('number', fc.oneof(oddJson, fc.constant('1')))),
      fc.tuple(field('number', fc.constant('1')), field('force', fc.oneof(oddJson, fc.constant('true')))),
      fc.tuple(field('until', fc.oneof(oddJson, fc.constant('"2099-01-01T00:00:00Z"')))),
      fc.tuple(field('receipts', fc.oneof(oddJson, fc.constant('false')))),
      fc.tuple(field('accepts', fc.oneof(oddJson, fc.constantFrom('"everybody"', '"requests"')))),
      fc.tuple(field('reason', text)),
      fc.tuple(field('display_name', text), field('bio', oddJson)),
      fc.tuple(field('handles', fc.oneof(oddJson, list)), field('name', text)),
      fc.tuple(field('name', fc.oneof(text, fc.constant('null')))),
      fc.tuple(field('handle', fc.oneof(oddJson, fc.constant('"bayko"')))),
    )
    .map((fields) => `{${fields.join(',')}}`);
};

export const oddBody = (known: Known): fc.Arbitrary<Buffer> =>
  fc.oneof(
    { weight: 6, arbitrary: object(known).map((text) => Buffer.from(text)) },
    { weight: 12, arbitrary: asked(known).map((text) => Buffer.from(text)) },
    {
      weight: 1,
      arbitrary: fc.tuple(object(known), fc.nat(40)).map(([text, length]) => Buffer.from(text.slice(0, length))),
    },
    { weight: 1, arbitrary: oddJson.map((text) => Buffer.from(text)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)) },
    { weight: 1, arbitrary: fc.constantFrom(0, 70_000).map((length) => Buffer.alloc(length, 'a')) },
  );

const CHUNK_ENDS = ['\r\n', '\n', '', ';extension=1\r\n', ';"\r\n', '\r\n\r\n'];

const chunked = (content: Buffer, size: number, end: string, last: string): Buffer => {
  const chunks = [...Array(Math.ceil(content.length / size)).keys()].map((i) =>
    content.subarray(i * size, (i + 1) * size),
  );
  const written = chunks.flatMap((chunk) => [Buffer.from(chunk.length.toString(16) + end), chunk, Buffer.from('\r\n')]);
  return Buffer.concat([...written, Buffer.from(last)]);
};

/** How the length of a body is told: rightly as a rule, and in the ways that servers have disagreed about. */
export const framed = (content: fc.Arbitrary<Buffer>): fc.Arbitrary<{ headers: string[]; bytes: Buffer }> =>
  fc.oneof(
    { weight: 20, arbitrary: content.map((bytes) => ({ headers: [`content-length: ${bytes.length}`], bytes })) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          content,
          fc.integer({ min: 1, max: 20_000 }),
          often(fc.constant('\r\n'), fc.constantFrom(...CHUNK_ENDS)),
          often(
            fc.constant('0\r\n\r\n'),
            fc.constantFrom('', '0\r\nx: y\r\n\r\n', '-1\r\n\r\n', 'ffffffffffffffff\r\n', 'g\r\n'),
          ),
        )
        .map(([bytes, size, end, last]) => ({
          headers: ['transfer-encoding: chunked'],
          bytes: chunked(bytes, Math.max(size, bytes.length / 50), end, last),
        })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          content,
          fc.constantFrom(
            'content-length: 0',
            'content-length: 5',
            'content-length: -1',
            'content-length: 1e2',
            'content-length: 99999999999999999999',
            'transfer-encoding: gzip, chunked',
            'transfer-encoding: chunked\r\ncontent-length: 3',
            'content-length: 1\r\ncontent-length: 2',
            'transfer-encoding: xchunked',
            'x: y',
          ),
        )
        .map(([bytes, header]) => ({ headers: [header], bytes })),
    },
  );
