import { Injectable } from '@nestjs/common';
import { MAX_PAGE, type Message, type ReadChangesQuery, showsRevision, type Span } from '@app/common/contracts';
import type { Revision } from '@app/common/table';
import type { ToldMembers } from '../conversations/standing/standings';
import { EntriesStore } from './entries.store';
import { numbersFrom, type Range, revisionsIn } from './ranges';
import { until } from './until';
import { VisibleStretches } from './visible-stretches';

export interface NewEntries {
  entries: Message[];
  areAll: boolean;
  isKnown: boolean;
  told: ToldMembers;
}

export interface NewRevisions {
  revisions: Revision[];
  haveMore: boolean;
  isKnown: boolean;
}

/** What lies behind the entry and the revision up to which a client knows a conversation, each up to a gap. */
@Injectable()
export class BehindKnown {
  constructor(
    private readonly stretches: VisibleStretches,
    private readonly entriesStore: EntriesStore,
  ) {}

  /**
   * The entry that the client knows is read too, where it may be the newest: without it the number is beyond the newest.
   */
  async entries(
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
  async revisions(
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
        const read = await this.entriesStore.revisionsFrom(groupUuid, begin, count, range.until);
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
