import { setImmediate as turn } from 'node:timers/promises';
import { Registry } from 'prom-client';
import { range } from '../../../../../test/support/range';
import { WHOLE } from '@app/common/contracts';
import { ListMetrics } from './list-metrics';
import { UnreadCounts } from './unread-counts';
import type { UnreadEntriesStore } from './unread-entries.store';
import type { Stretch, UnreadPosition } from './unread-position';

const row = (uuid: string, changes: Partial<UnreadPosition> = {}): UnreadPosition => ({
  ...{ uuid, lastNumber: 9, lastReadNumber: 3, uncountedNumber: 7, revision: 1, spans: WHOLE },
  ...changes,
});

describe('counts of unread messages', () => {
  const registry = new Registry();
  const asked: [string, string, Stretch][] = [];
  let atOnce = 0;
  let most = 0;
  let counts: UnreadCounts;

  const entries: Pick<UnreadEntriesStore, 'count'> = {
    count: async (userUuid, groupUuid, stretch) => {
      asked.push([userUuid, groupUuid, stretch]);
      most = Math.max(most, ++atOnce);
      await turn();
      atOnce -= 1;
      return 1;
    },
  };

  beforeEach(() => {
    asked.splice(0);
    registry.clear();
    counts = new UnreadCounts(entries as UnreadEntriesStore, new ListMetrics(registry));
  });

  it('ask for nothing where the rows say it', async () => {
    expect(await counts.of('andrew', [row('one', { uncountedNumber: 3 }), row('two', { lastReadNumber: 9 })])).toEqual([
      6, 0,
    ]);
    expect(asked).toEqual([]);
  });

  it('look at the entries of those rows alone that do not, and add what is certain', async () => {
    expect(await counts.of('andrew', [row('one', { uncountedNumber: 3 }), row('two')])).toEqual([6, 3]);
    expect(asked).toEqual([['andrew', 'two', { from: 4, to: 7 }]]);
  });

  it('look at what the member may see alone, and remember each stretch of it', async () => {
    const spans = [
      { fromNumber: 1, fromRevision: 1, untilNumber: 4, untilRevision: 1 },
      { fromNumber: 7, fromRevision: 3 },
    ];
    expect(await counts.of('andrew', [row('one', { spans })])).toEqual([4]);
    expect(await counts.of('andrew', [row('one', { spans: spans.slice(0, 1) })])).toEqual([1]);
    expect(asked.map(([, , stretch]) => stretch)).toEqual([
      { from: 4, to: 4 },
      { from: 7, to: 7 },
    ]);
  });

  it('are a hundred at most', async () => {
    expect(await counts.of('andrew', [row('one', { lastNumber: 106 })])).toEqual([100]);
  });

  it.each<[string, string, Partial<UnreadPosition>]>([
    ['for another user', 'bayko', {}],
    ['when the marker has moved', 'andrew', { lastReadNumber: 4 }],
    ['when something was changed', 'andrew', { revision: 2 }],
    ['when more does not count', 'andrew', { uncountedNumber: 8 }],
  ])('look again %s', async (_when, user, changes) => {
    await counts.of('andrew', [row('one')]);
    await counts.of(user, [row('one', changes)]);
    expect(asked).toHaveLength(2);
  });

  it('remember what they have looked at, also when new messages come, and tell how often that helps', async () => {
    await counts.of('andrew', [row('one')]);
    expect(await counts.of('andrew', [row('one', { lastNumber: 12 })])).toEqual([6]);
    expect(asked).toHaveLength(1);
    expect((await registry.metrics()).split('\n')).toEqual(
      expect.arrayContaining([
        'cruddur_messages_unread_counts_total{source="table"} 1',
        'cruddur_messages_unread_counts_total{source="memory"} 1',
      ]),
    );
  });

  it('make sixteen queries at once, over all lists', async () => {
    const rows = range(40).map((i) => row(`row ${i}`));
    await Promise.all([counts.of('andrew', rows), counts.of('bayko', rows)]);
    expect([asked.length, most]).toEqual([80, 16]);
  });
});
