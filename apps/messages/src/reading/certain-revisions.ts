import type { Message } from '@app/common/contracts';
import type { Revision } from '@app/common/table';
import { hasReactions, type ReaderBeside } from './readers-view';
import { until } from './until';

/** A message, and what its reader is told beside it. */
export interface Seen {
  message: Message;
  beside: ReaderBeside;
}

/** Before the first that names an entry which the client does not know. */
export const untilUnknown = (revisions: Revision[], lastKnown: number): Revision[] =>
  until(revisions, ({ number }) => number > lastKnown);

/** Before the first whose effect was not to be seen yet. */
export const untilUnseen = (revisions: Revision[], entries: Map<number, Seen>, readerUuid: string): Revision[] =>
  until(revisions, (revision) => !isSeen(revision, entries.get(revision.number), readerUuid));

/** Whether what was read of the entry, and of the reader's reactions to it, has the revision's effect. */
function isSeen({ revision, reactorUuids }: Revision, seen: Seen | undefined, readerUuid: string): boolean {
  if (!seen || (seen.message.revision ?? 0) < revision) return false;
  const concernsReader = hasReactions(seen.message) && reactorUuids.includes(readerUuid);
  return !concernsReader || seen.beside.ownRevision >= revision;
}
