import type { Operation } from './description/operation';
import { schemaOf } from './description/schemas';
import { isKept, responsesOf } from './responses';

/** An operation as the document has it. */
export const operationObject = (operation: Operation): object => ({
  operationId: operation.id,
  tags: [operation.tag],
  summary: operation.summary,
  ...(operation.description !== undefined && { description: operation.description }),
  ...securityOf(operation),
  parameters: parametersOf(operation),
  ...(operation.body && { requestBody: requestBodyOf(operation) }),
  responses: responsesOf(operation),
});

function securityOf({ caller }: Operation): object {
  if (caller === 'signed-in') return {};
  return { security: caller === 'as-configured' ? [{}, { accessToken: [] }] : [] };
}

function parametersOf(operation: Operation): object[] {
  const { path = {}, query = {}, header = {} } = operation.parameters ?? {};
  const own = Object.entries({ path, query, header }).flatMap(([place, schemas]) =>
    Object.entries(schemas).map(([name, schema]) => {
      const { description, ...shape } = schemaOf(schema, 'input');
      return {
        name,
        in: place,
        required: place === 'path' || !schema.safeParse(undefined).success,
        ...(description !== undefined && { description }),
        schema: shape,
        ...examplesOfParameter(operation, name),
      };
    }),
  );
  const common = ['X-Request-Id', ...(isKept(operation) ? ['If-None-Match'] : [])];
  return [...own, ...common.map((name) => ({ $ref: `#/components/parameters/${name}` }))];
}

function examplesOfParameter({ examples = [] }: Operation, name: string): object {
  const given = examples.flatMap(({ name: example, summary, parameters }) => {
    const value = parameters?.[name];
    return value === undefined ? [] : [[example, { summary, value }] as const];
  });
  return given.length === 0 ? {} : { examples: Object.fromEntries(given) };
}

function requestBodyOf({ body, isBodyOptional = false, examples = [] }: Operation): object {
  const given = examples.map(({ name, summary, body: value }) => [name, { summary, value }] as const);
  return {
    required: !isBodyOptional,
    content: {
      'application/json': {
        schema: body && schemaOf(body, 'input'),
        ...(given.length > 0 && { examples: Object.fromEntries(given) }),
      },
    },
  };
}
