import type { Message } from '@app/common/contracts';
import { DomainError, type ErrorCode } from '@app/common/errors';
import type { Entry } from '@app/common/table';
import { type ChangeRules, planDeletion, planEdit } from './change-rules';

const SENT_AT = '2026-01-01T00:00:00.000Z';
const ON: ChangeRules = { MESSAGE_CHANGES: 'on', MESSAGE_EDIT_WITHIN: 1_000, MESSAGE_DELETE_WITHIN: 1_000 };
const after = (ms: number): Date => new Date(Date.parse(SENT_AT) + ms);

const anEntry = (changes: Partial<Message> = {}, edits = 0): Entry => ({
  message: {
    uuid: 'm',
    groupUuid: 'g',
    number: 1,
    text: 'old',
    sender: { uuid: 'own', handle: 'a', displayName: 'A' },
    createdAt: SENT_AT,
    ...changes,
  },
  memberUuids: ['own', 'other'],
  editRevisions: Array.from({ length: edits }, (_, i) => i + 1),
});

/** All that is wrong at once, and what is told of it while more and more of it is put right. */
const wrongs = {
  userUuid: 'other',
  entry: anEntry({ revision: 64 }, 64),
  rules: { MESSAGE_CHANGES: 'off', MESSAGE_EDIT_WITHIN: 'off', MESSAGE_DELETE_WITHIN: 'off' } as ChangeRules,
  now: after(1_001),
  ifRevision: [1],
};
type Wrongs = typeof wrongs;
const deleted = { entry: anEntry({ text: '', deletedAt: SENT_AT, revision: 64 }) };
const own = { userUuid: 'own' };
const on = { rules: ON };
const inTime = { now: after(1_000) };
const known = { ifRevision: [3, 64] };

describe('an edit is refused', () => {
  const edit = ({ userUuid, entry, rules, now, ifRevision }: Wrongs, text = 'new') =>
    planEdit(entry, { userUuid, text, ifRevision }, rules, now);

  it.each<[ErrorCode, Partial<Wrongs>]>([
    ['message_not_own', {}],
    ['message_not_own', deleted],
    ['message_deleted', { ...deleted, ...own }],
    ['message_changes_off', own],
    ['message_edits_off', { ...own, rules: { ...wrongs.rules, MESSAGE_CHANGES: 'on' } }],
    ['message_edit_too_late', { ...own, ...on }],
    ['message_changed_meanwhile', { ...own, ...on, ...inTime }],
    ['message_edits_exceed_64', { ...own, ...on, ...inTime, ...known }],
  ])('with %s first', (code, right) => {
    expect(() => edit({ ...wrongs, ...right })).toThrow(new DomainError(code));
  });

  it('in no case where it changes nothing', () => {
    expect(edit({ ...wrongs, ...own }, 'old')).toBeUndefined();
  });

  it('in no case where all is right', () => {
    const right = { ...wrongs, ...own, ...on, ...inTime, ...known, entry: anEntry({ revision: 64 }, 63) };
    expect(edit(right)).toEqual({ kind: 'edited', text: 'new', textBefore: 'old' });
  });
});

describe('a deletion is refused', () => {
  const remove = ({ userUuid, entry, rules, now, ifRevision }: Wrongs) =>
    planDeletion(entry, { userUuid, ifRevision }, rules, now);

  it.each<[ErrorCode, Partial<Wrongs>]>([
    ['message_not_own', {}],
    ['message_not_own', deleted],
    ['message_changes_off', own],
    ['message_deletes_off', { ...own, rules: { ...wrongs.rules, MESSAGE_CHANGES: 'on' } }],
    ['message_delete_too_late', { ...own, ...on }],
    ['message_changed_meanwhile', { ...own, ...on, ...inTime }],
  ])('with %s first', (code, right) => {
    expect(() => remove({ ...wrongs, ...right })).toThrow(new DomainError(code));
  });

  it('in no case where it changes nothing', () => {
    expect(remove({ ...wrongs, ...own, ...deleted })).toBeUndefined();
  });

  it('in no case where all is right, however often it was edited', () => {
    expect(remove({ ...wrongs, ...own, ...on, ...inTime, ...known })).toEqual({ kind: 'deleted' });
  });
});
