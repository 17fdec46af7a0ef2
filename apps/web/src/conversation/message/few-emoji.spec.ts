import { isFewEmoji } from './few-emoji';

describe('a text of few emoji', () => {
  it.each(['😀', '👨‍👩‍👧‍👦', '👍🏽 🇨🇭', '❤️😀1️⃣'])('is one: %s', (text) => expect(isFewEmoji(text)).toBe(true));
  it.each(['', ' ', '1', 'a😀', '😀 b', '😀😀😀😀', '#'])('is none: %s', (text) =>
    expect(isFewEmoji(text)).toBe(false),
  );
});
