import type { z } from 'zod';
import { DomainError } from '@app/common/errors';

/**
 * Checks what another service sent; a mismatch is a bug of the caller's, told by field.
 * @throws DomainError `request_malformed`.
 */
export function parseRequest<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new DomainError('request_malformed', { detail: mismatchOf(parsed.error) });
}

/** Each wrong field, and what was expected there. */
export const mismatchOf = (error: z.ZodError): string =>
  error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
