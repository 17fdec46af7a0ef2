import { Injectable } from '@nestjs/common';
import type { EventCursor } from '../changes/event-cursor';
import { KafkaFeed } from '../feed/kafka-feed';
import { LiveSession, type SessionListener } from '../session/live-session';
import { ConversationsInTurns } from '../table/conversations-in-turns';
import { TableConversations } from '../table/table-conversations';
import { LiveMetrics } from './live-metrics';
import type { StreamCaller } from './stream-caller';

export interface SessionWish {
  /** What the client has; undefined where it begins now. */
  cursor: EventCursor | undefined;
  tellsState: boolean;
  /** Aborts when nobody waits for what is asked of the table any more. */
  gone: AbortSignal;
}

/** Makes the sessions of streams and long polls. */
@Injectable()
export class LiveSessions {
  constructor(
    private readonly feed: KafkaFeed,
    private readonly conversations: TableConversations,
    private readonly metrics: LiveMetrics,
  ) {}

  /** What the session asks of the table, it asks in its person's turns. */
  of(
    { person, turns }: StreamCaller,
    { cursor, tellsState, gone }: SessionWish,
    listener: Omit<SessionListener, 'resumed'>,
  ): LiveSession {
    return new LiveSession(
      {
        feed: this.feed,
        conversations: new ConversationsInTurns(this.conversations, turns, gone),
        userUuid: person.uuid,
        cursor: cursor ?? { time: this.feed.listCursorTime, places: new Map() },
        tellsState,
      },
      { ...listener, resumed: (by) => this.metrics.resumed(by) },
    );
  }
}
