import { CliError } from '@local-stack/terminal/cli-error';
import { note } from '@local-stack/terminal/terminal';
import { printTable } from '../output/format-table';
import { printJson } from '../output/json';
import { answer } from '../output/output';
import type { ChangeOptions } from '../where/options';
import { confirmChange } from '../confirmation/confirm-change';
import { findTarget } from '../where/target';
import { planReplay, replay, type Replay, withProjectorGroup } from './projector-group';

export interface ReplayOptions extends ChangeOptions {
  /** Milliseconds since 1970. */
  since?: number;
  dryRun?: boolean;
}

/** Lets the projectors do again what they have done. No row goes backwards by it, so it does no harm. */
export async function replayMessages(options: ReplayOptions): Promise<void> {
  const target = await findTarget(options);
  await confirmChange(target, options, 'kafka');
  const replays = await withProjectorGroup(target, async (group) => {
    if (!options.dryRun) refuseWhileAtWork(await group.members());
    const plan = await planReplay(group, options.since);
    print(plan, options);
    // Nothing else would know where the group has been.
    await answer.delivered();
    if (!options.dryRun && plan.length > 0) await replay(group, plan);
    return plan;
  });
  if (!options.json) note(`${recordsOf(replays)} records ${options.dryRun ? 'would be' : 'will be'} projected again`);
}

const recordsOf = (replays: Replay[]): number =>
  replays.reduce((sum, { committed, to }) => sum + Number(committed - to), 0);

function refuseWhileAtWork(members: number): void {
  if (members === 0) return;
  throw new CliError(
    `projectors at work: ${members}. Kafka lets a group be moved only when nobody is in it: stop them first ` +
      '(cruddur stack stop group-projector; one that was killed is gone after 8 s)',
  );
}

function print(replays: Replay[], { json, dryRun }: ReplayOptions): void {
  const rows = replays.map(({ partition, committed, to }) => ({
    partition,
    was: Number(committed),
    is: Number(to),
    again: Number(committed - to),
  }));
  if (json) return printJson({ partitions: rows });
  if (rows.length === 0) return;
  printTable(
    ['partition', 'was', dryRun ? 'would be' : 'is', 'again'],
    rows.map(({ partition, was, is, again }) => [partition, was, is, again]),
  );
}
