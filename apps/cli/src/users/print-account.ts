import type { AccountDetails } from '../../../users/src/admin/accounts';
import { printTable } from '../output/format-table';
import { printJson } from '../output/json';
import { localTime } from '../output/local-time';
import type { ReadOptions } from '../where/options';

export function printAccount(account: AccountDetails, { json }: ReadOptions): void {
  if (json) return printJson(account);
  const { handle, displayName, uuid, email, createdAt, suspendedAt, suspensionReason, formerHandles } = account;
  const former = formerHandles.map((each) => `${each.handle} until ${localTime(each.keptUntil)}`).join(', ');
  printTable(
    ['handle', 'name', 'uuid', 'email', 'since', 'suspended', 'reason', 'former handles'],
    [
      [
        ...[handle, displayName, uuid, email, localTime(createdAt)],
        ...[suspendedAt && localTime(suspendedAt), suspensionReason, former],
      ],
    ],
  );
}
