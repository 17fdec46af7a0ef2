import { MEMBERS_CHANGED } from '@app/common/events';
import type { Joining } from '@app/common/kafka-consumer';
import { leaversIn } from './leavers';
import type { ProjectedEvent } from './projected-event';

const SHORTEST_MS = 250;
const MINUTE_MS = 60_000;
const ROW_WRITES_A_MINUTE = 32 * 60;

/**
 * How often the rows of a conversation are written: once for all events of an interval. Each time costs a write a
 * member, so the interval grows with the members: no conversation costs more than 32 row writes a second over a minute,
 * whichever minute that is.
 */
export const rowWriteIntervals: Joining<ProjectedEvent> = {
  keyOf: ({ data }) => data.message_group_uuid,
  intervalMs: (event) =>
    Math.max(SHORTEST_MS, MINUTE_MS / Math.max(1, Math.floor(ROW_WRITES_A_MINUTE / rowsOf(event)))),
};

function rowsOf(event: ProjectedEvent): number {
  if (event.type === MEMBERS_CHANGED) return event.data.member_count + leaversIn(event).length;
  const { member_count: count, member_uuids: uuids = [] } = event.data;
  return count ?? uuids.length;
}
