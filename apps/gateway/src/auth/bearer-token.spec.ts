import { DomainError } from '@app/common/errors';
import { bearerToken } from './bearer-token';

it.each([['Bearer a.b.c'], ['bearer a.b.c'], ['Bearer   a.b.c']])('finds the token in %j', (header) => {
  expect(bearerToken(header)).toBe('a.b.c');
});

it.each([
  [undefined],
  [''],
  ['Bearer'],
  ['Bearer '],
  ['Bearer null'],
  ['Bearer undefined'],
  ['Basic a.b.c'],
  ['a.b.c'],
  ['Bearer a.b.'],
  ['Bearer a.b.c d'],
  ['Bearer a.b.c.d'],
])('refuses %j', (header) => {
  expect(() => bearerToken(header)).toThrow(new DomainError('unauthorized'));
});
