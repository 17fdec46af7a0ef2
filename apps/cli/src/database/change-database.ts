import type { ChangeOptions } from '../commands/shared-options';
import { databaseOf, withPostgres } from '../services/postgres';
import { untilDone } from '../services/interruption';
import { confirmChange } from '../target/place';
import { findTarget } from '../target/target';

/** Runs a change of the target's database to its end. */
export async function changeDatabase<Answer>(
  options: ChangeOptions,
  change: (databaseUrl: string, name: string) => Promise<Answer>,
): Promise<Answer> {
  const target = await findTarget(options);
  const database = databaseOf(target);
  await confirmChange(options, database);
  return untilDone(() => withPostgres(target, (url) => change(url, database.name)));
}
