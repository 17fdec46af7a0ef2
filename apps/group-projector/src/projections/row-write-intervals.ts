import type { Joining } from '@app/common/kafka';
import type { ProjectedEvent } from './projected-event';

const SHORTEST_MS = 250;
const ROW_WRITES_A_SECOND = 32;

/**
 * How often the rows of a conversation are written: once for all events of an interval. Each time costs a write a
 * member, so the interval grows with the members: no conversation costs more than 32 row writes a second.
 */
export const rowWriteIntervals: Joining<ProjectedEvent> = {
  keyOf: ({ data }) => data.message_group_uuid,
  intervalMs: ({ data }) => Math.max(SHORTEST_MS, (membersIn(data) * 1_000) / ROW_WRITES_A_SECOND),
};

const membersIn = ({ member_count: count, member_uuids: uuids = [] }: ProjectedEvent['data']): number =>
  count ?? uuids.length;
