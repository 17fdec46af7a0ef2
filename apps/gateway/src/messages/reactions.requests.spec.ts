import { codesOf } from '../../test/support/codes-of';
import { checkReaction } from './reactions.requests';

const GROUP = '0b7b04fc-5c16-5e2b-8d4e-5a5b0a1d9f10';
const check = (emoji: string, number = '7') => checkReaction({ message_group_uuid: GROUP, number, emoji });

describe('a reaction', () => {
  it.each([['👍'], ['👨‍👩‍👧‍👦'], ['🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}'], ['a'.repeat(64)]])(
    'is passed on as it was written: %s',
    (emoji) => {
      expect(check(emoji)).toEqual({ groupUuid: GROUP, number: 7, emoji });
    },
  );

  it.each([['  '], ['\u200d'], ['\ufe0f'], ['\0'], ['👍'.repeat(33)], ['a'.repeat(65)], ['a'.repeat(10_000)]])(
    'is refused as %.10j',
    (emoji) => {
      expect(codesOf(() => check(emoji))).toEqual(['emoji_malformed']);
      expect(codesOf(() => check(emoji, '0'))).toEqual(['number_malformed', 'emoji_malformed']);
    },
  );
});
