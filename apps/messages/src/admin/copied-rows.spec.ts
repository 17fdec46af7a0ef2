import type { StoredItem } from '@app/common/table';
import { lackOf, updateOfRow } from './copied-rows';

const row = (said: object): StoredItem => ({ pk: 'GRP#u', sk: 'g', last_number: 10, last_read_number: 5, ...said });

describe('what a row lacks of the words of its member in another one', () => {
  it.each<[string, object, object, object]>([
    ['a marker that was moved on', {}, { last_read_number: 8 }, { last_read_number: 8 }],
    ['what has been received', {}, { received_number: 7 }, { received_number: 7 }],
    ['a choice', {}, { pinned_at: 'then', archived_number: 10 }, { pinned_at: 'then', archived_number: 10 }],
    [
      'a mute, with what was the last message',
      {},
      { muted_until: 'forever', muted_number: 9 },
      { muted_until: 'forever', muted_number: 9 },
    ],
    [
      'a marker that was moved back, and what comes with it',
      { last_read_number: 9 },
      { last_read_number: 3, forced_number: 12, seen_number: 9, uncounted_number: 12 },
      { last_read_number: 3, forced_number: 12, seen_number: 9, uncounted_number: 12 },
    ],
    [
      'a marker that was moved back, where deletions are known beyond',
      { last_read_number: 9, uncounted_number: 14 },
      { last_read_number: 3, forced_number: 12, seen_number: 9, uncounted_number: 12 },
      { last_read_number: 3, forced_number: 12, seen_number: 9 },
    ],
    [
      'a marker that was moved back and on again',
      { last_read_number: 9 },
      { last_read_number: 14, forced_number: 12, seen_number: 9, uncounted_number: 12 },
      { last_read_number: 14, forced_number: 12 },
    ],
  ])('is %s', (_what, present, other, lack) => {
    expect(lackOf(row(present), row(other))).toEqual(lack);
    expect(lackOf(row({ ...present, ...lack }), row(other))).toEqual({});
  });

  it.each<[string, object, object]>([
    ['where both say the same', { pinned_at: 'then', last_read_number: 7 }, { pinned_at: 'then', last_read_number: 7 }],
    [
      'where it has come further',
      { last_read_number: 7, received_number: 9, archived_number: 10 },
      { archived_number: 8 },
    ],
    ['where something else is chosen', { muted_until: 'forever' }, { muted_until: 'tomorrow', muted_number: 3 }],
    [
      'where it was moved back since',
      { last_read_number: 2, forced_number: 14, seen_number: 12, uncounted_number: 14 },
      { last_read_number: 12 },
    ],
    [
      'where it was moved on since beyond what there was when the other was moved back',
      { last_read_number: 13, forced_number: 12 },
      { last_read_number: 3, forced_number: 12, seen_number: 9 },
    ],
    ['of what is no word of a member', {}, { last_number: 12, message: 'x', revision: 4, preview_number: 12 }],
  ])('is nothing %s', (_where, present, other) => {
    expect(lackOf(row(present), row(other))).toEqual({});
    expect(updateOfRow(row(present), row(other))).toBeUndefined();
  });

  it('keeps for receipts how far a member had read whose marker is moved back', () => {
    const back = { last_read_number: 3, forced_number: 12, seen_number: 9, uncounted_number: 12 };
    expect(lackOf(row({ last_read_number: 11 }), row(back))).toMatchObject({ last_read_number: 3, seen_number: 11 });
  });

  it('is brought only while the row says what it said', () => {
    const { ConditionExpression, ...update } = updateOfRow(row({ pinned_at: 'then' }), row({ received_number: 7 }))!;
    expect(update).toEqual({
      UpdateExpression: 'SET received_number = :received_number',
      ExpressionAttributeValues: { ':received_number': 7, ':last_read_numberWas': 5, ':pinned_atWas': 'then' },
    });
    expect(ConditionExpression.split(' AND ').sort()).toEqual(
      [
        'attribute_exists(pk)',
        ...['last_read_number = :last_read_numberWas', 'pinned_at = :pinned_atWas'],
        ...['forced', 'seen', 'uncounted', 'received', 'muted', 'archived'].map(
          (name) => `attribute_not_exists(${name}_number)`,
        ),
        'attribute_not_exists(muted_until)',
      ].sort(),
    );
  });
});
