import { correctionOf, type FoundRow, type RowFields, type RowTruth } from './row-corrections';

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
  key: { userUuid: 'andrew-uuid', groupUuid: 'group' },
  change: { last: { number: 7, at: '2026-01-01T00:00:07.000Z', preview: 'seven' }, readNumber: 5 },
  withWhom: { uuid: 'bayko-uuid', handle: 'bayko', display_name: 'Andrew Bayko', version: 2 },
};

/** The last message was edited by the third of four changes, and a message of somebody else, 6, was deleted. */
const changedTruth: RowTruth = {
  ...truth,
  change: {
    last: { number: 7, at: '2026-01-01T00:00:07.000Z' },
    changed: { number: 7, revision: 3, preview: 'seven, edited' },
    revision: 4,
    readNumber: 5,
    uncountedNumber: 6,
  },
};
const changedRow: RowFields = {
  ...right,
  last_read_number: 5,
  revision: 4,
  message: 'seven, edited',
  preview_number: 7,
  preview_revision: 3,
  uncounted_number: 6,
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
    expect(correctionOf(row, truth)).toEqual({ kind: 'move', change: { last: truth.change.last } });
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

  it('mends a row that shows somebody else, or the right one under an old name', () => {
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

  it('does not exist for a row that has taken in all changes, nor for what means nothing in a row', () => {
    expect(correctionOf(changedRow, changedTruth)).toBeUndefined();
    const old = { ...right, preview_number: 6, preview_revision: 2, uncounted_number: 4, seen_number: 3 };
    expect(correctionOf(old, truth)).toBeUndefined();
  });

  it('leaves alone what the member has set', () => {
    const own = { muted_until: 'forever', muted_number: 3, archived_number: 7, pinned_at: 'x', received_number: 7 };
    const set = { ...changedRow, ...own, seen_number: 7, forced_number: 2 };
    expect(correctionOf(set, changedTruth)).toBeUndefined();
    expect(correctionOf({ ...set, message: 'nonsense' }, changedTruth)).toMatchObject({
      kind: 'mend',
      fields: expect.not.objectContaining(own) as unknown,
    });
  });

  it('moves on a row that lacks changes', () => {
    const { changed, revision, uncountedNumber } = changedTruth.change;
    expect(correctionOf({ ...right, last_read_number: 5 }, changedTruth)).toEqual({
      kind: 'move',
      change: { changed, revision, uncountedNumber },
    });
  });

  it('keeps the preview of a last message that was told changed before it was told', () => {
    const row = { ...changedRow, last_number: 6, last_message_at: 'then' };
    expect(correctionOf(row, changedTruth)).toEqual({ kind: 'move', change: { last: changedTruth.change.last } });
  });

  it('moves no marker past where it was moved back to read again', () => {
    const row = { ...right, last_read_number: 2, forced_number: 6, uncounted_number: 6 };
    expect(correctionOf({ ...row, seen_number: 6 }, truth)).toBeUndefined();
    expect(correctionOf(row, truth)).toEqual({ kind: 'move', change: { seenNumber: 5 } });
    expect(correctionOf({ ...row, seen_number: 6, uncounted_number: 3 }, truth)).toEqual({
      kind: 'mend',
      fields: { uncounted_number: 6 },
    });
  });

  const edited = { message: 'seven, edited', preview_number: 7, preview_revision: 3 };
  const plain = { ...message, preview_number: 0, preview_revision: 0 };
  it.each<[string, RowTruth, FoundRow, Partial<RowFields>]>([
    ['shows the text before its last edit', changedTruth, { message: 'seven' }, edited],
    ['shows an edit that nobody has made', changedTruth, { preview_revision: 9 }, edited],
    ['has a text for a tag', changedTruth, { preview_revision: '3' }, edited],
    ['has taken in more changes than there are', changedTruth, { revision: 5 }, { revision: 4 }],
    ['has a text for a revision', changedTruth, { revision: '4' }, { revision: 4 }],
    ['passes over more messages than there are', changedTruth, { uncounted_number: 8 }, { uncounted_number: 7 }],
    ['tags a message that nobody has edited', truth, { ...right, preview_number: 7, preview_revision: 1 }, plain],
    ['is beyond the newest message, with a tag', truth, { ...right, last_number: 9, preview_number: 8 }, plain],
  ])('mends a row that %s', (_what, what, wrong, fields) => {
    const base = what === truth ? right : changedRow;
    const correction = correctionOf({ ...base, ...wrong }, what);
    expect(correction).toEqual({ kind: 'mend', fields: expect.objectContaining(fields) as unknown });
  });
});
