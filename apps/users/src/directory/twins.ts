import type { DataSource, EntityManager } from 'typeorm';
import type { User } from '../database/user.entity';

/** Two users whose handles, or emails, differ only in spelling. All of them are from before the rule against it. */
export interface Twins {
  field: 'handle' | 'email';
  /** The user who is found by every spelling except the other user's. */
  keeperUuid: string;
  keeperHandle: string;
  twinUuid: string;
  twinHandle: string;
}

const FIELDS = ['handle', 'email'] as const;

export async function findTwins(dataSource: DataSource): Promise<Twins[]> {
  const found = await Promise.all(FIELDS.map((field) => dataSource.query<Omit<Twins, 'field'>[]>(twinsOf(field))));
  return found.flatMap((pairs, at) => pairs.map((pair) => ({ field: FIELDS[at]!, ...pair })));
}

const twinsOf = (field: Twins['field']): string => `
  SELECT keeper.uuid AS "keeperUuid", keeper.handle AS "keeperHandle", twin.uuid AS "twinUuid", twin.handle AS "twinHandle"
  FROM users AS twin
  JOIN users AS keeper ON identity_of(keeper.${field}) = identity_of(twin.${field}) AND keeper.${field}_twin = 0
  WHERE twin.${field}_twin > 0
  ORDER BY keeper.created_at, keeper.uuid, twin.${field}_twin`;

/** One line for whoever is to decide between them. */
export const describeTwins = ({ field, keeperUuid, keeperHandle, twinUuid, twinHandle }: Twins): string =>
  `one ${field} but for its spelling: ${keeperHandle} (${keeperUuid}) keeps it, and so far ${twinHandle} (${twinUuid}) ` +
  `has it too; docs/operations.md says how to mend it`;

/** When a user gives up a name, the next of those who share it keeps it: so nobody new gets it as long as they are there. */
export async function passOnName(manager: EntityManager, { handle, email }: User): Promise<void> {
  for (const [field, value] of Object.entries({ handle, email })) {
    await manager.query(
      `UPDATE users SET ${field}_twin = 0
       WHERE ${field}_twin > 0 AND uuid = (
         SELECT uuid FROM users WHERE identity_of(${field}) COLLATE "C" = identity_of($1) ORDER BY ${field}_twin LIMIT 1
       )`,
      [value],
    );
  }
}
