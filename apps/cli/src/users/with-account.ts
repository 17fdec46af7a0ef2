import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';
import { type AccountDetails, type AccountsStore, createAccountsStore } from '../../../users/src/admin/accounts';
import { withDatabase } from '../../../users/src/admin/with-database';
import { peopleOf } from '../services/people';
import { withPostgres } from '../services/postgres';
import type { Target } from '../where/target';

/**
 * Works on the account of whoever has this handle, a former one too, and answers with it as it is then.
 * @throws CliError naming a handle that nobody has.
 */
export async function withAccountOf(
  target: Target,
  handle: string,
  work: (accounts: AccountsStore, userUuid: string) => Promise<void> = () => Promise.resolve(),
): Promise<AccountDetails> {
  const [person] = await peopleOf(target, [handle]);
  return withPostgres(target, (url) =>
    withDatabase(url, async (database) => {
      const accounts = createAccountsStore(database);
      await work(accounts, person!.uuid);
      const details = await accounts.details(person!.uuid);
      if (details) return details;
      throw new CliError(`${handle} is gone meanwhile`, { exitCode: EXIT.notFound });
    }),
  );
}
