import { DomainError } from '@app/common/errors';
import { PoolLinksStore } from '../directory/pool-links.store';
import { createUsersStore, type UsersStore } from '../directory/users.store';
import { type HandleChange, type HandlePlan, planHandles } from './handle-plan';
import { readPool, type ReadPool } from './read-pool';
import { withDatabase } from './with-database';

export interface SyncHandles extends ReadPool {
  databaseUrl: string;
  /** How long the old handles are kept. */
  keptForSeconds: number;
  /** Finds out, and changes nothing. */
  dryRun?: boolean;
}

export interface HandlesOutcome extends HandlePlan {
  /** Of those that were to change: another user has the handle, or it is kept for another. */
  taken: HandleChange[];
}

/** Gives users the handles that the pool has for them, each by itself: one that is taken keeps nobody else from theirs. */
export async function syncHandles(settings: SyncHandles): Promise<HandlesOutcome> {
  const entries = await readPool(settings);
  return withDatabase(settings.databaseUrl, async (database) => {
    const store = createUsersStore(database);
    const plan = planHandles(entries, await new PoolLinksStore(database).linkedUsers());
    const taken: HandleChange[] = [];
    for (const change of settings.dryRun ? [] : plan.changed) {
      if (!(await hasRenamed(store, change, settings.keptForSeconds))) taken.push(change);
    }
    return { ...plan, changed: plan.changed.filter((change) => !taken.includes(change)), taken };
  });
}

async function hasRenamed(store: UsersStore, { uuid, newHandle }: HandleChange, keptFor: number): Promise<boolean> {
  try {
    await store.rename(uuid, newHandle, keptFor);
    return true;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'handle_taken') return false;
    throw error;
  }
}
