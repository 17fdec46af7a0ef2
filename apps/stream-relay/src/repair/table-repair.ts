import { Injectable, Logger } from '@nestjs/common';
import { type Activity, Loop, type Outages, Patience, pause } from '@app/common/patience';
import type { ConversationItem } from '@app/common/table';
import type { ShardRef } from '../leases/lease';
import { EventPublisher } from '../publishing/event-publisher';
import { ItemPublications } from '../publishing/item-publications';
import type { EventfulItem } from '../publishing/translate';
import { RelayMetrics } from '../running/relay-metrics';
import { BEFORE_THE_STREAM } from '../stream/shard-graph';
import { describeGap, type Gap, type LostRange } from './gap';
import { GapsStore } from './gaps.store';
import { MessagesTable } from './messages-table';
import { RepairLease } from './repair-lease';

/** The table is compared part by part. After a stop or a crash, the part under way begins again. */
const SEGMENTS = 16;
const INTERVAL_MS = 2_000;
const POLL_MS = 200;
/** How far the clocks of two hosts may differ. */
const CLOCK_SLACK_MS = 60 * 60 * 1_000;

/**
 * Repairs what the stream has lost: publishes from the table every message, and every change of one, that by the group
 * rows may be unpublished, in the order of each conversation. A gap is repaired when the whole table has been compared
 * since it was recorded.
 *
 * It holds because a shard is not read past a gap before that is repaired: until then no event has moved a row past it,
 * and a row that was made from the table is not believed.
 */
@Injectable()
export class TableRepair {
  private readonly logger = new Logger(TableRepair.name);
  private readonly stopping = new AbortController();
  private readonly outages: Outages;
  private readonly repairing: Activity;
  private readonly loop: Loop;
  private open: Gap[] = [];

  constructor(
    private readonly gaps: GapsStore,
    private readonly lease: RepairLease,
    private readonly table: MessagesTable,
    private readonly publications: ItemPublications,
    private readonly publisher: EventPublisher,
    private readonly metrics: RelayMetrics,
    patience: Patience,
  ) {
    this.outages = patience.outages('repair');
    this.repairing = patience.activity('repair', 'repairing gaps');
    this.loop = new Loop(this.repairing, INTERVAL_MS, () => this.repairOpenGaps());
  }

  start(): void {
    this.loop.start();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.loop.stop();
  }

  /** @returns what is being repaired now. @throws when gaps cannot be looked for, or not be repaired. */
  check(): string | undefined {
    this.repairing.check();
    const [first, ...others] = this.open;
    if (!first) return undefined;
    const more = others.length > 0 ? ` and ${others.length} more` : '';
    return `repairing ${first.segmentsDone}/${SEGMENTS}: ${describeGap(first)}${more}`;
  }

  /** Records the gap, and resolves once it is repaired, by whichever relay; undefined when told to end before. */
  async repairGap(shard: ShardRef, range: LostRange, signal: AbortSignal): Promise<Gap | undefined> {
    const recorded = await this.untilAnswered(() => this.gaps.record(shard, range), signal);
    if (!recorded) return undefined;
    const { gap, isNew } = recorded;
    if (isNew) this.logRecorded(gap);
    this.loop.wake();
    while (await this.untilAnswered(() => this.gaps.isOpen(gap), signal)) await pause(POLL_MS, signal);
    return signal.aborted ? undefined : gap;
  }

  private logRecorded(gap: Gap): void {
    if (gap.shardId === BEFORE_THE_STREAM) {
      return this.logger.log(`${gap.streamArn} is new here: what was written before it is looked for in the table`);
    }
    this.metrics.gaps += 1;
    this.logger.error(`the stream may have lost records before they were read; repairing them: ${describeGap(gap)}`);
  }

  private async untilAnswered<Answer>(
    request: () => Promise<Answer>,
    signal: AbortSignal,
  ): Promise<Answer | undefined> {
    try {
      return await this.outages.waitOut(request, always, signal);
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    }
  }

  private async repairOpenGaps(): Promise<void> {
    if ((await this.openGaps()).length === 0) return;
    await this.lease.runAlone(async (lost) => {
      const signal = AbortSignal.any([lost, this.stopping.signal]);
      try {
        while (!signal.aborted && (await this.openGaps()).length > 0) await this.repairSegment(this.open, signal);
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    });
  }

  private async openGaps(): Promise<Gap[]> {
    this.open = await this.gaps.open();
    this.metrics.openGaps = this.open.length;
    return this.open;
  }

  /** The part of the table that the newest gap needs next; it is done for all gaps that need it. */
  private async repairSegment(gaps: Gap[], signal: AbortSignal): Promise<void> {
    const segment = Math.min(...gaps.map(({ segmentsDone }) => segmentsDone));
    const lostFrom = Math.min(...gaps.map(({ writtenFrom }) => writtenFrom)) - CLOCK_SLACK_MS;
    for await (const page of this.table.conversations(segment, SEGMENTS, signal)) {
      await Promise.all(page.map((conversation) => this.publishLacking(conversation, lostFrom, signal)));
      this.repairing.succeeded();
    }
    for (const gap of gaps.filter(({ segmentsDone }) => segmentsDone === segment)) await this.finishSegment(gap);
  }

  private async finishSegment(gap: Gap): Promise<void> {
    if (gap.segmentsDone + 1 < SEGMENTS) return this.gaps.advance(gap);
    await this.gaps.close(gap);
    this.logger.log(`repaired: ${describeGap(gap)}`);
  }

  /** The messages first: a change that came before its message would be the first that consumers hear of that. */
  private async publishLacking(conversation: ConversationItem, lostFrom: number, signal: AbortSignal): Promise<void> {
    const { message_group_uuid: groupUuid } = conversation;
    const published = await this.table.published(conversation, lostFrom, signal);
    if (published.number === 0) await this.publish([conversation]);
    await this.publishPages(this.table.messagesAfter(published.number, groupUuid, signal));
    await this.publishPages(this.table.revisionsAfter(published.revision, groupUuid, signal));
  }

  private async publishPages(pages: AsyncIterable<EventfulItem[]>): Promise<void> {
    for await (const page of pages) await this.publish(page);
  }

  private async publish(items: EventfulItem[]): Promise<void> {
    const publications = items.flatMap((item) => this.publications.of(item) ?? []);
    await this.publisher.publish(publications);
    this.metrics.eventsRepaired += publications.length;
  }
}

const always = (): boolean => true;
