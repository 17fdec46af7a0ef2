import { type StoredItem } from '@app/common/table';
import { type Standing, standingOf, unlessChanged } from './copied-items';

const pk = 'MSG#g';
const message = (changes: object): StoredItem => ({
  pk,
  sk: '000000000007',
  message_uuid: 'm',
  message: 'x',
  ...changes,
});
const revision = (changes: object): StoredItem => ({
  ...{ pk, sk: '!000000000003', kind: 'edited', number: 7, user_uuid: 'u', created_at: 'then', message: 'x' },
  ...changes,
});
const reactor = (revision: number): StoredItem => ({ pk, sk: '+000000000007#u', emojis: [], revision });
const sendKey = (changes: object): StoredItem => ({ pk, sk: '#key#u#k', ...changes });
const group = (members_at: number): StoredItem => ({ pk, sk: '~conversation', kind: 'group', members_at });
const membership = (changed_at: number): StoredItem => ({ pk, sk: '&u', spans: [], changed_at });
const settings = (receipts?: boolean): StoredItem => ({ pk: 'USR#u', sk: 'settings', receipts });

describe('two items under one key', () => {
  it.each<[string, StoredItem, StoredItem, Standing]>([
    ['messages', message({}), message({}), 'same'],
    ['a message before its first change', message({}), message({ revision: 3 }), 'earlier'],
    ['a message after a later change', message({ revision: 4 }), message({ revision: 3 }), 'later'],
    ['two messages', message({}), message({ message_uuid: 'n', revision: 3 }), 'unrelated'],
    ['revisions', revision({}), revision({}), 'same'],
    ['a revision that still has its text', revision({}), revision({ message: '' }), 'earlier'],
    ['a revision that has lost its text', revision({ message: '' }), revision({}), 'later'],
    ['revisions of other times', revision({}), revision({ created_at: 'now' }), 'unrelated'],
    ['a reactor before', reactor(2), reactor(3), 'earlier'],
    ['a reactor afterwards', reactor(3), reactor(2), 'later'],
    ['a send key that has moved on', sendKey({ tried_number: 3 }), sendKey({ tried_number: 2 }), 'later'],
    ['a send key of an older version', sendKey({ number: 3 }), sendKey({ tried_number: 3 }), 'unrelated'],
    ['settings', settings(false), settings(false), 'same'],
    ['other settings', settings(), settings(false), 'unrelated'],
    ['a group before a change of its members', group(3), group(8), 'earlier'],
    ['a group after a later change', group(9), group(8), 'later'],
    ['a member before they left', membership(3), membership(8), 'earlier'],
    ['of no known kind', { pk: 'X', sk: '1', a: 1 }, { pk: 'X', sk: '1', a: 2 }, 'same'],
  ])('%s', (_what, present, item, standing) => {
    expect(standingOf(present, item)).toBe(standing);
  });

  it('are replaced unless the one that is there has moved on meanwhile', () => {
    expect(unlessChanged(message({}))).toEqual({ ConditionExpression: 'attribute_not_exists(revision)' });
    expect(unlessChanged(reactor(2))).toEqual({
      ConditionExpression: 'revision = :was',
      ExpressionAttributeValues: { ':was': 2 },
    });
    expect(() => unlessChanged(settings())).toThrow('what takes no steps is not replaced');
  });
});
