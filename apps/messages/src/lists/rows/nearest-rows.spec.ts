import type { Attributes } from '@app/common/dynamodb/lean';
import { Random } from '../../../../../test/faults/support/random';
import { range } from '../../../../../test/support/range';
import type { GroupCursor } from './group-cursor';
import { NearestRows, type Wanted } from './nearest-rows';

const random = new Random();
const ROUNDS = 300;

/** Few times, so that many rows share one. */
const aTime = (): string => new Date(Date.UTC(2026, 0, 1, 0, random.below(20))).toISOString();
const aRow = (_: unknown, index: number): Attributes => ({
  sk: { S: `${String(random.below(1_000)).padStart(4, '0')}-${index}` },
  last_message_at: { S: aTime() },
  last_number: { N: '5' },
  // A newer message has come to one of those that were archived.
  ...(random.below(3) === 0 && { archived_number: { N: String(4 + random.below(3)) } }),
  ...(random.below(4) === 0 && { request: { S: ['pending', 'declined'][random.below(2)]! } }),
});
const kindOf = (row: Attributes): string =>
  row['request']?.S ?? (Number(row['archived_number']?.N ?? 0) >= 5 ? 'archived' : 'others');
const KINDS: Wanted['which'][] = ['archived', 'others', 'pending'];
const keyOf = (row: Attributes): string => `${row['last_message_at']?.S} ${row['sk']?.S}`;

function pageOf(rows: Attributes[], from: GroupCursor | undefined, limit: number, which: Wanted['which'] = 'others') {
  const nearest = new NearestRows({ from, limit, which });
  rows.forEach((row) => nearest.offer(row));
  return nearest.page().map(keyOf);
}

const cursorAt = (row: Attributes, towards: GroupCursor['towards']): GroupCursor => ({
  towards,
  lastMessageAt: row['last_message_at']!.S!,
  groupUuid: row['sk']!.S!,
});

describe(`the nearest rows (seed ${random.seed})`, () => {
  it('are those of the wanted that sorting would put first, from any cursor, either way', () => {
    for (const _ of range(ROUNDS)) {
      const rows = range(random.below(120)).map(aRow);
      const limit = 1 + random.below(30);
      const which = KINDS[random.below(KINDS.length)]!;
      const wanted = rows.filter((row) => kindOf(row) === which);
      const byRecency = wanted.map(keyOf).sort().reverse();
      expect(pageOf(rows, undefined, limit, which)).toEqual(byRecency.slice(0, limit));
      // Also one that is not wanted, or no longer.
      const from = rows[random.below(rows.length)];
      if (!from) continue;
      const older = byRecency.filter((key) => key < keyOf(from));
      expect(pageOf(rows, cursorAt(from, 'older'), limit, which)).toEqual(older.slice(0, limit));
      const newer = byRecency.filter((key) => key > keyOf(from)).reverse();
      expect(pageOf(rows, cursorAt(from, 'newer'), limit, which)).toEqual(newer.slice(0, limit));
    }
  });

  it('go on from the place of a conversation that has moved away', () => {
    const rows = range(9).map(aRow);
    for (const row of rows) {
      delete row['archived_number'];
      delete row['request'];
    }
    const byRecency = [...rows].sort((one, other) => (keyOf(one) > keyOf(other) ? -1 : 1));
    const cursor = cursorAt(byRecency[4]!, 'older');
    byRecency[4]!['last_message_at'] = { S: '2026-02-01T00:00:00.000Z' };
    expect(pageOf(rows, cursor, 2)).toEqual([byRecency[5]!, byRecency[6]!].map(keyOf));
  });

  it('leave out what has no time, which is no row of a list', () => {
    expect(pageOf([{ pk: { S: 'GRP#u' }, sk: { S: 'x' } }], undefined, 5)).toEqual([]);
  });
});
