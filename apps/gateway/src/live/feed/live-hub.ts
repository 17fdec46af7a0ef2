import { LRUCache } from 'lru-cache';
import type { Place } from '../changes/event-cursor';
import type { LiveChange } from '../changes/live-change';
import type { LiveSignal } from '../changes/live-signal';
import { FeedClock, type Look, type Positions } from './feed-clock';
import type { FeedReader, LiveFeed, Subscription } from './live-feed';
import { RecentChanges, type RecentLimits } from './recent-changes';

export interface HubOptions {
  slackMs: number;
  recent: RecentLimits;
}

/** A repeat of what was read longer ago is handed out again, and known by who has it. */
const REMEMBERED_CONVERSATIONS = 50_000;

/** Hands what is read of Kafka to who is connected, and tells up to when that is complete. */
export class LiveHub implements LiveFeed {
  private readonly clock: FeedClock;
  private readonly recent: RecentChanges;
  private readonly readers = new Map<string, Set<FeedReader>>();
  private readonly seen = new LRUCache<string, Place>({ max: REMEMBERED_CONVERSATIONS });
  private committed: Positions = new Map();
  private hasBegun = false;
  isBehind = false;

  constructor(options: HubOptions) {
    this.clock = new FeedClock(options.slackMs);
    this.recent = new RecentChanges(options.recent);
  }

  /** Reading begins, or begins anew; of each partition with its newest record at the latest. */
  begin(positions: Positions): void {
    this.hasBegun = true;
    this.clock.begin(positions);
    this.recent.begin();
  }

  /** A topic that was made anew may have fewer. */
  keepOnly(partitions: number[]): void {
    this.clock.keepOnly(partitions);
  }

  get positions(): Positions {
    return this.clock.positions;
  }

  get watermark(): number {
    return this.clock.readUntil;
  }

  get listCursorTime(): number {
    return Math.min(this.clock.readUntil, this.clock.projectedUntil);
  }

  /** To be called for each record in its partition's order, with its change if it is one. */
  read(partition: number, offset: number, appendedAt: number, read?: { change: LiveChange; bytes: number }): void {
    if (read && this.isNew(read.change)) {
      this.recent.add(read.change, read.bytes);
      for (const userUuid of read.change.readers) {
        for (const reader of this.readers.get(userUuid) ?? []) reader.change(read.change);
      }
    }
    this.clock.read(partition, offset, appendedAt);
  }

  signal(userUuids: readonly string[], signal: LiveSignal): void {
    for (const userUuid of userUuids) for (const reader of this.readers.get(userUuid) ?? []) reader.signal(signal);
  }

  /** @returns what is to be called with the answer. Kafka is to be asked in between. */
  beginLook(): (look: Look) => void {
    const newestAt = this.clock.beginLook();
    return (look) => {
      // By then all that was there at the beginning has been read, and nothing before is younger.
      if (this.clock.endLook(newestAt, look)) this.recent.isCompleteSince(this.clock.newestAt);
      this.committed = look.committed;
      for (const readers of this.readers.values()) for (const reader of readers) reader.moved();
    };
  }

  /** Records were lost before they were read. */
  lost(): void {
    for (const readers of [...this.readers.values()]) for (const reader of [...readers]) reader.lost();
  }

  subscribe(userUuid: string, reader: FeedReader): Subscription {
    const readers = this.readers.get(userUuid) ?? new Set();
    this.readers.set(userUuid, readers.add(reader));
    let before = this.hasBegun ? this.clock.positions : undefined;
    return {
      since: (time) => (this.recent.covers(time) ? this.recent.since(time, userUuid) : undefined),
      keptSince: (time) => this.recent.since(time, userUuid),
      isProjected: () => {
        // Who came before the reading began has been handed nothing of what was there by then.
        before ??= this.hasBegun ? this.clock.positions : undefined;
        return before !== undefined && this.isCommittedUpTo(before);
      },
      close: () => {
        readers.delete(reader);
        if (readers.size === 0 && this.readers.get(userUuid) === readers) this.readers.delete(userUuid);
      },
    };
  }

  private isCommittedUpTo(positions: Positions): boolean {
    return [...positions].every(([partition, next]) => (this.committed.get(partition) ?? 0) >= next);
  }

  /** The relay repeats what it is not sure of. */
  private isNew({ groupUuid, place }: LiveChange): boolean {
    const seen = this.seen.get(groupUuid);
    const isAhead = (name: keyof Place): boolean => place[name] !== undefined && place[name] > (seen?.[name] ?? 0);
    if (!isAhead('number') && !isAhead('revision')) return false;
    this.seen.set(groupUuid, {
      number: Math.max(seen?.number ?? 0, place.number ?? 0),
      revision: Math.max(seen?.revision ?? 0, place.revision ?? 0),
    });
    return true;
  }
}
