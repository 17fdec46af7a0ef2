import type { LinkedUser } from '../users.store';
import type { PoolEntry } from './pool-pages';

export interface IdChange extends LinkedUser {
  newCognitoUserId: string;
}

/** Why nobody but a person can tell which of the pool's users somebody is. */
export type ConflictReason =
  /** Several users of the pool have the handle of a user who is linked to none of them. */
  | 'handle_of_several'
  /** The pool's user of this handle is linked to another user here. */
  | 'id_of_another_user'
  /** The user is linked to another user of the pool, who is still there under another handle. */
  | 'linked_to_another_id';

export interface Conflict {
  user: LinkedUser;
  reason: ConflictReason;
  /** Who has the user's handle in the pool. */
  claimants: PoolEntry[];
}

export interface SyncPlan {
  updated: IdChange[];
  unchanged: LinkedUser[];
  poolOnly: PoolEntry[];
  usersOnly: LinkedUser[];
  conflicts: Conflict[];
}

/**
 * Which Cognito ids users should have, by their handles, whose case does not count.
 *
 * A handle can be changed in the pool by its user, an id cannot. So who is linked to somebody in the pool stays linked,
 * and nobody is linked to an id that another user has.
 */
export function planSync(entries: PoolEntry[], users: LinkedUser[]): SyncPlan {
  const plan: SyncPlan = { updated: [], unchanged: [], poolOnly: [], usersOnly: [], conflicts: [] };
  const known: KnownIds = {
    inPool: new Set(entries.map(({ sub }) => sub)),
    linked: new Set(users.flatMap(({ cognitoUserId }) => cognitoUserId ?? [])),
  };
  const claims = claimsByHandle(entries);
  const accountedFor = new Set(known.linked);

  for (const user of users) {
    const claimants = claims.get(user.handle.toLowerCase()) ?? [];
    const verdict = judge(user, claimants, known);
    if (verdict === 'linked') plan.unchanged.push(user);
    else if (verdict === 'nobody') plan.usersOnly.push(user);
    else {
      if (typeof verdict === 'string') plan.conflicts.push({ user, reason: verdict, claimants });
      else plan.updated.push({ ...user, newCognitoUserId: verdict.sub });
      for (const { sub } of claimants) accountedFor.add(sub);
    }
  }
  plan.poolOnly = entries.filter(({ sub }) => !accountedFor.has(sub));
  return plan;
}

function claimsByHandle(entries: PoolEntry[]): Map<string, PoolEntry[]> {
  const claims = new Map<string, PoolEntry[]>();
  for (const entry of entries) {
    const handle = entry.handle?.toLowerCase() ?? '';
    const claimants = claims.get(handle);
    if (claimants) claimants.push(entry);
    else claims.set(handle, [entry]);
  }
  return claims;
}

interface KnownIds {
  inPool: Set<string>;
  linked: Set<string>;
}

/** Whom in the pool the user is, or why that cannot be told. */
function judge(
  { cognitoUserId }: LinkedUser,
  claimants: PoolEntry[],
  { inPool, linked }: KnownIds,
): PoolEntry | ConflictReason | 'linked' | 'nobody' {
  const isLinked = cognitoUserId !== null && inPool.has(cognitoUserId);
  const [claimant, ...rivals] = claimants;
  if (isLinked && (!claimant || claimants.some(({ sub }) => sub === cognitoUserId))) return 'linked';
  if (!claimant) return 'nobody';
  if (rivals.length > 0) return 'handle_of_several';
  if (linked.has(claimant.sub)) return 'id_of_another_user';
  return isLinked ? 'linked_to_another_id' : claimant;
}
