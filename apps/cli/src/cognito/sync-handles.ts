import { loadConfig } from '@app/common/config';
import { EXIT } from '@local-stack/terminal/exit-code';
import { Progress } from '@local-stack/terminal/progress';
import { note } from '@local-stack/terminal/terminal';
import { type HandlesOutcome, syncHandles } from '../../../users/src/admin/sync-handles';
import { renamingVariables } from '../../../users/src/admin/variables';
import { type Cell, printTable } from '../output/format-table';
import { printJson } from '../output/json';
import { untilDone } from '../services/interruption';
import { withPostgres } from '../services/postgres';
import { withUserPool } from '../services/user-pool';
import { confirmChange } from '../confirmation/confirm-change';
import type { ChangeOptions } from '../where/options';
import { findTarget, type Target } from '../where/target';

export interface SyncHandlesOptions extends ChangeOptions {
  dryRun?: boolean;
}

/** Fails where a handle of the pool cannot be that of its user here. */
export async function syncPoolHandles(options: SyncHandlesOptions): Promise<void> {
  const { HANDLE_KEPT_FOR: keptForSeconds } = loadConfig(renamingVariables);
  const target = await findTarget(options);
  await confirmChange(target, options, 'database', 'pool');
  const outcome = await untilDone(() => sync(target, keptForSeconds, options));
  if (options.json) printJson(outcome);
  else print(outcome, options);
  if (outcome.taken.length + outcome.unusable.length > 0) process.exitCode = EXIT.failed;
}

const sync = (target: Target, keptForSeconds: number, { dryRun }: SyncHandlesOptions): Promise<HandlesOutcome> =>
  withUserPool(target, ({ userPoolId }) =>
    withPostgres(target, (databaseUrl) => {
      const progress = new Progress();
      const count = (read: number): void => progress.count(`${read} users of the pool are read`);
      return syncHandles({ cognito: target, userPoolId, databaseUrl, keptForSeconds, dryRun, progress: count });
    }),
  );

function print({ changed, taken, unusable, unchanged }: HandlesOutcome, { dryRun }: SyncHandlesOptions): void {
  const rows: Cell[][] = [
    ...changed.map(({ handle, newHandle }) => [handle, dryRun ? 'would be changed' : 'changed', newHandle]),
    ...taken.map(({ handle, newHandle }) => [handle, 'taken by another user, or kept for one', newHandle]),
    ...unusable.map(({ handle }) => [handle, 'the handle in the pool is none', '']),
  ];
  if (rows.length > 0) printTable(['handle', 'outcome', 'in the pool'], rows);
  note(`changed ${dryRun ? 0 : changed.length}, unchanged ${unchanged}, refused ${taken.length + unusable.length}`);
}
