import { DomainError } from '@app/common/errors';
import { EXIT } from '@local-stack/terminal/exit-code';

export const NOT_FOUND = { exitCode: EXIT.notFound };

/** A conversation that does not exist, or is one of others. */
export const isNotThere = (error: unknown): boolean =>
  error instanceof DomainError && error.code === 'message_group_not_found';
