import { ERROR_CODES } from '@app/common/errors';
import { COMMON_PARAMETERS, COMMON_RESPONSES } from './common-parts';
import { ACCESS_TOKEN } from './description/access-token';
import { ANSWER_HEADERS } from './description/headers';
import type { Operation, Tag } from './description/operation';
import { OUTSIDE_OPERATIONS, refusalsOf } from './description/refusals';
import { namedSchemas } from './description/schemas';
import { operationObject } from './operation-object';
import { OPERATIONS } from './operations';

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
