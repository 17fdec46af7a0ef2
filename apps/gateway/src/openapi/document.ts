import { ANSWER_HEADERS, headerReferences } from './description/headers';
import type { Operation, Tag } from './description/operation';
import { OPERATIONS } from './operations';
import { OUTSIDE_OPERATIONS } from './description/refusals';
import { isKept, OF_THE_SERVER, refusalSchema, responsesOf } from './responses';
import { namedSchemas, schemaOf } from './description/schemas';

const TAGS: Record<Tag, string> = {
  Messages: 'What people write to each other. Numbers are 1, 2, 3, … in each conversation, without a gap.',
  Changes:
    'Edits, deletions and reactions. Each takes the next revision of its conversation: 1, 2, 3, … without a gap.',
  Conversations: "The caller's own list, and how far each conversation is read.",
  Events: 'What happens to the caller, as it happens.',
  Settings: "The caller's own.",
  Users: 'Other people.',
  Profile: "The caller's own.",
  Health: 'Whether it works.',
};

const DESCRIPTION = `Direct messages between people.

Sign in at the user pool and send its access token as \`Authorization: Bearer …\`. Errors are arrays of codes. Every \`GET\`
answers \`HEAD\` too; another method is a \`405\`, an unknown address a \`404\`. Texts, paging, limits and retries are told
in docs/rest-api.md of the repository.`;

/** What the gateway answers, made of the schemas that check requests and answers. */
export const openApiDocument = (): object => ({
  openapi: '3.1.1',
  info: {
    title: 'Cruddur Messages',
    version: '1',
    description: DESCRIPTION,
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: '/', description: 'Where this document comes from.' }],
  tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
  security: [{ accessToken: [] }],
  paths: pathsOf(OPERATIONS),
  components: {
    schemas: namedSchemas(),
    headers: ANSWER_HEADERS,
    parameters: COMMON_PARAMETERS,
    responses: COMMON_RESPONSES,
    securitySchemes: {
      accessToken: {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT',
        description: 'The access token that the user pool gives to who signs in.',
      },
    },
  },
});

const COMMON_PARAMETERS = {
  'X-Request-Id': {
    name: 'X-Request-Id',
    in: 'header',
    description:
      'A name for the request of 1 to 64 letters, digits, dots, underscores and hyphens; another is replaced.',
    schema: { type: 'string' },
  },
  'If-None-Match': {
    name: 'If-None-Match',
    in: 'header',
    description: 'The `ETag` of what the caller has already.',
    schema: { type: 'string' },
  },
};

const withCodes = (status: number, description: string, codes: Parameters<typeof refusalSchema>[1]) => ({
  description,
  content: { 'application/json': { schema: refusalSchema(status, codes) } },
});

const [NOT_FOUND, METHOD_NOT_ALLOWED] = OUTSIDE_OPERATIONS;

const COMMON_RESPONSES = {
  NotFound: {
    ...withCodes(404, 'There is no such address.', [NOT_FOUND]),
    headers: headerReferences(['X-Request-Id', 'RateLimit-Policy', 'RateLimit']),
  },
  MethodNotAllowed: {
    ...withCodes(405, 'The path has no such method.', [METHOD_NOT_ALLOWED]),
    headers: headerReferences(['X-Request-Id', 'Allow']),
  },
  TooManyRequestsAtOnce: {
    ...withCodes(429, 'The caller has too many under way. Nothing was done.', ['too_many_requests_at_once']),
    headers: headerReferences(['X-Request-Id', 'Retry-After']),
  },
  Overloaded: {
    ...withCodes(503, 'All have too many under way. Nothing was done.', ['overloaded']),
    headers: headerReferences(['X-Request-Id', 'Retry-After']),
  },
  RequestMalformed: {
    ...withCodes(400, 'The address cannot be read, or it is not HTTP.', ['request_malformed']),
    headers: headerReferences(['X-Request-Id']),
  },
  [OF_THE_SERVER[408]]: withCodes(408, 'The request took longer than 10 s to arrive.', ['request_malformed']),
  [OF_THE_SERVER[417]]: { description: 'There is no such `Expect`.' },
  [OF_THE_SERVER[431]]: withCodes(431, 'The headers are longer than 16 KB.', ['request_malformed']),
};

function pathsOf(operations: Operation[]): Record<string, Record<string, object>> {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of operations) (paths[operation.path] ??= {})[operation.method] = operationObject(operation);
  return paths;
}

const operationObject = (operation: Operation): object => ({
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
