import { nearestHandle } from '@app/common/contracts';
import type { LinkedUser } from '../directory/pool-links.store';
import type { PoolEntry } from './pool-pages';

/** A user whom the pool calls otherwise than they are called here. */
export interface HandleChange extends LinkedUser {
  newHandle: string;
}

export interface HandlePlan {
  changed: HandleChange[];
  /** The pool calls them what no user can be called. */
  unusable: LinkedUser[];
  unchanged: number;
}

/** Which handles users have been given in the pool, by the ids that link them. Whom the pool calls nothing keeps theirs. */
export function planHandles(entries: PoolEntry[], users: LinkedUser[]): HandlePlan {
  const handles = new Map(entries.map(({ sub, handle }) => [sub, handle?.normalize('NFC')]));
  const plan: HandlePlan = { changed: [], unusable: [], unchanged: 0 };
  for (const user of users) {
    const wanted = handles.get(user.cognitoUserId ?? '');
    if (!wanted || wanted === user.handle) plan.unchanged += 1;
    else if (nearestHandle(wanted) !== wanted) plan.unusable.push(user);
    else plan.changed.push({ ...user, newHandle: wanted });
  }
  return plan;
}
