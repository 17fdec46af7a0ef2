import { CliError } from '@local-stack/terminal/cli-error';
import { Progress } from '@local-stack/terminal/progress';
import { note } from '@local-stack/terminal/terminal';
import {
  type CorrectedRow,
  Rebuild,
  RebuildModule,
  type RebuildOutcome,
} from '../../../group-projector/src/admin/rebuild';
import { type Cell, printTable } from '../output/format-table';
import { printJson } from '../output/json';
import { readRelayStatus } from '../relay/read-status';
import { withStores } from '../services/dynamodb';
import { untilDone } from '../services/interruption';
import { peopleOf } from '../services/people';
import type { ChangeOptions } from '../where/options';
import { confirmChange } from '../confirmation/confirm-change';
import { findTarget, type Target } from '../where/target';
import { whyRelayIsBehind } from './relay-is-behind';

export interface RebuildOptions extends ChangeOptions {
  user?: string;
  group?: string;
  dryRun?: boolean;
  force?: boolean;
}

export async function rebuildRows(options: RebuildOptions): Promise<void> {
  const target = await findTarget(options);
  await confirmChange(target, options, 'table');
  if (!options.dryRun && !options.force) await checkRelay(target);
  const [user] = options.user === undefined ? [] : await peopleOf(target, [options.user]);
  const outcome = await untilDone((signal) => rebuild(target, user?.uuid, options, signal));
  if (options.json) printJson(present(outcome));
  else print(outcome, options);
}

/**
 * What the stream has lost the relay finds by rows that lack it. Rows that run ahead of the relay would hide it, and
 * it would be missing on the topic for ever.
 */
async function checkRelay(target: Target): Promise<void> {
  const reason = whyRelayIsBehind(await readRelayStatus(target), Date.now());
  if (reason === undefined) return;
  throw new CliError(
    `rows must not run ahead of the relay, and ${reason}: cruddur relay status shows it; --force goes on`,
  );
}

function rebuild(
  target: Target,
  userUuid: string | undefined,
  { group, dryRun }: RebuildOptions,
  signal: AbortSignal,
): Promise<RebuildOutcome> {
  const progress = new Progress();
  const count = ({ conversations, corrected }: RebuildOutcome): void =>
    progress.count(`${conversations} conversations are checked, ${corrected.length} rows were wrong`);
  const settings = { groupUuid: group, userUuid, dryRun, signal, progress: count };
  return withStores(target, RebuildModule.register(target), (app) => app.get(Rebuild).run(settings));
}

function print({ conversations, rows, corrected }: RebuildOutcome, { dryRun }: RebuildOptions): void {
  if (corrected.length > 0) {
    printTable(
      ['member', 'conversation', 'what', 'field', 'was', dryRun ? 'should be' : 'is'],
      corrected.flatMap(fieldRows),
    );
  }
  const verb = dryRun ? 'to be corrected' : 'corrected';
  note(`${conversations} conversations, ${rows} rows, ${corrected.length} ${verb}`);
}

const WHAT = { make: 'was missing', move: 'was behind', mend: 'was wrong' } as const;

const fieldRows = ({ member, groupUuid, kind, before, after }: CorrectedRow): Cell[][] =>
  Object.entries(after).map(([field, value]) => [
    member.handle,
    groupUuid,
    WHAT[kind],
    field,
    cellOf(before[field as keyof typeof before]),
    cellOf(value),
  ]);

/** A row that is wrong may hold anything. */
const cellOf = (value: unknown): Cell =>
  typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value);

const present = ({ conversations, rows, corrected }: RebuildOutcome) => ({
  conversations,
  rows,
  corrected: corrected.map(({ member, groupUuid, kind, before, after }) => ({
    user_uuid: member.uuid,
    handle: member.handle,
    message_group_uuid: groupUuid,
    what: WHAT[kind],
    before,
    after,
  })),
});
