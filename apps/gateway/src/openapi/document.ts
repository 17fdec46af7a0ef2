import { ERROR_CODES, type ErrorCode } from '@app/common/errors';
import { ACCESS_TOKEN } from './description/access-token';
import { ANSWER_HEADERS, headerReferences } from './description/headers';
import type { Operation, Tag } from './description/operation';
import { OPERATIONS } from './operations';
import { OUTSIDE_OPERATIONS, refusalsOf } from './description/refusals';
import { codesContent, isKept, OF_THE_SERVER, refusalContent, responsesOf } from './responses';
import { namedSchemas, schemaOf } from './description/schemas';

const TAGS: Record<Tag, string> = {
  Messages: 'What people write to each other. Numbers are 1, 2, 3, … in each conversation, without a gap.',
  Changes:
    'Edits, deletions and reactions. Each takes the next revision of its conversation: 1, 2, 3, … without a gap.',
  Conversations: "The caller's own list, and how far each conversation is read.",
  Groups:
    'Conversations of 3 to 256 members. Each change of who is in one, of its name or its owner is an entry with a number.',
  Contact: 'Who may write to the caller: blocks, requests of people who are new, and reports.',
  Events: 'What happens to the caller, as it happens.',
  Settings: "The caller's own.",
  Users: 'Other people.',
  Profile: "The caller's own.",
  Health: 'Whether it works.',
};

const DESCRIPTION = `Direct messages between people.

Sign in at the user pool and send its access token as \`Authorization: Bearer …\`. Errors are arrays of codes; whoever
sends \`Accept: application/problem+json\` gets them as problems (RFC 9457) that say in words what is wrong. Every \`GET\`
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
    schemas: { ...namedSchemas(), KnownErrorCode: knownErrorCode(OPERATIONS) },
    headers: ANSWER_HEADERS,
    parameters: COMMON_PARAMETERS,
    responses: COMMON_RESPONSES,
    securitySchemes: { accessToken: ACCESS_TOKEN },
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

const refused = (status: number, description: string, code: ErrorCode) => ({
  description,
  content: refusalContent(status, [code]),
});

const refusedUnread = (status: number, description: string) => ({
  description,
  content: codesContent(status, ['request_malformed']),
});

const [NOT_FOUND, METHOD_NOT_ALLOWED] = OUTSIDE_OPERATIONS;

const COMMON_RESPONSES = {
  NotFound: {
    ...refused(404, 'There is no such address.', NOT_FOUND),
    headers: headerReferences(['X-Request-Id', 'RateLimit-Policy', 'RateLimit']),
  },
  MethodNotAllowed: {
    ...refused(405, 'The path has no such method.', METHOD_NOT_ALLOWED),
    headers: headerReferences(['X-Request-Id', 'Allow']),
  },
  TooManyRequestsAtOnce: {
    ...refused(429, 'The caller has too many under way. Nothing was done.', 'too_many_requests_at_once'),
    headers: headerReferences(['X-Request-Id', 'Retry-After']),
  },
  Overloaded: {
    ...refused(503, 'All have too many under way. Nothing was done.', 'overloaded'),
    headers: headerReferences(['X-Request-Id', 'Retry-After']),
  },
  RequestMalformed: {
    ...refused(400, 'The address cannot be read, or it is not HTTP.', 'request_malformed'),
    headers: headerReferences(['X-Request-Id']),
  },
  [OF_THE_SERVER[408]]: refusedUnread(408, 'The request took longer than 10 s to arrive.'),
  [OF_THE_SERVER[417]]: { description: 'There is no such `Expect`.' },
  [OF_THE_SERVER[431]]: refusedUnread(431, 'The headers are longer than 16 KB.'),
};

/** Every code that a call is refused with, with its sentence of help. */
function knownErrorCode(operations: Operation[]): object {
  const codes = [...new Set([...operations.flatMap(refusalsOf), ...OUTSIDE_OPERATIONS])].sort();
  return {
    description: 'Why a call was refused. A newer service may have others.',
    type: 'string',
    enum: codes,
    'x-enumDescriptions': Object.fromEntries(codes.map((code) => [code, ERROR_CODES[code].help])),
  };
}

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
