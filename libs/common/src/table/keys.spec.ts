import {
  CONVERSATION_SORT_KEY,
  conversationPartition,
  groupsPartition,
  itemKind,
  MAX_MESSAGE_NUMBER,
  messageSortKey,
  sendKeySortKey,
} from './keys';

describe('the keys of a conversation', () => {
  it('sort as send keys, messages by number, conversation', () => {
    const sorted = [
      sendKeySortKey('user', 'zzz'),
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
    [groupsPartition('u'), 'g', 'group-row'],
    [conversationPartition('g'), 'something', undefined],
    ['OTHER#1', 'x', undefined],
  ])('%s / %s is a %s', (pk, sk, kind) => {
    expect(itemKind({ pk, sk })).toBe(kind);
  });
});
