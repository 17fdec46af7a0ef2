import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiSource, type Document } from './api-source';
import { typeOf } from './type-of';

const ROOT = join(__dirname, '../../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

describe('the calls of the client', () => {
  it('are those of docs/openapi.json, of which `npm run client:generate` makes them', () => {
    const document = JSON.parse(read('docs/openapi.json')) as Document;
    expect(read('libs/client/src/generated/api.ts')).toBe(apiSource(document));
  });
});

describe('a type of a schema', () => {
  it.each([
    [{ type: 'integer', minimum: 1 }, 'number'],
    [{ type: ['string', 'null'] }, 'string | null'],
    [{ enum: ["it's", 2] }, String.raw`'it\'s' | 2`],
    [{ const: true }, 'true'],
    [{ $ref: '#/components/schemas/Message' }, 'Message'],
    [{ type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'null' }] } }, '(string | null)[]'],
    [{ type: 'object', additionalProperties: { type: 'integer' } }, 'Record<string, number>'],
    [{ type: 'object', properties: {} }, 'Record<string, never>'],
    [
      {
        type: 'object',
        required: ['a'],
        properties: { a: { type: 'string', description: 'First.' }, 'b-c': { type: 'null' } },
      },
      "{\n  /** First. */\n  a: string;\n  'b-c'?: null;\n}",
    ],
  ])('of %j', (schema, type) => expect(typeOf(schema)).toBe(type));

  it('is refused where the generator does not know it', () => {
    expect(() => typeOf({ type: 'tuple' })).toThrow('knows no type');
    expect(() => typeOf({})).toThrow('needs a type');
  });
});
