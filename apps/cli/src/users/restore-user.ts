import { untilDone } from '../services/interruption';
import { confirmChange } from '../confirmation/confirm-change';
import type { ChangeOptions } from '../where/options';
import { findTarget } from '../where/target';
import { printAccount } from './print-account';
import { withAccountOf } from './with-account';

export async function restoreUser(handle: string, options: ChangeOptions): Promise<void> {
  const target = await findTarget(options);
  await confirmChange(target, options, 'database');
  const account = await untilDone(() =>
    withAccountOf(target, handle, (accounts, userUuid) => accounts.restore(userUuid)),
  );
  printAccount(account, options);
}
