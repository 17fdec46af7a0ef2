import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';
import { Progress } from '@local-stack/terminal/progress';
import { note } from '@local-stack/terminal/terminal';
import type { Conflict, ConflictReason } from '../../../users/src/admin/sync-plan';
import { type SyncOutcome, syncUserIds } from '../../../users/src/admin/sync-user-ids';
import { type Cell, printTable } from '../output/format-table';
import { printJson } from '../output/json';
import { answer } from '../output/output';
import { untilDone } from '../services/interruption';
import { withPostgres } from '../services/postgres';
import { withUserPool } from '../services/user-pool';
import type { ChangeOptions } from '../where/options';
import { confirmChange } from '../confirmation/confirm-change';
import { findTarget, type Target } from '../where/target';

export interface SyncOptions extends ChangeOptions {
  dryRun?: boolean;
  skipConflicts?: boolean;
}

const REASONS: Record<ConflictReason, string> = {
  handle_of_several: 'several users of the pool have this handle',
  id_of_another_user: 'the pool’s user of this handle is linked to another user',
  handle_shared: 'another user here has this handle too, in another spelling',
  linked_to_another_id: 'is linked to another user of the pool, who is still there',
};

const CONFLICTS = 'nothing was changed because of the conflicts; --skip-conflicts changes the others';

/** Fails where a conflict has kept everything as it was. */
export async function syncIds(options: SyncOptions): Promise<void> {
  const target = await findTarget(options);
  // The pool is only read, but ids of another place's pool would let nobody sign in here, and its users in there.
  await confirmChange(target, options, 'database', 'pool');
  const outcome = await untilDone(() => sync(target, options));
  if (!options.json) noteSummary(outcome);
  if (outcome.conflicts.length > 0 && !options.skipConflicts) process.exitCode = EXIT.failed;
}

const sync = (target: Target, { dryRun, skipConflicts, json }: SyncOptions): Promise<SyncOutcome> =>
  withUserPool(target, ({ userPoolId }) =>
    withPostgres(target, async (databaseUrl) => {
      const progress = new Progress();
      const count = (read: number): void => progress.count(`${read} users of the pool are read`);
      const decided = async (outcome: SyncOutcome): Promise<void> => {
        if (isOfEmptyPool(outcome)) {
          throw new CliError(`the user pool ${userPoolId} has no users`, { exitCode: EXIT.notFound });
        }
        if (json) printJson(outcome);
        else print(outcome);
        // Nothing else would know the ids that are replaced.
        await answer.delivered();
      };
      const settings = { cognito: target, userPoolId, databaseUrl, dryRun, skipConflicts, progress: count, decided };
      return syncUserIds(settings);
    }),
  );

const isOfEmptyPool = ({ updated, unchanged, poolOnly, conflicts }: SyncOutcome): boolean =>
  [updated, unchanged, poolOnly, conflicts].every((list) => list.length === 0);

const print = (outcome: SyncOutcome): void =>
  printTable(['handle', 'outcome', 'Cognito id', 'before', 'why'], rowsOf(outcome));

function noteSummary(outcome: SyncOutcome): void {
  const { updated, unchanged, poolOnly, usersOnly, conflicts } = outcome;
  note(
    `updated ${updated.length}, unchanged ${unchanged.length}, in the pool without a user ${poolOnly.length}, ` +
      `users not in the pool ${usersOnly.length}, conflicts ${conflicts.length}`,
  );
  if (!outcome.applied) note(conflicts.length > 0 ? CONFLICTS : 'a dry run: nothing was changed');
}

const rowsOf = ({ applied, updated, unchanged, poolOnly, usersOnly, conflicts }: SyncOutcome): Cell[][] => [
  ...updated.map((user) => [
    user.handle,
    applied ? 'updated' : 'would be updated',
    user.newCognitoUserId,
    user.cognitoUserId,
    '',
  ]),
  ...unchanged.map((user) => [user.handle, 'unchanged', user.cognitoUserId, '', '']),
  ...poolOnly.map((entry) => [entry.handle, 'in the pool without a user', entry.sub, '', '']),
  ...usersOnly.map((user) => [user.handle, 'user not in the pool', user.cognitoUserId, '', '']),
  ...conflicts.map(conflictRow),
];

const conflictRow = ({ user, reason, claimants }: Conflict): Cell[] => [
  user.handle,
  'conflict',
  claimants.map(({ sub }) => sub).join(' '),
  user.cognitoUserId,
  REASONS[reason],
];
