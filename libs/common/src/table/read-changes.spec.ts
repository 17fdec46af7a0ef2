import { MalformedItemError, toAttributes } from '@app/common/dynamodb/lean';
import { reactorKey, revisionKey } from './keys';
import { readReactor, readRevision } from './read-changes';

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
