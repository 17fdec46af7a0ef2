import { DomainError } from '@app/common/errors';
import { acceptedClaims } from './accepted-claims';

const cognito = { AUTH_CLIENT_IDS: ['web', 'mobile'], AUTH_TOKEN_USE: 'access' as const };
const oidc = { AUTH_CLIENT_IDS: ['web'], AUTH_TOKEN_USE: 'any' as const };
const standard = { sub: 'andrew', exp: 2_000_000_000 };

it.each([
  ['a Cognito access token', { ...standard, client_id: 'mobile', token_use: 'access' }, cognito],
  ['an OIDC token by its authorized party', { ...standard, azp: 'web', aud: 'some-api' }, oidc],
  ['an OIDC token by its audience', { ...standard, aud: 'web' }, oidc],
  ['an OIDC token by one of its audiences', { ...standard, aud: ['some-api', 'web'] }, oidc],
])('accepts %s', (_what, payload, config) => {
  expect(acceptedClaims(payload, config)).toEqual({ subject: 'andrew', expiresAt: 2_000_000_000 });
});

it.each([
  ['another client', { ...standard, client_id: 'other', token_use: 'access' }, cognito],
  ['another client, though the audience is ours', { ...standard, client_id: 'other', aud: 'web' }, oidc],
  ['no client', { ...standard, token_use: 'access' }, cognito],
  ['a client that is no string', { ...standard, client_id: 7, token_use: 'access' }, cognito],
  ['an id token', { ...standard, aud: 'web', token_use: 'id' }, cognito],
  ['a token of no stated use', { ...standard, client_id: 'web' }, cognito],
  ['a token without a subject', { exp: standard.exp, aud: 'web' }, oidc],
  ['a token without an end', { sub: 'andrew', aud: 'web' }, oidc],
])('refuses %s', (_what, payload, config) => {
  expect(() => acceptedClaims(payload, config)).toThrow(new DomainError('unauthorized'));
});
