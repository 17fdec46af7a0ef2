import {
  type EventOf,
  MEMBERS_CHANGED,
  MESSAGE_DELETED,
  MESSAGE_EDITED,
  MESSAGE_REACTED,
  MESSAGE_SENT,
  type PLACED_EVENT_DATA,
} from '@app/common/events';
import type { Place } from './event-cursor';

export type MessageEvent = EventOf<typeof PLACED_EVENT_DATA>;

/** An event as Kafka got it, with whom it concerns. */
export interface LiveChange {
  event: MessageEvent;
  groupUuid: string;
  place: Place;
  /** By the broker's clock. */
  appendedAt: number;
  /** Who may see it. */
  readers: readonly string[];
}

/** Where it stands in its conversation: an entry has a number, a change of one a revision, a change of membership both. */
export function placeOf({ type, data }: MessageEvent): Place {
  switch (type) {
    case MESSAGE_SENT:
      return { number: data.number };
    case MEMBERS_CHANGED:
      return { number: data.number, revision: data.revision };
    case MESSAGE_EDITED:
    case MESSAGE_DELETED:
    case MESSAGE_REACTED:
      return { revision: data.revision };
  }
}

/** Who left or was removed sees that, and nothing behind. */
export const subjectsOf = (event: MessageEvent): string[] =>
  event.type === MEMBERS_CHANGED ? event.data.subjects.map(({ uuid }) => uuid) : [];
