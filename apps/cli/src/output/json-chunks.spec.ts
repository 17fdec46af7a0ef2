import { jsonChunks } from './json-chunks';

async function* of(...elements: unknown[]): AsyncGenerator<unknown> {
  for (const element of elements) yield await Promise.resolve(element);
}

async function written(value: unknown): Promise<string> {
  let text = '';
  for await (const chunk of jsonChunks(value)) text += chunk;
  return text;
}

describe('JSON piece by piece', () => {
  it('is what it would be at once', async () => {
    const piecewise = {
      a: 1,
      none: of(),
      many: of({ b: of('x', { c: [1, { d: null }] }) }, 'ü"\n'),
      empty: {},
      gone: undefined,
    };
    const atOnce = { a: 1, none: [], many: [{ b: ['x', { c: [1, { d: null }] }] }, 'ü"\n'], empty: {} };

    expect(await written(piecewise)).toBe(JSON.stringify(atOnce, null, 2));
  });

  it('begins before its last element is known', async () => {
    const chunks = jsonChunks({
      list: (async function* () {
        yield await Promise.resolve(1);
        throw new Error('away');
      })(),
    });
    let text = '';
    await expect(
      (async () => {
        for await (const chunk of chunks) text += chunk;
      })(),
    ).rejects.toThrow('away');
    expect(text).toBe('{\n  "list": [\n    1');
  });
});
