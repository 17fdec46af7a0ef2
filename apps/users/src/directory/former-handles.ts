import type { EntityManager } from 'typeorm';
import { FormerHandle } from '../database/former-handle.entity';
import { byIdentity } from './handle-queries';

/** The user for whom a handle is kept that they have given up. */
export async function formerOwnerOf(manager: EntityManager, handle: string): Promise<string | undefined> {
  const former = await manager
    .createQueryBuilder(FormerHandle, 'former')
    .select('former.userUuid')
    .where({ handle: byIdentity(handle) })
    .andWhere('former.keptUntil > now()')
    .getOne();
  return former?.userUuid;
}

/** All that are kept for a user, the newest first. */
export const formerHandlesOf = (manager: EntityManager, userUuid: string): Promise<FormerHandle[]> =>
  manager
    .createQueryBuilder(FormerHandle, 'former')
    .where('former.userUuid = :userUuid AND former.keptUntil > now()', { userUuid })
    .orderBy('former.givenUpAt', 'DESC')
    .getMany();

/**
 * Keeps what a user was called until now, unless somebody else is called so (a twin). What is kept no longer is forgotten
 * with it; so is the user's own former handle that they have taken back.
 */
export async function keepHandle(
  manager: EntityManager,
  { uuid, handle }: { uuid: string; handle: string },
  seconds: number,
): Promise<void> {
  await manager.query(
    `DELETE FROM former_handles AS former
     WHERE kept_until <= now()
       OR (user_uuid = $1 AND identity_of(handle) = (SELECT identity_of(handle) FROM users WHERE uuid = $1))`,
    [uuid],
  );
  await manager.query(
    `INSERT INTO former_handles (user_uuid, handle, kept_until)
     SELECT $1::uuid, $2::text, now() + make_interval(secs => $3::float)
     WHERE $3::float > 0 AND NOT EXISTS (SELECT FROM users WHERE identity_of(handle) COLLATE "C" = identity_of($2))
     ON CONFLICT (identity_of(handle) COLLATE "C")
     DO UPDATE SET user_uuid = excluded.user_uuid, handle = excluded.handle, given_up_at = now(), kept_until = excluded.kept_until`,
    [uuid, handle, seconds],
  );
}
