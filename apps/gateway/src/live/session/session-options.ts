import type { EventCursor } from '../changes/event-cursor';
import type { LiveFeed } from '../feed/live-feed';
import type { LiveConversations } from '../table/live-conversations';

export interface SessionOptions {
  feed: LiveFeed;
  conversations: LiveConversations;
  userUuid: string;
  /** What the client has. */
  cursor: EventCursor;
  /** Whether what has no number is to be read again by the client, since it may have changed meanwhile. */
  tellsState: boolean;
}
