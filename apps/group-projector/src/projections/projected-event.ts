import { type EventOf, MEMBERS_CHANGED, MESSAGE_SENT, type PLACED_EVENT_DATA } from '@app/common/events';

/** What says something of rows. */
export type ProjectedEvent = EventOf<typeof PLACED_EVENT_DATA>;

export type MessageSent = Extract<ProjectedEvent, { type: typeof MESSAGE_SENT }>;
export type MembersChanged = Extract<ProjectedEvent, { type: typeof MEMBERS_CHANGED }>;

/** A new entry of its conversation; any other event is of a change of one. */
export const isEntry = (event: ProjectedEvent): event is MessageSent | MembersChanged =>
  event.type === MESSAGE_SENT || event.type === MEMBERS_CHANGED;

/** The first message of two has made the rows that it belongs in. */
export const movesRows = ({ type, data }: ProjectedEvent): boolean => type !== MESSAGE_SENT || data.number > 1;
