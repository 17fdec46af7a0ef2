import { EXIT } from '@local-stack/terminal/exit-code';
import { note } from '@local-stack/terminal/terminal';
import { printTable } from '../output/format-table';
import { printJson } from '../output/json';
import { localTime } from '../output/local-time';
import { untilDone } from '../services/interruption';
import { confirmChange } from '../confirmation/confirm-change';
import type { ChangeOptions } from '../where/options';
import { findTarget } from '../where/target';
import { erase, type ErasureOutcome } from './erasing/erase';

/** Fails where something is left that names the person and does not go by itself. */
export async function eraseUser(who: string, options: ChangeOptions): Promise<void> {
  const target = await findTarget(options);
  await confirmChange(target, options, 'database', 'pool', 'table', 'kafka');
  const outcome = await untilDone((signal) => erase(target, who, signal));
  if (options.json) printJson(outcome);
  else print(outcome);
  if (outcome.lettersWaiting > 0) process.exitCode = EXIT.failed;
}

function print({ found, topics, unpublishedEvents, lettersWaiting }: ErasureOutcome): void {
  printTable(['what', 'found'], found);
  for (const { topic, until } of topics) {
    note(until === null ? `${topic} keeps what it has for ever` : `${topic} has what it has until ${localTime(until)}`);
  }
  if (unpublishedEvents > 0) note(`${unpublishedEvents} events that say so wait for the users service to publish them`);
  if (lettersWaiting > 0) {
    note(`${lettersWaiting} dead letters hold the person and wait: discard them, then run this again`);
  }
}
