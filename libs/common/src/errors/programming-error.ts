import { types } from 'node:util';

/** What only a mistake in the code throws, by name: tests run in a realm with classes of its own. */
const PROGRAMMING_ERRORS = new Set([
  'AssertionError',
  'EvalError',
  // undici's, for a request that cannot be made.
  'InvalidArgumentError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'TypeError',
  'URIError',
]);

/** Whether it is a mistake in the code, which passes by no waiting, and must not be told as something that is away. */
export const isProgrammingError = (thrown: unknown): boolean =>
  types.isNativeError(thrown) && PROGRAMMING_ERRORS.has(thrown.name);
