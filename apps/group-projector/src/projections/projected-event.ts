import {
  type EventOf,
  MEMBERS_CHANGED,
  MESSAGE_DELETED,
  MESSAGE_EDITED,
  MESSAGE_EVENT_DATA,
  MESSAGE_REACTED,
  MESSAGE_SENT,
} from '@app/common/events';

/** The kinds of events that say something of rows. */
export const PROJECTED_EVENTS = {
  [MEMBERS_CHANGED]: MESSAGE_EVENT_DATA[MEMBERS_CHANGED],
  [MESSAGE_SENT]: MESSAGE_EVENT_DATA[MESSAGE_SENT],
  [MESSAGE_EDITED]: MESSAGE_EVENT_DATA[MESSAGE_EDITED],
  [MESSAGE_DELETED]: MESSAGE_EVENT_DATA[MESSAGE_DELETED],
  [MESSAGE_REACTED]: MESSAGE_EVENT_DATA[MESSAGE_REACTED],
};

export type ProjectedEvent = EventOf<typeof PROJECTED_EVENTS>;

export type MessageSent = Extract<ProjectedEvent, { type: typeof MESSAGE_SENT }>;
export type MembersChanged = Extract<ProjectedEvent, { type: typeof MEMBERS_CHANGED }>;

/** A new entry of its conversation; any other event is of a change of one. */
export const isEntry = (event: ProjectedEvent): event is MessageSent | MembersChanged =>
  event.type === MESSAGE_SENT || event.type === MEMBERS_CHANGED;

/** The first message of two has made the rows that it belongs in. */
export const movesRows = ({ type, data }: ProjectedEvent): boolean => type !== MESSAGE_SENT || data.number > 1;
