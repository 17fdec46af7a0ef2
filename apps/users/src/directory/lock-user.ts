import type { EntityManager } from 'typeorm';
import { DomainError } from '@app/common/errors';
import { User } from '../database/user.entity';

/** Others who change this user wait until the transaction ends. @throws DomainError `user_not_found`. */
export async function lockUser(manager: EntityManager, uuid: string): Promise<User> {
  const row = await manager.findOne(User, { where: { uuid }, lock: { mode: 'pessimistic_write' } });
  if (!row) throw new DomainError('user_not_found');
  return row;
}
