import { MalformedItemError, toAttributes } from '@app/common/dynamodb/attributes';
import { messageKey, reactorKey, revisionKey } from '../items/keys';
import { changedKeys, hasReached, readReach, readReactor, readRevision } from './read-changes';

const revision = {
  ...revisionKey('g', 7),
  message_group_uuid: 'g',
  revision: 7,
  number: 3,
  user_uuid: 'andrew',
  sender_uuid: 'bayko',
  created_at: '2026-11-24T10:00:00.000Z',
  member_uuids: ['andrew', 'bayko'],
};
const read = { revision: 7, number: 3, userUuid: 'andrew', createdAt: '2026-11-24T10:00:00.000Z' };

describe('a revision as it is read', () => {
  it.each([
    [
      'an edit',
      { kind: 'edited', message: 'b', message_before: 'a' },
      { text: 'b', textBefore: 'a', reactorUuids: [] },
    ],
    ['an edit of what is deleted', { kind: 'edited' }, { text: undefined, textBefore: undefined, reactorUuids: [] }],
    ['a deletion', { kind: 'deleted' }, { text: undefined, textBefore: undefined, reactorUuids: [] }],
    [
      'reactions',
      {
        kind: 'reacted',
        reactions: { '👍': 1 },
        changes: [
          { user_uuid: 'andrew', emoji: '👍', added: true },
          { user_uuid: 'bayko', emoji: '🎉', added: false },
        ],
      },
      { reactorUuids: ['andrew', 'bayko'] },
    ],
  ])('is %s', (_what, stored, told) => {
    expect(readRevision(toAttributes({ ...revision, ...stored }))).toEqual({ ...read, kind: stored.kind, ...told });
  });

  it('is of no unknown kind', () => {
    expect(() => readRevision(toAttributes({ ...revision, kind: 'joined' }))).toThrow(MalformedItemError);
  });
});

it('reads whose reactions they are from their key', () => {
  const item = { ...reactorKey('g', 3, 'andrew'), emojis: ['👍', '🎉'], revision: 7 };
  expect(readReactor(toAttributes(item))).toEqual({ userUuid: 'andrew', emojis: ['👍', '🎉'], revision: 7 });
});

describe('what a revision has changed', () => {
  const changes = ['andrew', 'bayko', 'andrew'].map((user_uuid) => ({ user_uuid, emoji: '👍', added: true }));

  it('is told of a kind that only a newer version knows too, and each person once', () => {
    const reach = readReach(toAttributes({ ...revision, kind: 'joined', changes }));
    expect(reach).toEqual({ revision: 7, number: 3, reactorUuids: ['andrew', 'bayko'] });
    expect(changedKeys('g', reach)).toEqual([
      messageKey('g', 3),
      reactorKey('g', 3, 'andrew'),
      reactorKey('g', 3, 'bayko'),
    ]);
  });

  it.each([
    [undefined, false],
    [{}, false],
    [{ revision: 6 }, false],
    [{ revision: 7 }, true],
    [{ revision: 8 }, true],
  ])('is to be seen in %j: %s', (item, isSeen) => {
    expect(hasReached(item && toAttributes({ ...messageKey('g', 3), ...item }), 7)).toBe(isSeen);
  });
});
