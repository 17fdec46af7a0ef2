import { untilDone } from '../services/interruption';
import { confirmChange } from '../confirmation/confirm-change';
import type { ChangeOptions } from '../where/options';
import { findTarget } from '../where/target';
import { printAccount } from './print-account';
import { withAccountOf } from './with-account';

export interface SuspendOptions extends ChangeOptions {
  reason?: string;
}

export async function suspendUser(handle: string, options: SuspendOptions): Promise<void> {
  const target = await findTarget(options);
  await confirmChange(target, options, 'database');
  const account = await untilDone(() =>
    withAccountOf(target, handle, (accounts, userUuid) => accounts.suspend(userUuid, options.reason)),
  );
  printAccount(account, options);
}
