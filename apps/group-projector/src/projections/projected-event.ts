import {
  type EventOf,
  MESSAGE_DELETED,
  MESSAGE_EDITED,
  MESSAGE_EVENT_DATA,
  MESSAGE_REACTED,
  MESSAGE_SENT,
} from '@app/common/events';

/** The kinds of events that say something of rows. */
export const PROJECTED_EVENTS = {
  [MESSAGE_SENT]: MESSAGE_EVENT_DATA[MESSAGE_SENT],
  [MESSAGE_EDITED]: MESSAGE_EVENT_DATA[MESSAGE_EDITED],
  [MESSAGE_DELETED]: MESSAGE_EVENT_DATA[MESSAGE_DELETED],
  [MESSAGE_REACTED]: MESSAGE_EVENT_DATA[MESSAGE_REACTED],
};

export type ProjectedEvent = EventOf<typeof PROJECTED_EVENTS>;

/** A message that was sent; any other is a change of one. */
export type MessageSent = Extract<ProjectedEvent, { type: typeof MESSAGE_SENT }>;

/** A first message has made the rows that it belongs in. */
export const movesRows = ({ type, data }: ProjectedEvent): boolean => type !== MESSAGE_SENT || data.number > 1;
