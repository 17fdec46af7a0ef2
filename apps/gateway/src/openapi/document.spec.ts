import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import specification from '@seriousme/openapi-schema-validator/schemas/v3.1/schema.json';
import Ajv from 'ajv/dist/2020';
import { ERROR_CODES, type ErrorCode } from '@app/common/errors';
import { NEVER_ANSWERED } from '../../test/support/never-answered';
import { openApiDocument } from './document';
import { OPERATIONS } from './operations';
import { OUTSIDE_OPERATIONS, refusalsOf } from './description/refusals';

/** As whoever reads it gets it. */
const document: unknown = JSON.parse(JSON.stringify(openApiDocument()));

describe('the OpenAPI document', () => {
  it('is what docs/openapi.json says, which `npx cruddur openapi > docs/openapi.json` writes', () => {
    const committed = readFileSync(join(__dirname, '../../../../docs/openapi.json'), 'utf8');
    expect(JSON.parse(committed)).toEqual(document);
  });

  it('is one by the specification', () => {
    const isDocument = new Ajv({ strict: false, validateFormats: false }).compile(specification);
    isDocument(document);
    expect(isDocument.errors).toBeNull();
  });

  it('names each operation and each example of an operation once', () => {
    const ids = OPERATIONS.map(({ id }) => id);
    const examples = OPERATIONS.flatMap(({ id, examples: these = [] }) => these.map(({ name }) => `${id} ${name}`));
    for (const names of [ids, examples]) expect(new Set(names).size).toBe(names.length);
  });

  it('has an example of a success of each operation', () => {
    const without = OPERATIONS.filter(({ examples = [] }) => !examples.some(({ status = 200 }) => status === 200));
    expect(without.map(({ id }) => id)).toEqual([]);
  });

  it('links to operations that are there, by parameters that they have', () => {
    const known = new Map(OPERATIONS.map((operation) => [operation.id, operation]));
    for (const { operationId, parameters = {} } of OPERATIONS.flatMap(({ links = {} }) => Object.values(links))) {
      const { path = {}, query = {}, header = {} } = known.get(operationId)?.parameters ?? {};
      expect(Object.keys({ ...path, ...query, ...header })).toEqual(expect.arrayContaining(Object.keys(parameters)));
    }
  });

  it('has every code that a call is refused with, and no other', () => {
    const told = new Set<ErrorCode>([...OPERATIONS.flatMap(refusalsOf), ...OUTSIDE_OPERATIONS]);
    const answered = Object.keys(ERROR_CODES).filter((code) => !(code in NEVER_ANSWERED));
    expect([...told].sort()).toEqual(answered.sort());
  });
});
