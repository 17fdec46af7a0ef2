import type { ErrorCode } from '@app/common/errors';
import { ERROR_CODES } from '@app/common/errors';
import type { Example } from './description/example';
import { type AnswerHeader, headerReferences } from './description/headers';
import type { Answer, Operation } from './description/operation';
import { byStatus, refusalsOf } from './description/refusals';
import { answer as named, schemaOf } from './description/schemas';
import { PROBLEM_TYPE, problem } from '../errors/problem';

/** What the HTTP server answers itself, at any address: `components.responses` has it by these names. */
export const OF_THE_SERVER = { 408: 'RequestTimeout', 417: 'ExpectationFailed', 431: 'HeadersTooLarge' } as const;

const PROBLEM = named('Problem', problem);

const DESCRIPTIONS: Record<number, string> = {
  400: 'What was sent is no request.',
  401: 'There is no token, or none that is good. With `Retry-After`, the token may be good: try again.',
  403: 'Not for the caller.',
  404: 'It does not exist for the caller.',
  405: 'The path has no such method.',
  406: 'The caller takes no stream of events, and asks for no long poll.',
  409: 'It is not as the request takes it to be, or is taken already.',
  412: 'It has changed meanwhile.',
  413: 'The body is longer than 64 KB.',
  415: 'The body is no JSON.',
  422: 'What was sent cannot be: every field that is wrong is named, by one code.',
  429: 'Too much of it: nothing was done.',
  500: 'A fault of the service, which its log has by the `X-Request-Id`.',
  503: 'Try again.',
};

/** Every status that an operation answers with. */
export function responsesOf(operation: Operation): Record<string, object> {
  const { otherAnswers = {}, examples = [] } = operation;
  const responses: Record<string, object> = { 200: successOf(operation) };
  if (isKept(operation))
    responses[304] = { description: 'It is as the caller has it.', headers: headersOfCopy(operation) };
  for (const [status, answer] of Object.entries(otherAnswers)) {
    responses[status] = response(answer, [], examplesAt(Number(status), examples));
  }
  for (const [status, codes] of byStatus(refusalsOf(operation))) {
    responses[status] = refusal(status, codes, operation, examplesAt(status, examples));
  }
  for (const [status, name] of Object.entries(OF_THE_SERVER)) {
    responses[status] = { $ref: `#/components/responses/${name}` };
  }
  return responses;
}

/** Answers that a caller may keep, and ask again whether they hold. */
export const isKept = ({ method, caller, hasOwnTag = false, isStream = false }: Operation): boolean =>
  method === 'get' && !hasOwnTag && !isStream && (caller === 'signed-in' || caller === 'as-configured');

function successOf(operation: Operation): object {
  const { answer, limit, links, examples = [] } = operation;
  const headers: AnswerHeader[] = [
    ...(isKept(operation) || operation.hasOwnTag ? (['ETag'] as const) : []),
    ...(limit ? (['RateLimit-Policy', 'RateLimit'] as const) : []),
  ];
  const told = response(answer, headers, examplesAt(200, examples));
  return { ...(operation.isStream ? withStream(told) : told), ...(links && { links }) };
}

/** Its events are as `LiveEvents` has them, each in a form that a schema of this version cannot say. */
const withStream = (told: { content: object }): object => ({
  ...told,
  content: { 'text/event-stream': {}, ...told.content },
});

const headersOfCopy = ({ answer: { headers = [] } }: Operation): object =>
  headerReferences([
    ...new Set<AnswerHeader>(['X-Request-Id', 'ETag', 'RateLimit-Policy', 'RateLimit', 'Link', ...headers]),
  ]);

const response = (
  { description, schema, headers = [] }: Answer,
  others: AnswerHeader[],
  examples: object,
): { description: string; headers: object; content: object } => ({
  description,
  headers: headerReferences(['X-Request-Id', ...headers, ...others]),
  content: { 'application/json': { schema: schemaOf(schema, 'output'), ...examples } },
});

function refusal(status: number, codes: ErrorCode[], { limit }: Operation, examples: object): object {
  const headers: AnswerHeader[] = ['X-Request-Id'];
  if (status === 429 || codes.some((code) => ERROR_CODES[code].retriable)) headers.push('Retry-After');
  // A request that was counted says so, whatever comes of it.
  if (limit !== undefined || status === 429) headers.push('RateLimit-Policy', 'RateLimit');
  return {
    description: DESCRIPTIONS[status],
    headers: headerReferences(headers),
    content: refusalContent(status, codes, examples),
  };
}

/** The two forms of all errors: their codes, and nothing where it is not known who asks; or a problem. */
export const refusalContent = (status: number, codes: readonly ErrorCode[], examples: object = {}): object => ({
  ...codesContent(status, codes, examples),
  [PROBLEM_TYPE]: { schema: schemaOf(PROBLEM, 'output') },
});

/** The only form of what is refused before its headers are read. */
export const codesContent = (status: number, codes: readonly ErrorCode[], examples: object = {}): object => ({
  'application/json': {
    schema:
      status === 401
        ? { type: 'object', maxProperties: 0 }
        : { type: 'array', items: { type: 'string', enum: codes }, minItems: 1, uniqueItems: true },
    ...examples,
  },
});

function examplesAt(status: number, examples: Example[]): object {
  const these = examples.filter((example) => (example.status ?? 200) === status);
  if (these.length === 0) return {};
  return { examples: Object.fromEntries(these.map(({ name, summary, answer }) => [name, { summary, value: answer }])) };
}
