import { LeadingAndTrailing } from '@app/common/kafka-consumer';
import { aPerson } from '../../../../test/support/builders';
import { Group } from '../../../../test/support/group';
import { range } from '../../../../test/support/range';
import type { ProjectedEvent } from './projected-event';
import { rowWriteIntervals } from './row-write-intervals';

const sentInto = (group: string, members: number): ProjectedEvent =>
  ({ data: { message_group_uuid: group, member_uuids: range(members).map(String) } }) as unknown as ProjectedEvent;

describe('the intervals of row writes', () => {
  it.each([
    [2, 250],
    [8, 250],
    [32, 1_000],
    [256, 60_000 / 7],
  ])('of %i members are %d ms', (members, ms) => {
    expect(rowWriteIntervals.intervalMs(sentInto('group', members))).toBe(ms);
    expect((members * 1_000) / ms).toBeLessThanOrEqual(32);
  });

  it.each([2, 3, 32, 256])(
    'of %i members who never rest write 32 rows a second at most, over any minute',
    (members) => {
      const edges = new LeadingAndTrailing(rowWriteIntervals);
      const group = new Group(range(members).map((i) => aPerson(`member ${i}`)));
      const { event } = group.send(group.owner);
      const waves: number[] = [];
      for (let now = 0; now < 150_000; now += 10) {
        const given = [...edges.due(now), ...edges.arrive([event], now)];
        if (given.length > 0) waves.push(now);
        edges.done(given);
      }
      const busiest = Math.max(...waves.map((from) => waves.filter((at) => at >= from && at < from + 60_000).length));
      expect(busiest * members).toBeLessThanOrEqual(32 * 60);
      expect(busiest).toBeGreaterThan(6);
    },
  );

  it('count the rows that a removal closes', () => {
    const people = range(9).map((i) => aPerson(`member ${i}`));
    const { event } = new Group(people).remove(people[8]!);
    expect(rowWriteIntervals.intervalMs(event)).toBe(rowWriteIntervals.intervalMs(sentInto('group', 9)));
  });

  it('are those of the conversation', () => {
    expect(rowWriteIntervals.keyOf(sentInto('group', 2))).toBe('group');
  });
});
