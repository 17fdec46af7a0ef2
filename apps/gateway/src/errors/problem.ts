import { z } from 'zod';
import { type DomainError, ERROR_CODES, type ErrorCode, helpOf } from '@app/common/errors';

export const PROBLEM_TYPE = 'application/problem+json';

/** An error in the form of RFC 9457, for whoever asks for it. */
export const problem = z.object({
  type: z.string().describe('The first of `errors`, as a URI that leads nowhere.'),
  title: z.string().describe('The first of `errors` in a few words.'),
  status: z.int().min(400).max(599).describe('As of the answer.'),
  detail: z.string().describe('A sentence of help for each of `errors`, in English.'),
  instance: z.string().describe('The `X-Request-Id`.'),
  errors: z
    .array(
      z.object({
        code: z.string().meta({ shownAs: { $ref: '#/components/schemas/KnownErrorCode' } }),
        title: z.string().describe('It in a few words.'),
        detail: z.string().describe('A sentence of help.'),
      }),
    )
    .min(1)
    .describe('All that is wrong.'),
});
export type Problem = z.output<typeof problem>;

export function problemOf({ code, codes, status }: DomainError, requestId: string): Problem {
  return {
    type: `urn:problem-type:cruddur:${code}`,
    title: ERROR_CODES[code].title,
    status,
    detail: helpOf(codes),
    instance: requestId,
    errors: codes.map(explained),
  };
}

function explained(code: ErrorCode): Problem['errors'][number] {
  const { title, help } = ERROR_CODES[code];
  return { code, title, detail: help };
}
