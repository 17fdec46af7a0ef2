import { types } from 'node:util';

/** An error as it is logged: nothing that it carries but what stands here. */
export interface ErrorFields {
  type: string;
  message: string;
  code?: string;
  /** Where it comes from, without the message that V8 puts above. */
  stack?: string;
  cause?: ErrorFields;
}

/** Their messages may quote what somebody has written: the parser's, and the database's for a value that it refuses. */
const QUOTING = new Set(['SyntaxError', 'DatabaseError', 'QueryFailedError']);

/** Their messages say enough. */
const PLAIN = new Set(['Error', 'DomainError']);

/**
 * What a log line tells of anything that was thrown. Errors of drivers carry items, query parameters and rows, which
 * are messages and people: so fields are named here one by one, and none is copied.
 */
export function errorFields(thrown: unknown): ErrorFields {
  if (!types.isNativeError(thrown)) return { type: typeof thrown, message: 'what was thrown is no error' };
  const { cause } = thrown;
  const code = codeOf(thrown);
  const stack = framesOf(thrown);
  return {
    type: typeOf(thrown),
    message: messageOf(thrown),
    ...(code !== undefined && { code }),
    ...(stack && { stack }),
    ...(cause !== undefined && { cause: errorFields(cause) }),
  };
}

/** The same in one line: what happened, and why. */
export function describeError(thrown: unknown): string {
  const { cause, ...error } = errorFields(thrown);
  return cause ? `${titled(error)} (${titled(cause)})` : titled(error);
}

const titled = ({ type, message }: ErrorFields): string => (PLAIN.has(type) ? message : `${type}: ${message}`);

/** AWS's errors have a name of their own each, and one class; Postgres's have a class, and all the same name. */
const typeOf = ({ name, constructor }: Error): string => (/^error$/i.test(name) ? constructor.name : name);

function messageOf(error: Error): string {
  const isQuoting = QUOTING.has(typeOf(error));
  if (!isQuoting && error.message !== '') return error.message;
  return codeOf(error) ?? (isQuoting ? 'its message is kept back, since it may quote what was given' : '');
}

function codeOf(error: Error): string | undefined {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : undefined;
}

const framesOf = ({ stack = '' }: Error): string =>
  stack
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .map((line) => line.trim())
    .join('\n');
