import { correctionOf, type RowFields, type RowTruth } from './row-corrections';

const right: RowFields = {
  last_number: 7,
  last_message_at: '2026-01-01T00:00:07.000Z',
  message: 'seven',
  last_read_number: 6,
  user_uuid: 'bayko-uuid',
  user_handle: 'bayko',
  user_display_name: 'Andrew Bayko',
  user_version: 2,
};

/** The row's member has sent number 5 last. */
const truth: RowTruth = {
  move: {
    userUuid: 'andrew-uuid',
    groupUuid: 'group',
    last: { number: 7, at: '2026-01-01T00:00:07.000Z', preview: 'seven' },
    readNumber: 5,
  },
  other: { uuid: 'bayko-uuid', handle: 'bayko', display_name: 'Andrew Bayko', version: 2 },
};

const message = { last_number: 7, last_message_at: '2026-01-01T00:00:07.000Z', message: 'seven' };

describe('the correction of a row', () => {
  it('does not exist for a row that agrees with the messages', () => {
    expect(correctionOf(right, truth)).toBeUndefined();
  });

  it('makes a row that is missing', () => {
    expect(correctionOf(undefined, truth)).toEqual({ kind: 'make' });
  });

  it('moves a row on that is behind, whatever message it shows', () => {
    const row = { ...right, last_number: 6, last_message_at: 'then', message: 'six' };
    expect(correctionOf(row, truth)).toEqual({ kind: 'move', change: { last: truth.move.last } });
  });

  it('raises a read marker to the last message that the member has sent, and lowers none', () => {
    expect(correctionOf({ ...right, last_read_number: 3 }, truth)).toEqual({ kind: 'move', change: { readNumber: 5 } });
    expect(correctionOf({ ...right, last_read_number: 7 }, truth)).toBeUndefined();
  });

  it.each([
    ['is beyond the newest message', { last_number: 9 }, message],
    ['has lost its number', { last_number: undefined }, message],
    ['shows another text than its message has', { message: 'nonsense' }, message],
    ['shows another time', { last_message_at: '2026-01-01T00:00:09.000Z' }, message],
    ['counts messages as read that do not exist', { last_read_number: 8 }, { last_read_number: 7 }],
    ['has a text for a number', { last_number: '6' }, message],
    ['has a text for a read marker', { last_read_number: '3' }, { last_read_number: 5 }],
    ['has lost its read marker', { last_read_number: undefined }, { last_read_number: 5 }],
  ])('mends a row that %s', (_what, wrong, fields) => {
    expect(correctionOf({ ...right, ...wrong }, truth)).toEqual({ kind: 'mend', fields });
  });

  it('mends a row that shows somebody else, or the other member under an old name', () => {
    const fields = {
      user_uuid: 'bayko-uuid',
      user_handle: 'bayko',
      user_display_name: 'Andrew Bayko',
      user_version: 2,
    };
    expect(correctionOf({ ...right, user_uuid: 'londo-uuid' }, truth)).toEqual({ kind: 'mend', fields });
    expect(correctionOf({ ...right, user_display_name: 'Andy', user_version: 1 }, truth)).toEqual({
      kind: 'mend',
      fields,
    });
  });

  it('leaves a name that is newer than the conversation’s', () => {
    expect(correctionOf({ ...right, user_display_name: 'Bayko', user_version: 3 }, truth)).toBeUndefined();
  });

  it('mends and moves on at once what is both wrong and behind', () => {
    const row = { ...right, last_number: 3, last_read_number: 3, user_uuid: 'londo-uuid' };
    expect(correctionOf(row, truth)).toMatchObject({
      kind: 'mend',
      fields: { ...message, last_read_number: 5, user_uuid: 'bayko-uuid' },
    });
  });
});
