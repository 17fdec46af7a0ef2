import { Injectable } from '@nestjs/common';
import {
  type Message,
  presentMessage,
  type PresentedChanges,
  type PresentedMessage,
  type ReadChangesQuery,
} from '@app/common/contracts';
import { DomainError, type ErrorCode } from '@app/common/errors';
import type { Revision } from '@app/common/table';
import { MessagesStore } from '../conversations/messages.store';
import { EntriesStore } from './entries.store';
import { hasReactions, ReadersView, type ReaderBeside } from './readers-view';
import { requireMember } from './require-member';

/** A message, and what its reader is told beside it. */
interface Seen {
  message: Message;
  beside: ReaderBeside;
}

/**
 * What a client lacks that knows a conversation up to an entry and a revision: the entries behind, then the revisions
 * behind. It ends in the state of the table, wherever it begins and whatever is written meanwhile.
 *
 * A query is no snapshot, and of a transaction one item can be seen before another. So what is told ends where a number is
 * missing, or where a revision is seen before its effect on the entry: the next request tells the rest.
 */
@Injectable()
export class MissedChangesService {
  constructor(
    private readonly messages: MessagesStore,
    private readonly entries: EntriesStore,
    private readonly view: ReadersView,
  ) {}

  /** @throws DomainError `message_group_not_found`, `after_number_unknown`, `after_revision_unknown`. */
  async changes(groupUuid: string, query: ReadChangesQuery): Promise<PresentedChanges> {
    const { entries, areAll, isKnown: isEntryKnown } = await this.newEntries(groupUuid, query);
    const room = areAll ? query.limit - entries.length : undefined;
    const { revisions, haveMore, isKnown: isRevisionKnown } = await this.newRevisions(groupUuid, query, room);
    refuseUnknown(isEntryKnown, isRevisionKnown);
    const nameKnown = untilUnknown(revisions, entries.at(-1)?.number ?? query.afterNumber);
    const changed = await this.changedEntries(groupUuid, nameKnown);
    const seen = await this.seen([...entries, ...changed], query.readerUuid);
    const asTheyAre = new Map(seen.slice(entries.length).map((each) => [each.message.number, each]));
    const told = untilUnseen(nameKnown, asTheyAre, query.readerUuid);
    return {
      entries: seen.slice(0, entries.length).map(present),
      revisions: told.map((revision) => presentRevision(revision, asTheyAre.get(revision.number)!)),
      has_more: haveMore || told.length < revisions.length,
    };
  }

  /** The entry that the client knows is read too, where it knows one: without it the number is beyond the newest. */
  private async newEntries(
    groupUuid: string,
    { readerUuid, afterNumber, limit }: ReadChangesQuery,
  ): Promise<{ entries: Message[]; areAll: boolean; isKnown: boolean }> {
    const { from, extra } = beginAt(afterNumber);
    const { messages, conversation, memberUuids } = await this.messages.beginningWith(groupUuid, from, limit + extra);
    await requireMember(this.messages, groupUuid, readerUuid, memberUuids);
    const isKnown = extra === 0 || messages[0]?.number === afterNumber;
    const stretch = gapless(messages, from, ({ number }) => number);
    const hasGap = stretch.length === 0 || stretch.length < messages.length;
    const entries = stretch.slice(extra, extra + limit);
    return { entries, areAll: conversation !== undefined && !hasGap, isKnown };
  }

  /** One more is read, to know whether there are more. Without room for any, only whether the client's own is known. */
  private async newRevisions(
    groupUuid: string,
    { afterRevision }: ReadChangesQuery,
    room: number | undefined,
  ): Promise<{ revisions: Revision[]; haveMore: boolean; isKnown: boolean }> {
    const { from, extra } = beginAt(afterRevision);
    const limit = extra + (room === undefined ? 0 : room + 1);
    const found = limit > 0 ? await this.entries.revisionsFrom(groupUuid, from, limit) : [];
    const isKnown = extra === 0 || found[0]?.revision === afterRevision;
    const revisions = gapless(found, from, ({ revision }) => revision).slice(extra, extra + (room ?? 0));
    return { revisions, haveMore: room === undefined || found.length > extra + revisions.length, isKnown };
  }

  /** Read after the revisions that name them, and before the reader's reactions to them. */
  private async changedEntries(groupUuid: string, revisions: Revision[]): Promise<Message[]> {
    const numbers = [...new Set(revisions.map(({ number }) => number))];
    return [...(await this.entries.find(groupUuid, { entries: numbers })).entries.values()];
  }

  private async seen(messages: Message[], readerUuid: string): Promise<Seen[]> {
    const beside = await this.view.beside(messages, readerUuid);
    return messages.map((message, index) => ({ message, beside: beside[index]! }));
  }
}

/** Where to begin to read behind what a client knows, and how much of that is read too. */
const beginAt = (known: number): { from: number; extra: number } => ({
  from: Math.max(known, 1),
  extra: known > 0 ? 1 : 0,
});

/** What follows without a gap, from `from` on. */
const gapless = <Each>(found: Each[], from: number, placeOf: (each: Each) => number): Each[] =>
  until(found, (each, index) => placeOf(each) !== from + index);

/** Before the first that names an entry which the client does not know. */
const untilUnknown = (revisions: Revision[], lastKnown: number): Revision[] =>
  until(revisions, ({ number }) => number > lastKnown);

/** Before the first whose effect was not to be seen yet. */
const untilUnseen = (revisions: Revision[], entries: Map<number, Seen>, readerUuid: string): Revision[] =>
  until(revisions, (revision) => !isSeen(revision, entries.get(revision.number), readerUuid));

function until<Each>(list: Each[], isEnd: (each: Each, index: number) => boolean): Each[] {
  const end = list.findIndex(isEnd);
  return end < 0 ? list : list.slice(0, end);
}

/** Whether what was read of the entry, and of the reader's reactions to it, has the revision's effect. */
function isSeen({ revision, reactorUuids }: Revision, seen: Seen | undefined, readerUuid: string): boolean {
  if (!seen || (seen.message.revision ?? 0) < revision) return false;
  const concernsReader = hasReactions(seen.message) && reactorUuids.includes(readerUuid);
  return !concernsReader || seen.beside.ownRevision >= revision;
}

const present = ({ message, beside }: Seen): PresentedMessage => presentMessage(message, beside);

const presentRevision = (
  { revision, kind, number, userUuid, createdAt }: Revision,
  seen: Seen,
): PresentedChanges['revisions'][number] => ({
  revision,
  kind,
  number,
  user_uuid: userUuid,
  created_at: createdAt,
  message: present(seen),
});

function refuseUnknown(isEntryKnown: boolean, isRevisionKnown: boolean): void {
  const codes: ErrorCode[] = [];
  if (!isEntryKnown) codes.push('after_number_unknown');
  if (!isRevisionKnown) codes.push('after_revision_unknown');
  const [first, ...others] = codes;
  if (first) throw new DomainError([first, ...others]);
}
