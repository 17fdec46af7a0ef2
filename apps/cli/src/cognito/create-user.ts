import { normalHandle, type Person } from '@app/common/contracts';
import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';
import { createUser } from '../../../users/src/admin/create-user';
import { DEMO_PASSWORD } from '../../../users/src/admin/demo-users';
import type { PoolUser } from '../../../users/src/admin/user-pool';
import { printTable } from '../output/format-table';
import { printJson } from '../output/json';
import { untilDone } from '../services/interruption';
import { withPostgres } from '../services/postgres';
import { appClientId, withUserPool } from '../services/user-pool';
import type { ChangeOptions, PasswordOption } from '../where/options';
import { confirmChange } from '../confirmation/confirm-change';
import { findTarget } from '../where/target';
import { readPassword } from './password-file';

export type CreateUserOptions = ChangeOptions & PasswordOption;

export async function createPoolUser(typed: PoolUser, options: CreateUserOptions): Promise<void> {
  const user = { ...typed, handle: normalHandle(typed.handle) };
  const password = await passwordOf(options);
  const target = await findTarget(options);
  await confirmChange(target, options, 'pool', 'database');
  await withUserPool(target, async (pool) => {
    const ids = { userPoolId: pool.userPoolId, clientId: await appClientId(target, pool) };
    const person = await untilDone(() =>
      withPostgres(target, (databaseUrl) => createUser({ cognito: target, ids, databaseUrl, user, password })),
    );
    if (options.json) printJson(person);
    else print(person);
  });
}

/** Everybody knows the demo users' password, so it is for a local stack alone. */
async function passwordOf({ passwordFile, prod }: CreateUserOptions): Promise<string> {
  if (passwordFile !== undefined) return readPassword(passwordFile);
  if (prod) throw new CliError('--prod asks for --password-file too', { exitCode: EXIT.wrongUse });
  return DEMO_PASSWORD;
}

const print = ({ handle, displayName, uuid }: Person): void =>
  printTable(['handle', 'name', 'uuid'], [[handle, displayName, uuid]]);
