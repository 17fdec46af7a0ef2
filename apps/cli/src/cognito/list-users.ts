import { Progress } from '@local-stack/terminal/progress';
import { note } from '@local-stack/terminal/terminal';
import type { PoolEntry } from '../../../users/src/admin/pool-pages';
import { readPool } from '../../../users/src/admin/read-pool';
import { printTable } from '../output/format-table';
import { printJson } from '../output/json';
import { localTime } from '../output/local-time';
import { withUserPool } from '../services/user-pool';
import type { ReadOptions } from '../where/options';
import { findTarget } from '../where/target';

export async function listPoolUsers(options: ReadOptions): Promise<void> {
  const target = await findTarget(options);
  const progress = new Progress();
  await withUserPool(target, async ({ userPoolId }) => {
    const count = (read: number): void => progress.count(`${read} users are read`);
    const entries = await readPool({ cognito: target, userPoolId, progress: count });
    if (options.json) return printJson(entries);
    if (entries.length === 0) return note(`the user pool ${userPoolId} has no users`);
    printTable(['handle', 'name', 'email', 'status', 'created', 'sub'], entries.map(rowOf));
  });
}

const rowOf = ({ handle, displayName, email, status, createdAt, sub }: PoolEntry) => [
  handle,
  displayName,
  email,
  status,
  createdAt && localTime(createdAt),
  sub,
];
