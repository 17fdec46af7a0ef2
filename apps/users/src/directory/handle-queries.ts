import { type EntityManager, type FindOptionsWhere, Not, Raw, type SelectQueryBuilder } from 'typeorm';
import type { UserPrefixQuery } from '@app/common/contracts';
import { User } from '../database/user.entity';

/**
 * The collation is that of the index `users_handle_key`, which would be passed over otherwise. In it identities stand in
 * the order of their code points, so those that begin alike stand side by side.
 */
const identityOf = (column: string): string => `identity_of(${column}) COLLATE "C"`;

export const byIdentity = (handle: string) =>
  Raw((column) => `${identityOf(column)} = identity_of(:handle)`, { handle });

export const byHandle = (handle: string): FindOptionsWhere<User> => ({ handle: byIdentity(handle) });

/** Ordered as the index is, so that it is read from where the prefix begins, and no further than the limit. */
export const usersByPrefix = (
  manager: EntityManager,
  { prefix, readerUuid, limit }: UserPrefixQuery,
): SelectQueryBuilder<User> =>
  manager
    .createQueryBuilder(User, 'users')
    .select(['users.uuid', 'users.handle', 'users.displayName'])
    .where({ handle: beginsWith(prefix), uuid: Not(readerUuid) })
    .orderBy(identityOf('handle'))
    .addOrderBy('users.handleTwin')
    .limit(limit);

/** As a range rather than by LIKE, which would look at each identity again behind the index, at the price of making it. */
const beginsWith = (prefix: string) =>
  Raw(
    (column) =>
      `${identityOf(column)} >= identity_of(:prefix) AND ${identityOf(column)} < identity_of(:prefix) || :last`,
    { prefix, last: LAST_CODE_POINT },
  );

/** Behind every character of a handle, since it is none. */
const LAST_CODE_POINT = '\u{10ffff}';
