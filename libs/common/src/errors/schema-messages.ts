import type { ErrorCode } from './error-codes';

/** For a schema's messages: the type lets only error codes through. */
export const code = (errorCode: ErrorCode): ErrorCode => errorCode;

/** One code where a field is absent or null, another where it is of the wrong type. */
export const blankOr =
  (blank: ErrorCode, malformed: ErrorCode) =>
  (issue: { input?: unknown }): ErrorCode =>
    issue.input == null ? blank : malformed;
