import { hasAtMost } from './length';

describe('The characters of a text', () => {
  it.each([
    ['no more than allowed', 'abc', true],
    ['one too many', 'abcd', false],
    ['as many beyond the basic plane', '🦊🦊🦊', true],
    ['one too many beyond it', '🦊🦊🦊🦊', false],
    ['both kinds', 'a🦊b', true],
    ['halves of surrogate pairs', '\ud83d\ud83d\ud83d', true],
    ['none', '', true],
  ])('are counted as code points: %s', (_, text, fits) => expect(hasAtMost(3, text)).toBe(fits));
});
