import type { PresentedChanges } from '@app/common/contracts';
import { CliError } from '@local-stack/terminal/cli-error';
import { note } from '@local-stack/terminal/terminal';
import { noteCapacity, presentCapacity } from '../output/capacity';
import { printTable } from '../output/format-table';
import { printJson } from '../output/json';
import { localTime } from '../output/local-time';
import { peopleOf } from '../services/people';
import type { ReadOptions } from '../where/options';
import { findTarget } from '../where/target';
import { withMessagesApp } from './messages-app';
import { isNotThere, NOT_FOUND } from './not-there';
import { printMessages, remarksOn, textOf } from './print-messages';

export interface ChangesOptions extends ReadOptions {
  as: string;
  afterNumber: number;
  afterRevision: number;
  limit: number;
}

/** The same read as behind `GET /api/messages/:uuid/changes`. */
export async function getChanges(groupUuid: string, options: ChangesOptions): Promise<void> {
  const target = await findTarget(options);
  const [reader] = await peopleOf(target, [options.as]);
  const { afterNumber, afterRevision, limit } = options;
  await withMessagesApp(target, [], async ({ changes, requests }) => {
    const query = { readerUuid: reader!.uuid, afterNumber, afterRevision, limit };
    const answer = await changes.changes(groupUuid, query).catch((error: unknown) => {
      throw isNotThere(error) ? new CliError(`${options.as} has no conversation ${groupUuid}`, NOT_FOUND) : error;
    });
    if (options.json) return printJson({ ...answer, requests: presentCapacity(requests) });
    print(answer, options);
    noteCapacity(requests);
  });
}

function print({ entries, revisions, has_more }: PresentedChanges, known: ChangesOptions): void {
  if (entries.length > 0) printMessages(entries);
  if (revisions.length > 0) printRevisions(revisions);
  if (entries.length + revisions.length === 0) note('nothing has changed');
  if (!has_more) return;
  const [number, revision] = [entries.at(-1)?.number, revisions.at(-1)?.revision];
  note(
    `there is more: --after-number ${number ?? known.afterNumber} --after-revision ${revision ?? known.afterRevision}`,
  );
}

const printRevisions = (revisions: PresentedChanges['revisions']): void =>
  printTable(
    ['revision', 'at', 'change', 'number', 'message now', 'remarks'],
    revisions.map(({ revision, created_at, kind, number, message }) => [
      revision,
      localTime(created_at),
      kind,
      number,
      textOf(message),
      remarksOn(message),
    ]),
  );
