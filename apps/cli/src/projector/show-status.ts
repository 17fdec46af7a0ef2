import { printTable } from '../output/format-table';
import { printJson } from '../output/json';
import type { ReadOptions } from '../where/options';
import { findTarget } from '../where/target';
import { withProjectorGroup } from './projector-group';

export async function showProjectorStatus(options: ReadOptions): Promise<void> {
  const target = await findTarget(options);
  const partitions = await withProjectorGroup(target, (group) => group.partitions());
  const rows = partitions.map(({ partition, owner, committed, low, end }) => ({
    partition,
    owner: owner ?? null,
    committed: committed === undefined ? null : Number(committed),
    end: Number(end),
    lag: Number(end - (committed ?? low)),
  }));
  if (options.json) return printJson({ partitions: rows });
  printTable(
    ['partition', 'owner', 'committed', 'end', 'lag'],
    rows.map(({ partition, owner, committed, end, lag }) => [partition, owner, committed, end, lag]),
  );
}
