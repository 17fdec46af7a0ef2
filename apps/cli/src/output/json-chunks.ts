const INDENT = '  ';

/** JSON piece by piece: what is an async iterable is an array whose elements are written as they come. */
export async function* jsonChunks(value: unknown, margin = ''): AsyncGenerator<string> {
  if (isAsyncIterable(value)) yield* arrayChunks(value, margin);
  else if (isPlainObject(value)) yield* objectChunks(value, margin);
  else yield (JSON.stringify(value, null, 2) ?? 'null').replaceAll('\n', `\n${margin}`);
}

async function* arrayChunks(elements: AsyncIterable<unknown>, margin: string): AsyncGenerator<string> {
  let isEmpty = true;
  for await (const element of elements) {
    yield `${isEmpty ? '[' : ','}\n${margin}${INDENT}`;
    yield* jsonChunks(element, margin + INDENT);
    isEmpty = false;
  }
  yield isEmpty ? '[]' : `\n${margin}]`;
}

async function* objectChunks(object: object, margin: string): AsyncGenerator<string> {
  const fields = Object.entries(object).filter(([, value]) => value !== undefined);
  for (const [place, [name, value]] of fields.entries()) {
    yield `${place === 0 ? '{' : ','}\n${margin}${INDENT}${JSON.stringify(name)}: `;
    yield* jsonChunks(value, margin + INDENT);
  }
  yield fields.length === 0 ? '{}' : `\n${margin}}`;
}

const isAsyncIterable = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

const isPlainObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
