import { DomainError } from '@app/common/errors';

/** With which codes a check refuses; none where it does not. */
export function codesOf(check: () => unknown): readonly string[] {
  try {
    check();
  } catch (error) {
    if (error instanceof DomainError) return error.codes;
    throw error;
  }
  return [];
}
