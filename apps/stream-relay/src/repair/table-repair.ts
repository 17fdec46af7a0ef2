import { Logger } from '@nestjs/common';
import type { ConversationItem } from '@app/common/table';
import { Activity } from '../running/activity';
import type { EventPublisher } from '../publishing/event-publisher';
import { describeGap, type Gap, type LostRange } from './gap';
import type { GapsStore } from './gaps.store';
import type { ItemPublications } from '../publishing/item-publications';
import type { ShardRef } from '../leases/lease';
import { Loop } from '../running/loop';
import type { MessagesTable } from './messages-table';
import type { MonotonicClock } from '../running/monotonic-clock';
import { pause } from '../running/pause';
import type { RelayMetrics } from '../running/relay-metrics';
import { BEFORE_THE_STREAM } from '../stream/shard-graph';
import type { SoleLease } from '../leases/sole-lease';

export interface TableRepairParts {
  gaps: GapsStore;
  lease: SoleLease;
  table: MessagesTable;
  publications: ItemPublications;
  publisher: EventPublisher;
  metrics: RelayMetrics;
  clock: MonotonicClock;
}

/** The lease under which one relay at a time repairs. */
export const TABLE_REPAIR: ShardRef = { streamArn: 'table-repair', shardId: 'table-repair' };

/** The table is compared part by part; after a stop or a crash the part under way is begun anew. */
const SEGMENTS = 16;
const INTERVAL_MS = 2_000;
const POLL_MS = 200;
/** How far the clocks of two hosts may differ. */
const CLOCK_SLACK_MS = 60 * 60 * 1_000;

/**
 * Repairs what the stream has lost: publishes from the table every message that the group rows lack, in the order of
 * each conversation. A gap is repaired when the whole table has been compared since it was recorded.
 *
 * It holds because a shard is not read past a gap before that is repaired: until then no row has moved past it.
 */
export class TableRepair {
  private readonly logger = new Logger(TableRepair.name);
  private readonly stopping = new AbortController();
  private readonly recording: Activity;
  private readonly repairing: Activity;
  private readonly loop: Loop;
  private open: Gap[] = [];

  constructor(private readonly parts: TableRepairParts) {
    this.recording = new Activity('recording a gap', parts.clock);
    this.repairing = new Activity('repairing gaps', parts.clock);
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
  async ofGap(shard: ShardRef, range: LostRange, signal: AbortSignal): Promise<Gap | undefined> {
    const recorded = await this.insistently(() => this.parts.gaps.record(shard, range), signal);
    if (!recorded) return undefined;
    const { gap, isNew } = recorded;
    if (isNew) this.report(gap);
    this.loop.wake();
    while (await this.insistently(() => this.parts.gaps.isOpen(gap), signal)) await pause(POLL_MS, signal);
    return signal.aborted ? undefined : gap;
  }

  private report(gap: Gap): void {
    if (gap.shardId === BEFORE_THE_STREAM) {
      return this.logger.log(`${gap.streamArn} is new here: what was written before it is looked for in the table`);
    }
    this.parts.metrics.gaps += 1;
    this.logger.error(`the stream may have lost records before they were read; repairing them: ${describeGap(gap)}`);
  }

  private async insistently<Answer>(request: () => Promise<Answer>, signal: AbortSignal): Promise<Answer | undefined> {
    while (!signal.aborted) {
      try {
        const answer = await request();
        this.recording.succeeded();
        return answer;
      } catch (error) {
        await pause(this.recording.failed(error), signal);
      }
    }
    return undefined;
  }

  private async repairOpenGaps(): Promise<void> {
    if ((await this.openGaps()).length === 0) return;
    await this.parts.lease.holding(async (lost) => {
      const signal = AbortSignal.any([lost, this.stopping.signal]);
      try {
        while (!signal.aborted && (await this.openGaps()).length > 0) await this.repairSegment(this.open, signal);
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    });
  }

  private async openGaps(): Promise<Gap[]> {
    this.open = await this.parts.gaps.open();
    this.parts.metrics.openGaps = this.open.length;
    return this.open;
  }

  /** The part of the table that the newest gap needs next; it is done for all gaps that need it. */
  private async repairSegment(gaps: Gap[], signal: AbortSignal): Promise<void> {
    const segment = Math.min(...gaps.map(({ segmentsDone }) => segmentsDone));
    const lostFrom = Math.min(...gaps.map(({ writtenFrom }) => writtenFrom)) - CLOCK_SLACK_MS;
    for await (const page of this.parts.table.conversations(segment, SEGMENTS, signal)) {
      await Promise.all(page.map((conversation) => this.publishLacking(conversation, lostFrom, signal)));
      this.repairing.succeeded();
    }
    for (const gap of gaps.filter(({ segmentsDone }) => segmentsDone === segment)) await this.segmentDone(gap);
  }

  private async segmentDone(gap: Gap): Promise<void> {
    if (gap.segmentsDone + 1 < SEGMENTS) return this.parts.gaps.advance(gap);
    await this.parts.gaps.close(gap);
    this.logger.log(`repaired: ${describeGap(gap)}`);
  }

  private async publishLacking(conversation: ConversationItem, lostFrom: number, signal: AbortSignal): Promise<void> {
    const { table } = this.parts;
    const shown = await table.shownNumber(conversation, signal);
    // The rows are made together with the first message: they tell that it was written, not that it was published.
    const isUnpublished = shown === 0 || (shown === 1 && Date.parse(conversation.created_at) >= lostFrom);
    if (isUnpublished) await this.publish([conversation]);
    const published = isUnpublished ? 0 : shown;
    for await (const page of table.messagesAfter(published, conversation.message_group_uuid, signal)) {
      await this.publish(page);
    }
  }

  private async publish(items: { pk: string; sk: string }[]): Promise<void> {
    const publications = items.flatMap((item) => this.parts.publications.of(item) ?? []);
    await this.parts.publisher.publish(publications);
    this.parts.metrics.eventsRepaired += publications.length;
  }
}
