import type { Person } from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import { checkRequest } from '@app/common/requests';
import { handle, isUuid } from '../directory/person-fields';
import { createUsersStore } from '../directory/users.store';
import { withDatabase } from './with-database';

export interface RenameUser {
  databaseUrl: string;
  userUuid: string;
  handle: string;
  /** How long the old handle is kept for them. */
  keptForSeconds: number;
}

/**
 * Gives a user another handle, which all others see within moments. The user pool keeps the old one.
 * @throws DomainError `user_not_found`, `handle_taken`, `handle_blank` or `handle_malformed`.
 */
export async function renameUser({
  databaseUrl,
  userUuid,
  handle: given,
  keptForSeconds,
}: RenameUser): Promise<Person> {
  const wanted = checkRequest(handle, given);
  if (!isUuid(userUuid)) throw new DomainError('user_not_found');
  return withDatabase(databaseUrl, (database) => createUsersStore(database).rename(userUuid, wanted, keptForSeconds));
}
