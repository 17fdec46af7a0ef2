import { Injectable } from '@nestjs/common';
import {
  type Message,
  presentMessage,
  type PresentedChanges,
  type PresentedMessage,
  type ReadChangesQuery,
  type Span,
} from '@app/common/contracts';
import { DomainError, type ErrorCode } from '@app/common/errors';
import type { Revision } from '@app/common/table';
import type { ToldMembers } from '../conversations/standing/standings';
import { AsSeen } from './as-seen';
import { BehindKnown } from './behind-known';
import { type Seen, untilUnknown, untilUnseen } from './certain-revisions';
import { EntriesStore } from './entries.store';
import { areSameSpans, entriesIn } from './ranges';
import { ReaderSpans } from './reader-spans';
import { ReadersView } from './readers-view';

/** What was read by some spans, with how it tells the members. */
interface ReadChanges {
  entries: Seen[];
  revisions: { revision: Revision; seen: Seen }[];
  haveMore: boolean;
  /** What the client says to know, and what is not there. */
  unknown: ErrorCode[];
  told: ToldMembers;
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
    private readonly behind: BehindKnown,
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
    const behindEntry = await this.behind.entries(groupUuid, query, entriesIn(spans));
    const { entries, told } = behindEntry;
    // Strangers cause no further requests.
    if (!this.spans.isKnown(groupUuid, query.readerUuid)) await this.spans.of(groupUuid, query.readerUuid, told);
    const room = behindEntry.areAll ? query.limit - entries.length : undefined;
    const behindRevision = await this.behind.revisions(groupUuid, query, spans, room);
    const { revisions, haveMore } = behindRevision;
    const nameKnown = untilUnknown(revisions, entries.at(-1)?.number ?? query.afterNumber);
    const changed = await this.changedEntries(groupUuid, nameKnown);
    const seen = await this.seen([...entries, ...changed], query.readerUuid);
    const asTheyAre = new Map(seen.slice(entries.length).map((each) => [each.message.number, each]));
    const certain = untilUnseen(nameKnown, asTheyAre, query.readerUuid);
    return {
      entries: seen.slice(0, entries.length),
      revisions: certain.map((revision) => ({ revision, seen: asTheyAre.get(revision.number)! })),
      haveMore: haveMore || certain.length < revisions.length,
      unknown: unknownOf(behindEntry.isKnown, behindRevision.isKnown),
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
