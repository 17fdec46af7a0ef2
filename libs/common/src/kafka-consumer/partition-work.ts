import type { CloudEvent } from '@app/common/events';
import type { Batch, KafkaMessage } from 'kafkajs';
import type { DecodedBatch } from './decode-batch';
import type { Delivered, Refused } from './delivery';
import type { HeldRecords } from './held-records';
import { type Joining, LeadingAndTrailing } from './leading-and-trailing';
import type { PartitionOffsets } from './partition-offsets';

/** Brings events to their handler, and keeps what it refuses, and what never became an event, as dead letters. */
export type Deliver = (events: Delivered[], undecodable: Refused[], signal: AbortSignal) => Promise<void>;

export interface PartitionWorkOptions {
  offsets: PartitionOffsets;
  held: HeldRecords;
  joining: Joining<CloudEvent> | undefined;
  decode: (records: KafkaMessage[]) => Omit<DecodedBatch, 'passedOver'>;
  deliver: Deliver;
  /** Called when a delivery ended in a way that none may end in. */
  onFailure: (error: unknown) => void;
}

/**
 * What a member does with a partition for as long as the group leaves it to this member.
 *
 * A batch is taken when what it has for keys at rest has taken effect, and the rest of it is held. Of what is held, one
 * delivery goes on at a time: what becomes due meanwhile follows together.
 */
export class PartitionWork {
  private readonly edges: LeadingAndTrailing<Delivered> | undefined;
  private readonly end = new AbortController();
  private trailing: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private timerEndsAt = Infinity;
  private isHurried = false;

  constructor(private readonly options: PartitionWorkOptions) {
    const { joining } = options;
    if (!joining) return;
    this.edges = new LeadingAndTrailing({
      keyOf: ({ event }) => joining.keyOf(event),
      intervalMs: ({ event }) => joining.intervalMs(event),
    });
  }

  /**
   * Resolves when the next batch may come.
   * @throws the reason of `signal` when it aborts where the work would otherwise wait.
   */
  async take(batch: Batch, signal: AbortSignal): Promise<void> {
    const { delivered, undecodable } = this.options.decode(batch.messages);
    this.follow(batch, [...delivered, ...undecodable]);
    const leading = this.edges?.arrive(delivered, performance.now()) ?? delivered;
    this.options.held.add(delivered.length - leading.length);
    this.wakeWhenDue();
    if (leading.length + undecodable.length > 0) await this.give(leading, undecodable, signal);
    await (this.isHurried ? this.giveDue() : this.options.held.room(signal));
  }

  /**
   * Gives what is held, now and from now on, without waiting for its time. Resolves when nothing is held, or only behind
   * a batch that is being taken.
   */
  async flush(): Promise<void> {
    this.isHurried = true;
    await this.giveDue();
  }

  /** Like `flush`, but nothing is waited for that is away: what fails for now is left to whoever reads it again. */
  async giveUp(reason: Error): Promise<void> {
    this.end.abort(reason);
    await this.flush();
  }

  private follow(batch: Batch, wanted: { record: KafkaMessage }[]): void {
    const records = new Set(wanted.map(({ record }) => record));
    const unsettled = batch.messages.filter((record) => records.has(record)).map(({ offset }) => offset);
    this.options.offsets.take(batch.messages[0]?.offset ?? batch.lastOffset(), batch.lastOffset(), unsettled);
  }

  private async give(events: Delivered[], undecodable: Refused[], signal: AbortSignal): Promise<void> {
    try {
      await this.options.deliver(events, undecodable, signal);
      this.options.offsets.settle([...events, ...undecodable].map(({ record }) => record.offset));
    } finally {
      this.edges?.done(events);
      this.wakeWhenDue();
    }
  }

  private wakeWhenDue(): void {
    const dueAt = this.edges?.nextDueAt;
    if (dueAt === undefined || dueAt >= this.timerEndsAt || this.trailing) return;
    clearTimeout(this.timer);
    this.timerEndsAt = dueAt;
    this.timer = setTimeout(() => void this.giveDue(), Math.ceil(dueAt - performance.now()));
  }

  private async giveDue(): Promise<void> {
    clearTimeout(this.timer);
    this.timerEndsAt = Infinity;
    for (;;) {
      while (this.trailing) await this.trailing;
      const due = this.due();
      if (due.length === 0) break;
      this.trailing = this.giveHeld(due);
    }
    this.wakeWhenDue();
  }

  private async giveHeld(events: Delivered[]): Promise<void> {
    await this.give(events, [], this.end.signal).catch((error: unknown) => {
      if (!this.end.signal.aborted) this.options.onFailure(error);
    });
    this.options.held.add(-events.length);
    this.trailing = undefined;
  }

  private due(): Delivered[] {
    return this.edges?.due(performance.now(), this.isHurried ? 'all' : 'in time') ?? [];
  }
}
