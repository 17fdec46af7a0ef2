import {
  CONVERSATION_SORT_KEY,
  conversationPartition,
  groupsPartition,
  itemKind,
  MAX_MESSAGE_NUMBER,
  MAX_REVISION,
  messageSortKey,
  reactorKey,
  revisionSortKey,
  sendKeySortKey,
  settingsKey,
} from './keys';

describe('the keys of a conversation', () => {
  it('sort as revisions, send keys, reactors, entries by number, conversation', () => {
    const sorted = [
      revisionSortKey(1),
      revisionSortKey(10),
      revisionSortKey(MAX_REVISION),
      sendKeySortKey('user', 'zzz'),
      reactorKey('g', 9, 'user').sk,
      reactorKey('g', 10, 'user').sk,
      messageSortKey(1),
      messageSortKey(9),
      messageSortKey(10),
      messageSortKey(MAX_MESSAGE_NUMBER),
      CONVERSATION_SORT_KEY,
    ];
    expect([...sorted].reverse().sort()).toEqual(sorted);
  });

  it.each([
    [conversationPartition('g'), CONVERSATION_SORT_KEY, 'conversation'],
    [conversationPartition('g'), messageSortKey(7), 'message'],
    [conversationPartition('g'), sendKeySortKey('u', '1'), 'send-key'],
    [conversationPartition('g'), revisionSortKey(7), 'revision'],
    [conversationPartition('g'), reactorKey('g', 7, 'u').sk, 'reactor'],
    [settingsKey('u').pk, settingsKey('u').sk, 'settings'],
    ['USR#u', 'something', undefined],
    [groupsPartition('u'), 'g', 'group-row'],
    [conversationPartition('g'), 'something', undefined],
    ['OTHER#1', 'x', undefined],
  ])('%s / %s is a %s', (pk, sk, kind) => {
    expect(itemKind({ pk, sk })).toBe(kind);
  });
});
