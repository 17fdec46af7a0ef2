import { z } from 'zod';
import { code, DomainError, isErrorCode, type ErrorCode } from '@app/common/errors';

type Issue = z.ZodError['issues'][number];

/**
 * Checks what a caller sent against a schema whose messages are error codes.
 * @throws DomainError with the code of every wrong field, so that one answer names them all.
 */
export function checkRequest<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [first = 'request_malformed', ...rest] = codesOf(parsed.error);
  throw new DomainError([first, ...rest]);
}

/** The codes of all wrong fields; empty if all are right. */
export function wrongIn(schema: z.ZodType, value: unknown): ErrorCode[] {
  const { error } = schema.safeParse(value);
  return error ? codesOf(error) : [];
}

const codesOf = (error: z.ZodError): ErrorCode[] => [
  ...new Set(
    error.issues
      .filter(isFirstOfItsField)
      .map((issue) => issue.message)
      .filter(isErrorCode),
  ),
];

/** A value of the wrong type may break rules of length too, which says nothing. */
const isFirstOfItsField = (issue: Issue, index: number, issues: Issue[]): boolean =>
  index === issues.findIndex(({ path }) => path.join('.') === issue.path.join('.'));

/** A body of named fields; fields that the shape does not name are ignored. */
export const jsonBody = <Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Shape> =>
  z.object(shape, { error: code('body_not_json_object') });
