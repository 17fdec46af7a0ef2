import type { EntityManager } from 'typeorm';
import { DomainError, type ErrorCode } from '@app/common/errors';
import type { Database } from '../database/database';
import { violatedUniqueness } from '../database/postgres-failures';

const CODE_BY_CONSTRAINT: Record<string, ErrorCode> = {
  users_handle_key: 'handle_taken',
  users_email_key: 'email_taken',
  users_cognito_user_id_key: 'cognito_user_id_taken',
};

/** One transaction. @throws DomainError of what another user has already; nothing is written then. */
export async function writeUsers<Answer>(
  database: Database,
  work: (manager: EntityManager) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await database.transaction(work);
  } catch (error) {
    const code = CODE_BY_CONSTRAINT[violatedUniqueness(error) ?? ''];
    throw code ? new DomainError(code, { cause: error }) : error;
  }
}
