import { PoolLinksStore } from '../directory/pool-links.store';
import { withDatabase } from './with-database';
import { readPool, type ReadPool } from './read-pool';
import { planSync, type SyncPlan } from './sync-plan';

export interface SyncUserIds extends ReadPool {
  databaseUrl: string;
  /** Finds out, and changes nothing. */
  dryRun?: boolean;
  /** Leaves those in conflict as they are, and goes on with the others; otherwise a conflict keeps all as they are. */
  skipConflicts?: boolean;
  /** Told of what will be written, before it is; where it rejects, nothing is. */
  decided?: (outcome: SyncOutcome) => Promise<void>;
}

export interface SyncOutcome extends SyncPlan {
  /** Whether what is listed as updated has been written. */
  applied: boolean;
}

/** Gives users the ids that the pool has for their handles, all or none. */
export async function syncUserIds(settings: SyncUserIds): Promise<SyncOutcome> {
  const { databaseUrl, dryRun = false, skipConflicts = false, decided } = settings;
  const entries = await readPool(settings);
  return withDatabase(databaseUrl, async (database) => {
    const { outcome } = await new PoolLinksStore(database).relink(async (users) => {
      const plan = planSync(entries, users);
      const applied = !dryRun && (skipConflicts || plan.conflicts.length === 0);
      const outcome = { ...plan, applied };
      await decided?.(outcome);
      return { outcome, links: applied ? plan.updated : [] };
    });
    return outcome;
  });
}
