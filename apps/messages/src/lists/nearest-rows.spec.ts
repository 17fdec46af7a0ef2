import type { Attributes } from '@app/common/dynamodb/lean';
import { Random } from '../../../../test/faults/support/random';
import { range } from '../../../../test/support/range';
import type { GroupCursor } from './group-cursor';
import { NearestRows } from './nearest-rows';

const random = new Random();
const ROUNDS = 300;

/** Few times, so that many rows share one. */
const aTime = (): string => new Date(Date.UTC(2026, 0, 1, 0, random.below(20))).toISOString();
const aRow = (_: unknown, index: number): Attributes => ({
  sk: { S: `${String(random.below(1_000)).padStart(4, '0')}-${index}` },
  last_message_at: { S: aTime() },
});
const keyOf = (row: Attributes): string => `${row['last_message_at']?.S} ${row['sk']?.S}`;

function pageOf(rows: Attributes[], cursor: GroupCursor | undefined, limit: number): string[] {
  const nearest = new NearestRows(cursor, limit);
  rows.forEach((row) => nearest.offer(row));
  return nearest.page().map(keyOf);
}

const cursorAt = (row: Attributes, towards: GroupCursor['towards']): GroupCursor => ({
  towards,
  lastMessageAt: row['last_message_at']!.S!,
  groupUuid: row['sk']!.S!,
});

describe(`the nearest rows (seed ${random.seed})`, () => {
  it('are those that sorting all of them would put first, from any cursor, either way', () => {
    for (const _ of range(ROUNDS)) {
      const rows = range(random.below(120)).map(aRow);
      const limit = 1 + random.below(30);
      const byRecency = rows.map(keyOf).sort().reverse();
      expect(pageOf(rows, undefined, limit)).toEqual(byRecency.slice(0, limit));
      const from = rows[random.below(rows.length)];
      if (!from) continue;
      const place = byRecency.indexOf(keyOf(from));
      expect(pageOf(rows, cursorAt(from, 'older'), limit)).toEqual(byRecency.slice(place + 1, place + 1 + limit));
      const newer = byRecency.slice(0, place).reverse();
      expect(pageOf(rows, cursorAt(from, 'newer'), limit)).toEqual(newer.slice(0, limit));
    }
  });

  it('go on from the place of a conversation that has moved away', () => {
    const rows = range(9).map(aRow);
    const byRecency = [...rows].sort((one, other) => (keyOf(one) > keyOf(other) ? -1 : 1));
    const cursor = cursorAt(byRecency[4]!, 'older');
    byRecency[4]!['last_message_at'] = { S: '2026-02-01T00:00:00.000Z' };
    expect(pageOf(rows, cursor, 2)).toEqual([byRecency[5]!, byRecency[6]!].map(keyOf));
  });

  it('leave out what has no time, which is no row of a list', () => {
    expect(pageOf([{ pk: { S: 'GRP#u' }, sk: { S: 'x' } }], undefined, 5)).toEqual([]);
  });
});
