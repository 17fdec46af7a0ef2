import { Injectable } from '@nestjs/common';
import {
  MAX_PAGE,
  type Message,
  presentMessage,
  type PresentedChanges,
  type PresentedMessage,
  type ReadChangesQuery,
  showsRevision,
  type Span,
} from '@app/common/contracts';
import { DomainError, type ErrorCode } from '@app/common/errors';
import type { Revision } from '@app/common/table';
import type { ToldMembers } from '../conversations/standings';
import { AsSeen } from './as-seen';
import { EntriesStore } from './entries.store';
import { areSameSpans, entriesIn, numbersFrom, type Range, revisionsIn } from './ranges';
import { ReaderSpans } from './reader-spans';
import { hasReactions, ReadersView, type ReaderBeside } from './readers-view';
import { VisibleStretches } from './visible-stretches';

/** A message, and what its reader is told beside it. */
interface Seen {
  message: Message;
  beside: ReaderBeside;
}

/** What was read by some spans, with how it tells the members. */
interface ReadChanges {
  entries: Seen[];
  revisions: { revision: Revision; seen: Seen }[];
  haveMore: boolean;
  /** What the client says to know, and what is not there. */
  unknown: ErrorCode[];
  told: ToldMembers;
}

interface NewEntries {
  entries: Message[];
  areAll: boolean;
  isKnown: boolean;
  told: ToldMembers;
}

interface NewRevisions {
  revisions: Revision[];
  haveMore: boolean;
  isKnown: boolean;
}

/**
 * What a client lacks that knows a conversation up to an entry and a revision: the entries behind, then the revisions
 * behind. It ends in the state of the table, wherever it begins and whatever is written meanwhile.
 *
 * A query is no snapshot, and of a transaction one item can be seen before another. So what is told ends where a number is
 * missing, or where a revision is seen before its effect on the entry: the next request tells the rest.
 *
 * What the reader's spans hide is passed over. The spans are read last; what was read by others is read again.
 */
@Injectable()
export class MissedChangesService {
  constructor(
    private readonly stretches: VisibleStretches,
    private readonly entries: EntriesStore,
    private readonly spans: ReaderSpans,
    private readonly asSeen: AsSeen,
    private readonly view: ReadersView,
  ) {}

  /** @throws DomainError `message_group_not_found`, `after_number_unknown`, `after_revision_unknown`. */
  async changes(groupUuid: string, query: ReadChangesQuery): Promise<PresentedChanges> {
    for (let spans = this.spans.lastKnown(groupUuid, query.readerUuid); ;) {
      const read = await this.read(groupUuid, query, spans);
      const present = await this.spans.of(groupUuid, query.readerUuid, read.told);
      if (areSameSpans(present, spans)) return this.present(groupUuid, read, present);
      spans = present;
    }
  }

  private async read(groupUuid: string, query: ReadChangesQuery, spans: readonly Span[]): Promise<ReadChanges> {
    const { entries, areAll, told, isKnown: isEntryKnown } = await this.newEntries(groupUuid, query, entriesIn(spans));
    // Strangers cause no further requests.
    if (!this.spans.isKnown(groupUuid, query.readerUuid)) await this.spans.of(groupUuid, query.readerUuid, told);
    const room = areAll ? query.limit - entries.length : undefined;
    const { revisions, haveMore, isKnown: isRevisionKnown } = await this.newRevisions(groupUuid, query, spans, room);
    const nameKnown = untilUnknown(revisions, entries.at(-1)?.number ?? query.afterNumber);
    const changed = await this.changedEntries(groupUuid, nameKnown);
    const seen = await this.seen([...entries, ...changed], query.readerUuid);
    const asTheyAre = new Map(seen.slice(entries.length).map((each) => [each.message.number, each]));
    const certain = untilUnseen(nameKnown, asTheyAre, query.readerUuid);
    return {
      entries: seen.slice(0, entries.length),
      revisions: certain.map((revision) => ({ revision, seen: asTheyAre.get(revision.number)! })),
      haveMore: haveMore || certain.length < revisions.length,
      unknown: unknownOf(isEntryKnown, isRevisionKnown),
      told,
    };
  }

  private async present(
    groupUuid: string,
    { entries, revisions, haveMore, unknown }: ReadChanges,
    spans: readonly Span[],
  ): Promise<PresentedChanges> {
    const [first, ...others] = unknown;
    if (first) throw new DomainError([first, ...others]);
    const told = await this.asSeenBy(groupUuid, [...entries, ...revisions.map(({ seen }) => seen)], spans);
    return {
      entries: told.slice(0, entries.length).map(present),
      revisions: revisions.map(({ revision }, index) => presentRevision(revision, told[entries.length + index]!)),
      has_more: haveMore,
    };
  }

  /**
   * The entry that the client knows is read too, where it may be the newest: without it the number is beyond the newest.
   */
  private async newEntries(
    groupUuid: string,
    { afterNumber, limit }: ReadChangesQuery,
    ranges: readonly Range[],
  ): Promise<NewEntries> {
    const { from, extra } = beginAt(afterNumber, ranges);
    const { messages, isEnd, told } = await this.stretches.beginningWith(groupUuid, ranges, from, limit + extra);
    const isKnown = extra > 0 ? messages[0]?.number === afterNumber : isWithin(ranges, afterNumber);
    const expected = numbersFrom(ranges, from, Math.max(messages.length, 1));
    const stretch = until(messages, ({ number }, index) => number !== expected[index]);
    const hasGap = stretch.length < Math.min(Math.max(messages.length, 1), expected.length);
    return { entries: stretch.slice(extra, extra + limit), areAll: isEnd && !hasGap, isKnown, told };
  }

  /** One more is read, to know whether there are more. Without room for any, only whether the client's own is known. */
  private async newRevisions(
    groupUuid: string,
    { afterRevision }: ReadChangesQuery,
    spans: readonly Span[],
    room: number | undefined,
  ): Promise<NewRevisions> {
    const ranges = revisionsIn(spans);
    const { from, extra } = beginAt(afterRevision, ranges);
    const limit = extra + (room === undefined ? 0 : room + 1);
    const { found, hasGap } = await this.visibleRevisions(groupUuid, spans, { from, extra, limit });
    const isKnown = extra > 0 ? found[0]?.revision === afterRevision : isWithin(ranges, afterRevision);
    const revisions = found.slice(extra, extra + (room ?? 0));
    const haveMore = room === undefined || hasGap || found.length > extra + revisions.length;
    return { revisions, haveMore, isKnown };
  }

  /** Up to a gap. Those that are hidden are passed over until something is found, or the end: so each answer leads on. */
  private async visibleRevisions(
    groupUuid: string,
    spans: readonly Span[],
    { from, extra, limit }: { from: number; extra: number; limit: number },
  ): Promise<{ found: Revision[]; hasGap: boolean }> {
    const found: Revision[] = [];
    for (const range of revisionsIn(spans).filter((each) => each.until >= from)) {
      let begin = Math.max(from, range.from);
      for (let count = limit; found.length < limit; count = MAX_PAGE) {
        const read = await this.entries.revisionsFrom(groupUuid, begin, count, range.until);
        const row = gapless(read, begin);
        found.push(
          ...row.filter((each) => isOwn(each, from, extra) || showsRevision(spans, each.revision, each.number)),
        );
        if (row.length < read.length) return { found: found.slice(0, limit), hasGap: true };
        if (read.length < count) break;
        begin += count;
      }
    }
    return { found: found.slice(0, limit), hasGap: false };
  }

  /** Read after the revisions that name them, and before the reader's reactions to them. */
  private async changedEntries(groupUuid: string, revisions: Revision[]): Promise<Message[]> {
    const numbers = [...new Set(revisions.map(({ number }) => number))];
    const { entries } = await this.entries.find(groupUuid, { entries: numbers });
    return [...entries.values()].map(({ message }) => message);
  }

  private async seen(messages: Message[], readerUuid: string): Promise<Seen[]> {
    const beside = await this.view.beside(messages, readerUuid);
    return messages.map((message, index) => ({ message, beside: beside[index]! }));
  }

  /** In their order; none of them is hidden. */
  private async asSeenBy(groupUuid: string, all: Seen[], spans: readonly Span[]): Promise<Seen[]> {
    const messages = await this.asSeen.messages(
      groupUuid,
      all.map(({ message }) => message),
      spans,
    );
    return all.map(({ beside }, index) => ({ message: messages[index]!, beside }));
  }
}

/** Where to begin to read behind what a client knows, and whether that is read too: only in the last range it may not be there. */
function beginAt(known: number, ranges: readonly Range[]): { from: number; extra: number } {
  const last = ranges.at(-1)!;
  const mayBeMissing = last.until === Infinity && known >= last.from;
  return mayBeMissing ? { from: known, extra: 1 } : { from: known + 1, extra: 0 };
}

/** What lies below the last of the ranges is there. */
const isWithin = (ranges: readonly Range[], known: number): boolean => known <= ranges.at(-1)!.until;

/** What the client knows, which is read to see whether it is there. */
const isOwn = ({ revision }: Revision, from: number, extra: number): boolean => extra > 0 && revision === from;

/** What follows without a gap, from `from` on. */
const gapless = (found: Revision[], from: number): Revision[] =>
  until(found, ({ revision }, index) => revision !== from + index);

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

const unknownOf = (isEntryKnown: boolean, isRevisionKnown: boolean): ErrorCode[] => [
  ...(isEntryKnown ? [] : (['after_number_unknown'] as const)),
  ...(isRevisionKnown ? [] : (['after_revision_unknown'] as const)),
];
