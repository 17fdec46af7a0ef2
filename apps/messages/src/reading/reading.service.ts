import { Injectable } from '@nestjs/common';
import type { Message, MessagePage, ReadMessagesQuery } from '@app/common/contracts';
import type { ToldMembers } from '../conversations/standing/standings';
import { AsSeen } from './as-seen';
import { areSame, entriesIn, type Range } from './ranges';
import { ReaderSpans } from './reader-spans';
import { VisibleStretches } from './visible-stretches';

/** A page as it was read, by some ranges of what there is to be seen. */
interface ReadPage {
  messages: Message[];
  hasNewer: boolean;
  told: ToldMembers;
}

/** The rules of reading: who may see what, page by page. Where somebody was away, a page goes on beyond the gap. */
@Injectable()
export class ReadingService {
  constructor(
    private readonly stretches: VisibleStretches,
    private readonly spans: ReaderSpans,
    private readonly seen: AsSeen,
  ) {}

  /** Numbers have no gap but where somebody was away, so a page knows by its own numbers whether older messages exist. */
  async page(groupUuid: string, query: ReadMessagesQuery): Promise<MessagePage> {
    for (let ranges = entriesIn(this.spans.lastKnown(groupUuid, query.readerUuid)); ;) {
      const { messages, hasNewer, told } = await this.read(groupUuid, query, ranges);
      const spans = await this.spans.of(groupUuid, query.readerUuid, told);
      const present = entriesIn(spans);
      if (areSame(present, ranges)) {
        const hasOlder = hasOlderThan(messages[0], query, present);
        return { messages: await this.seen.messages(groupUuid, messages, spans), hasOlder, hasNewer };
      }
      ranges = present;
    }
  }

  private async read(
    groupUuid: string,
    { before, after, around, limit }: ReadMessagesQuery,
    ranges: readonly Range[],
  ): Promise<ReadPage> {
    if (before !== undefined) return this.older(groupUuid, ranges, before, limit);
    if (after !== undefined) return this.newer(groupUuid, ranges, after + 1, limit);
    if (around !== undefined) return this.newer(groupUuid, ranges, around - Math.floor(limit / 2), limit);
    return { ...(await this.stretches.endingWith(groupUuid, ranges, Infinity, limit)), hasNewer: false };
  }

  /** Reads `before` itself too: if it is there, newer messages exist. */
  private async older(groupUuid: string, ranges: readonly Range[], before: number, limit: number): Promise<ReadPage> {
    const [first, last] = [ranges[0]!, ranges.at(-1)!];
    if (before <= first.from) return { messages: [], hasNewer: true, told: {} };
    const { messages: found, told } = await this.stretches.endingWith(groupUuid, ranges, before, limit + 1);
    const isThere = found.at(-1)?.number === before;
    const messages = isThere ? found.slice(0, -1) : found.slice(-limit);
    const isBelowTheLast = before <= (last.until === Infinity ? last.from : last.until);
    return { messages, told, hasNewer: isThere || isBelowTheLast };
  }

  private async newer(groupUuid: string, ranges: readonly Range[], from: number, limit: number): Promise<ReadPage> {
    const { messages, told } = await this.stretches.beginningWith(groupUuid, ranges, Math.max(from, 1), limit);
    return { messages: messages.slice(0, limit), told, hasNewer: messages.length > limit };
  }
}

/** A page without messages lies before the first one or behind the newest. */
const hasOlderThan = (first: Message | undefined, { before }: ReadMessagesQuery, [range]: readonly Range[]): boolean =>
  first ? first.number > range!.from : before === undefined;
