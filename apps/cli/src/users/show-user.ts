import type { ReadOptions } from '../where/options';
import { findTarget } from '../where/target';
import { printAccount } from './print-account';
import { withAccountOf } from './with-account';

export async function showUser(handle: string, options: ReadOptions): Promise<void> {
  const target = await findTarget(options);
  printAccount(await withAccountOf(target, handle), options);
}
