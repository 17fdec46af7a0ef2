import { CliError } from '@local-stack/terminal/cli-error';
import { Progress } from '@local-stack/terminal/progress';
import { DatabaseServer } from '../../../users/src/admin/database-server';
import { migrate } from '../../../users/src/admin/migrate';
import { seedUsers } from '../../../users/src/admin/seed-users';
import { syncUserIds } from '../../../users/src/admin/sync-user-ids';
import { printJson } from '../output/json';
import { untilDone } from '../services/interruption';
import { databaseOf, withPostgres } from '../services/postgres';
import { withUserPool } from '../services/user-pool';
import type { ChangeOptions } from '../where/options';
import { confirmChange } from '../confirmation/confirm-change';
import { findTarget, type Target } from '../where/target';

/**
 * Puts a new database in the place of the old, with schema, demo users and their Cognito ids. It is made beside the old
 * one, which stays as it is if anything fails or Ctrl-C comes in between.
 */
export async function setUpDatabase(options: ChangeOptions): Promise<void> {
  const target = await findTarget(options);
  const { name } = databaseOf(target);
  await confirmChange(target, options, 'database', 'pool');
  await untilDone((signal) =>
    withUserPool(target, ({ userPoolId }) =>
      withPostgres(target, async (url) => {
        const next = new DatabaseServer(new DatabaseServer(url).urlOf(`${name}_setup`));
        try {
          await makeDatabase(next, { target, userPoolId, signal });
          await next.replace(name);
        } finally {
          await next.drop({ force: true });
        }
      }),
    ),
  );
  if (options.json) return printJson({ database: name });
  console.log(`the database ${name} is set up`);
}

interface SetUp {
  target: Target;
  userPoolId: string;
  signal: AbortSignal;
}

async function makeDatabase(database: DatabaseServer, { target, userPoolId, signal }: SetUp): Promise<void> {
  const { databaseUrl } = database;
  const progress = new Progress();
  const steps: [string, () => Promise<unknown>][] = [
    ['create the database', () => database.drop({ force: true }).then(() => database.create())],
    ['apply the migrations', () => migrate(databaseUrl)],
    ['register the demo users', () => seedUsers(databaseUrl)],
    ['sync the Cognito ids', () => linkToPool(target, userPoolId, databaseUrl)],
  ];
  for (const [name, step] of steps) {
    signal.throwIfAborted();
    progress.say(name);
    await step();
  }
  signal.throwIfAborted();
}

async function linkToPool(cognito: Target, userPoolId: string, databaseUrl: string): Promise<void> {
  const { conflicts } = await syncUserIds({ cognito, userPoolId, databaseUrl });
  const [conflict] = conflicts;
  if (conflict) throw new CliError(`the pool has several users with the handle ${conflict.user.handle}`);
}
