import { nearestHandle } from '@app/common/contracts';
import { identityOf } from '@app/common/text';
import type { LinkedUser } from '../directory/pool-links.store';
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
  | 'linked_to_another_id'
  /** Several users here have the handle, from before handles were told apart by their identity, and none is linked. */
  | 'handle_shared';

export interface Conflict {
  user: LinkedUser;
  reason: ConflictReason;
  /** The entry that has the user's handle in the pool. */
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
 * Which Cognito ids users should have, by the identity of their handles.
 *
 * A handle can be changed in the pool by its user, an id cannot. So who is linked to somebody in the pool stays linked,
 * and nobody is linked to an id that another user has.
 */
export function planSync(entries: PoolEntry[], users: LinkedUser[]): SyncPlan {
  const plan: SyncPlan = { updated: [], unchanged: [], poolOnly: [], usersOnly: [], conflicts: [] };
  const known: KnownIds = {
    inPool: new Set(entries.map(({ sub }) => sub)),
    linked: new Set(users.flatMap(({ cognitoUserId }) => cognitoUserId ?? [])),
    shared: repeatedIn(users.map(({ handle }) => identityOf(handle))),
  };
  const claims = claimsByHandle(entries);
  const accountedFor = new Set(known.linked);

  for (const user of users) {
    const claimants = claims.get(identityOf(user.handle)) ?? [];
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
    const identity = identityOf(nearestHandle(entry.handle ?? ''));
    const claimants = claims.get(identity);
    if (claimants) claimants.push(entry);
    else claims.set(identity, [entry]);
  }
  return claims;
}

function repeatedIn(values: string[]): Set<string> {
  const seen = new Set<string>();
  return new Set(values.filter((value) => seen.size === seen.add(value).size));
}

interface KnownIds {
  inPool: Set<string>;
  linked: Set<string>;
  /** Identities of handles that several users have. */
  shared: Set<string>;
}

/** The entry of the pool that belongs to the user, or the reason why it cannot be found. */
function judge(
  { cognitoUserId, handle }: LinkedUser,
  claimants: PoolEntry[],
  { inPool, linked, shared }: KnownIds,
): PoolEntry | ConflictReason | 'linked' | 'nobody' {
  const isLinked = cognitoUserId !== null && inPool.has(cognitoUserId);
  const [claimant, ...rivals] = claimants;
  if (isLinked && (!claimant || claimants.some(({ sub }) => sub === cognitoUserId))) return 'linked';
  if (!claimant) return 'nobody';
  if (rivals.length > 0) return 'handle_of_several';
  if (linked.has(claimant.sub)) return 'id_of_another_user';
  if (isLinked) return 'linked_to_another_id';
  return shared.has(identityOf(handle)) ? 'handle_shared' : claimant;
}
