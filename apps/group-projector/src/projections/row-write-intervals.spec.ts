import { range } from '../../../../test/support/range';
import type { ProjectedEvent } from './projected-event';
import { rowWriteIntervals } from './row-write-intervals';

const sentInto = (group: string, members: number): ProjectedEvent =>
  ({ data: { message_group_uuid: group, member_uuids: range(members).map(String) } }) as unknown as ProjectedEvent;

describe('the intervals of row writes', () => {
  it.each([
    [2, 250],
    [8, 250],
    [9, 281.25],
    [256, 8_000],
  ])('of %i members are %d ms: no more than 32 rows a second', (members, ms) => {
    expect(rowWriteIntervals.intervalMs(sentInto('group', members))).toBe(ms);
    expect((members * 1_000) / ms).toBeLessThanOrEqual(32);
  });

  it('are those of the conversation', () => {
    expect(rowWriteIntervals.keyOf(sentInto('group', 2))).toBe('group');
  });
});
