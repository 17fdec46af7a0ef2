import { untilDone } from '../services/interruption';
import { databaseOf, withPostgres } from '../services/postgres';
import type { ChangeOptions } from '../where/options';
import { confirmChange } from '../confirmation/confirm-change';
import { findTarget } from '../where/target';

/** Runs a change of the target's database to its end. */
export async function changeDatabase<Answer>(
  options: ChangeOptions,
  change: (databaseUrl: string, name: string) => Promise<Answer>,
): Promise<Answer> {
  const target = await findTarget(options);
  await confirmChange(target, options, 'database');
  return untilDone(() => withPostgres(target, (url) => change(url, databaseOf(target).name)));
}
