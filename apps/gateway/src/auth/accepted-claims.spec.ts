import { DomainError } from '@app/common/errors';
import { acceptedClaims } from './accepted-claims';

const NOW = 1_900_000_000;
const HOUR = 3_600;
const DAY = 86_400;

const maxAge = { AUTH_TOKEN_MAX_AGE_SECONDS: DAY };
const cognito = { ...maxAge, AUTH_CLIENT_IDS: ['web', 'mobile'], AUTH_TOKEN_USE: 'access' as const };
const oidc = { ...maxAge, AUTH_CLIENT_IDS: ['web'], AUTH_TOKEN_USE: 'any' as const };
const standard = { sub: 'andrew', iat: NOW, exp: NOW + HOUR };
const accessToken = { ...standard, client_id: 'web', token_use: 'access' };

it.each([
  ['a Cognito access token', { ...standard, client_id: 'mobile', token_use: 'access' }, cognito],
  ['an OIDC token by its authorized party', { ...standard, azp: 'web', aud: 'some-api' }, oidc],
  ['an OIDC token by its audience', { ...standard, aud: 'web' }, oidc],
  ['an OIDC token by one of its audiences', { ...standard, aud: ['some-api', 'web'] }, oidc],
  ['a token of a clock that is a little ahead', { ...accessToken, iat: NOW + 30 }, cognito],
])('accepts %s', (_what, payload, config) => {
  expect(acceptedClaims(payload, config, NOW)).toEqual({ subject: 'andrew', expiresAt: NOW + HOUR });
});

it('lets a token end when it is too old, even if it says later', () => {
  const token = { ...accessToken, iat: NOW - DAY + HOUR, exp: NOW + 2 * HOUR };
  expect(acceptedClaims(token, cognito, NOW).expiresAt).toBe(NOW + HOUR);
});

it.each([
  ['another client', { ...standard, client_id: 'other', token_use: 'access' }, cognito],
  ['another client, though the audience is ours', { ...standard, client_id: 'other', aud: 'web' }, oidc],
  ['no client', { ...standard, token_use: 'access' }, cognito],
  ['a client that is no string', { ...standard, client_id: 7, token_use: 'access' }, cognito],
  ['an id token', { ...standard, aud: 'web', token_use: 'id' }, cognito],
  ['a token of no stated use', { ...standard, client_id: 'web' }, cognito],
  ['a token without a subject', { iat: NOW, exp: NOW + HOUR, aud: 'web' }, oidc],
  ['a token without an end', { sub: 'andrew', iat: NOW, aud: 'web' }, oidc],
  ['a token that does not say when it was made', { sub: 'andrew', exp: NOW + HOUR, aud: 'web' }, oidc],
  ['a token that is too old', { ...accessToken, iat: NOW - DAY - 1 }, cognito],
  ['a token made in the future', { ...accessToken, iat: NOW + 2 * HOUR, exp: NOW + 3 * HOUR }, cognito],
  ['a token that ends further ahead than any may be old', { ...accessToken, exp: NOW + 365 * DAY }, cognito],
  ['a token that ends beyond all dates', { ...accessToken, exp: 1e300 }, cognito],
])('refuses %s', (_what, payload, config) => {
  expect(() => acceptedClaims(payload, config, NOW)).toThrow(new DomainError('unauthorized'));
});
