import { Injectable } from '@nestjs/common';
import { DomainError } from '@app/common/errors';
import { decodeCursor, encodeCursor, type EventCursor } from '../changes/event-cursor';
import { KafkaFeed } from '../feed/kafka-feed';

/** A cursor may be so far ahead of this gateway: clocks differ. */
const MOST_AHEAD_MS = 60_000;

/** The cursors that this gateway hands out with lists, and takes. */
@Injectable()
export class EventCursors {
  constructor(private readonly feed: KafkaFeed) {}

  /** From where the events of a list go on that is read from now on. */
  ofList(userUuid: string): string {
    return encodeCursor({ time: this.feed.listCursorTime, places: new Map() }, userUuid);
  }

  /** @throws DomainError `event_cursor_malformed`, `event_cursor_ahead`. */
  read(text: string | undefined, userUuid: string): EventCursor | undefined {
    if (text === undefined) return undefined;
    const cursor = decodeCursor(text, userUuid);
    if (!cursor) throw new DomainError('event_cursor_malformed');
    if (cursor.time > Math.max(Date.now(), this.feed.watermark) + MOST_AHEAD_MS) {
      throw new DomainError('event_cursor_ahead');
    }
    return cursor;
  }
}
