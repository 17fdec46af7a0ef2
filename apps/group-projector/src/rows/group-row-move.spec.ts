import { type ChangedPreview, type GroupRowChange, type GroupRowPosition, join, remainderOf } from './group-row-move';

const last = (number: number) => ({ number, at: `2026-01-01T00:00:0${number}.000Z`, preview: `text ${number}` });
const unseen = (number: number) => ({ number, at: `2026-01-01T00:00:0${number}.000Z` });
const changed = (number: number, revision: number) => ({ number, revision, preview: `${number} by ${revision}` });

const START: GroupRowPosition = {
  lastNumber: 1,
  revision: 0,
  previewNumber: 0,
  previewRevision: 0,
  lastReadNumber: 0,
  forcedNumber: 0,
  seenNumber: 0,
  uncountedNumber: 0,
  membersAt: 0,
  spansAt: 0,
  movedAt: 0,
};

describe('when Kafka got what a row has', () => {
  const movedAt = 2_000;
  const known: GroupRowPosition = { ...START, movedAt: 3_000 };

  it('is that of the newest record, in whatever order they come', () => {
    expect(join({ last: last(2), movedAt }, { last: last(3), movedAt: 2_500 })).toMatchObject({ movedAt: 2_500 });
    expect(remainderOf({ revision: 1, movedAt }, known)).toEqual({ revision: 1, movedAt: 3_000 });
    expect(remainderOf({ last: last(2), movedAt: 4_000 }, known)).toMatchObject({ movedAt: 4_000 });
  });

  it('is not known of what comes with a record of which it is not', () => {
    expect(join({ last: last(2) }, { last: last(3), movedAt })).not.toHaveProperty('movedAt');
  });

  it('is known of a row that was made of the table from the next message on, and not by a change of an older one', () => {
    expect(remainderOf({ revision: 1, movedAt }, START)).toEqual({ revision: 1 });
    expect(remainderOf({ last: last(2), movedAt }, START)).toEqual({ last: last(2), movedAt });
  });

  it('is nothing that a row lacks by itself', () => {
    expect(remainderOf({ last: last(1), movedAt: 9_000 }, known)).toBeUndefined();
  });
});

describe('join', () => {
  it('leads each register to the higher of its values', () => {
    const one = { last: last(3), revision: 7, readNumber: 2 };
    const other = { last: last(2), revision: 4, readNumber: 3, uncountedNumber: 1 };
    const both = { last: last(3), revision: 7, readNumber: 3, uncountedNumber: 1 };
    expect([join(one, other), join(other, one)]).toEqual([both, both]);
  });

  it.each<[string, GroupRowChange, ChangedPreview[]]>([
    [
      'of the last message, as its last change left it',
      { last: unseen(3), changed: changed(3, 2) },
      [changed(3, 2), changed(3, 1)],
    ],
    ['of a later message, told before it was sent', { last: unseen(3), changed: changed(4, 2) }, [changed(4, 2)]],
    ['of the last message, where an older one was changed', { last: last(3) }, [changed(2, 9)]],
  ])('shows one preview: that %s', (_what, both, changes) => {
    const parts: GroupRowChange[] = [{ last: last(3) }, ...changes.map((each) => ({ changed: each }))];
    expect(parts.reduce(join)).toEqual(both);
    expect(parts.toReversed().reduce(join)).toEqual(both);
  });

  it('comes back to the preview of a message behind a changed one', () => {
    const parts: GroupRowChange[] = [{ changed: changed(3, 1) }, { last: last(3) }, { last: last(4) }];
    expect(parts.reduce(join)).toEqual({ last: last(4) });
  });
});

describe('remainderOf', () => {
  const change = { last: last(5), revision: 8, readNumber: 4 };

  it.each([
    ['all of it for a row that is behind in all', {}, change],
    ['no message for a row that is newer', { lastNumber: 6 }, { revision: 8, readNumber: 4 }],
    ['no marker for a row that is read further', { lastReadNumber: 4 }, { last: last(5), revision: 8 }],
    ['no revision that the row has taken in', { revision: 8 }, { last: last(5), readNumber: 4 }],
    ['no preview where a change of that message is shown', { previewNumber: 5 }, { ...change, last: unseen(5) }],
    ['nothing for a row that is there', { lastNumber: 5, lastReadNumber: 4, revision: 9 }, undefined],
  ])('leaves %s', (_what, position, rest) => {
    expect(remainderOf(change, { ...START, ...position })).toEqual(rest);
  });

  it.each([
    ['is shown in the row of the last message', { lastNumber: 5 }, true],
    ['is shown above an older change', { lastNumber: 5, previewNumber: 5, previewRevision: 2 }, true],
    ['is not shown below a newer change', { lastNumber: 5, previewNumber: 5, previewRevision: 4 }, false],
    ['is not shown below a change of a later message', { lastNumber: 4, previewNumber: 6, previewRevision: 1 }, false],
    ['is not shown in the row of a later message', { lastNumber: 6 }, false],
    [
      'is shown though an old copy has left a tag behind',
      { lastNumber: 5, previewNumber: 4, previewRevision: 9 },
      true,
    ],
    ['is shown before its message is told', { lastNumber: 4 }, true],
  ])('of a change of a message that %s', (_what, position, isShown) => {
    const rest = remainderOf({ changed: changed(5, 3) }, { ...START, ...position });
    expect(rest).toEqual(isShown ? { changed: changed(5, 3) } : undefined);
  });

  it.each([
    ['moves the marker of who has moved it back before', { forcedNumber: 3 }, { readNumber: 4 }],
    ['is seen, and not read, by who has moved the marker back since', { forcedNumber: 4 }, { seenNumber: 4 }],
    ['is not seen again', { forcedNumber: 4, seenNumber: 4 }, undefined],
    ['is not seen again by who has read it again', { forcedNumber: 6, lastReadNumber: 5 }, undefined],
  ])('of a message of their own %s', (_what, position, rest) => {
    expect(remainderOf({ readNumber: 4 }, { ...START, ...position })).toEqual(rest);
  });

  it('keeps what is left of a message that was seen', () => {
    expect(remainderOf({ seenNumber: 4 }, { ...START, seenNumber: 3 })).toEqual({ seenNumber: 4 });
  });

  it.each([
    ['above the marker', {}, { uncountedNumber: 4 }],
    ['that is read', { lastReadNumber: 4 }, undefined],
    ['below another one', { uncountedNumber: 5 }, undefined],
  ])('of a deleted message %s', (_what, position, rest) => {
    expect(remainderOf({ uncountedNumber: 4 }, { ...START, ...position })).toEqual(rest);
  });

  it('counts no deleted message below the marker to which the same change leads', () => {
    expect(remainderOf({ readNumber: 5, uncountedNumber: 4 }, START)).toEqual({ readNumber: 5 });
  });
});
