import type { LiveChange } from '../changes/live-change';
import type { LiveSignal } from '../changes/live-signal';

/** One connection, as the feed knows it. */
export interface FeedReader {
  /** In the order in which it was read; a change that is read again after its first time is not handed out. */
  change(change: LiveChange): void;
  signal(signal: LiveSignal): void;
  /** What the feed knows of time has moved. */
  moved(): void;
  /** Records were lost before they were read: only the table knows. */
  lost(): void;
}

export interface Subscription {
  /** What the person may see of what Kafka got later than a time; undefined where not all of it is kept. */
  since(time: number): LiveChange[] | undefined;
  /** What is kept of it, all or not. */
  keptSince(time: number): LiveChange[];
  /** Whether all that was read before the subscription is in the rows. */
  isProjected(): boolean;
  close(): void;
}

/** Everything that happens to people, from wherever it comes. */
export interface LiveFeed {
  /** From now on the reader is handed everything that the person may see. */
  subscribe(userUuid: string, reader: FeedReader): Subscription;
  /** Up to this time of the broker's everything was handed out. */
  readonly watermark: number;
  /** From here on the events of a list that is read now go on. */
  readonly listCursorTime: number;
  /** Whether it is far from what Kafka has. */
  readonly isBehind: boolean;
}
