import { checkPrefixQuery } from './users.requests';

describe('A search for people', () => {
  it.each([
    ['an', 'an'],
    [' @An\n', 'An'],
    ['＠\u200ean', 'an'],
    ['e\u0301', 'e\u0301'],
    ['🛸'.repeat(128), '🛸'.repeat(128)],
    ['%_\\', '%_\\'],
  ])('is for what a handle begins with: %j', (typed, prefix) => {
    expect(checkPrefixQuery({ prefix: typed })).toEqual({ prefix, limit: 20 });
  });

  it.each([
    ['1', 1],
    ['20', 20],
    ['007', 7],
  ])('is for as many as are wanted: %s', (typed, limit) => {
    expect(checkPrefixQuery({ prefix: 'a', limit: typed })).toEqual({ prefix: 'a', limit });
  });

  it.each<[string, object, string[]]>([
    ['no prefix', {}, ['prefix_blank']],
    ['an empty one', { prefix: '' }, ['prefix_blank']],
    ['one of what nobody sees', { prefix: ' \u200b@\u2060' }, ['prefix_blank']],
    ['several', { prefix: ['a', 'b'] }, ['prefix_malformed']],
    ['a NUL', { prefix: '\0' }, ['prefix_malformed']],
    ['a control', { prefix: 'a\u0007' }, ['prefix_malformed']],
    ['a blank', { prefix: 'a b' }, ['prefix_malformed']],
    ['half a surrogate pair', { prefix: '\ud83d' }, ['prefix_malformed']],
    ['more than a handle has', { prefix: 'a'.repeat(129) }, ['prefix_malformed']],
    ['a limit of nobody', { prefix: 'a', limit: '0' }, ['limit_out_of_range_1_20']],
    ['a limit beyond 20', { prefix: 'a', limit: '21' }, ['limit_out_of_range_1_20']],
    ['a limit that is no number', { prefix: 'a', limit: ' 1' }, ['limit_out_of_range_1_20']],
    ['two limits', { prefix: 'a', limit: ['1', '2'] }, ['limit_out_of_range_1_20']],
    ['nothing that is right', { limit: 'x' }, ['prefix_blank', 'limit_out_of_range_1_20']],
  ])('is refused for %s', (_, query, codes) => {
    expect(() => checkPrefixQuery(query)).toThrow(expect.objectContaining({ codes }) as Error);
  });
});
