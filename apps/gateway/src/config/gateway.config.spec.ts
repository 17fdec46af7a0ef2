import { ConfigError, loadConfig } from '@app/common/config';
import { allowedOrigins, gatewayVariables } from './gateway.config';

const required = { AUTH_ISSUER: 'https://issuer.example/pool', AUTH_CLIENT_IDS: 'web' };

it('needs nothing but whom to trust', () => {
  expect(loadConfig(gatewayVariables, required)).toMatchObject({
    GATEWAY_PORT: 4567,
    AUTH_CLIENT_IDS: ['web'],
    AUTH_TOKEN_USE: 'access',
    IDENTITY_CACHE_SECONDS: 30,
  });
});

it('reads lists', () => {
  const lists = { AUTH_CLIENT_IDS: 'web, mobile', CORS_ORIGINS: 'https://cruddur.example,http://localhost:3000' };
  expect(loadConfig(gatewayVariables, { ...required, ...lists })).toMatchObject({
    AUTH_CLIENT_IDS: ['web', 'mobile'],
    CORS_ORIGINS: ['https://cruddur.example', 'http://localhost:3000'],
  });
});

it.each([
  ['the local frontend in development', {}, ['http://localhost:3000']],
  ['nobody in production', { NODE_ENV: 'production' }, []],
  ['who is listed in production', { NODE_ENV: 'production', CORS_ORIGINS: 'https://a.example' }, ['https://a.example']],
])('lets call from a browser: %s', (_who, given, origins) => {
  expect(allowedOrigins(loadConfig(gatewayVariables, { ...required, ...given }))).toEqual(origins);
});

it.each([
  ['AUTH_ISSUER', ''],
  ['AUTH_ISSUER', 'pool'],
  ['AUTH_CLIENT_IDS', ''],
  ['AUTH_CLIENT_IDS', 'web,,mobile'],
  ['AUTH_JWKS_URI', 'keys'],
  ['AUTH_TOKEN_USE', 'refresh'],
  ['CORS_ORIGINS', 'localhost:3000'],
  ['CORS_ORIGINS', 'https://cruddur.example/'],
  ['IDENTITY_CACHE_SECONDS', '0'],
  ['IDENTITY_CACHE_SIZE', 'many'],
])('refuses %s=%j by its name', (name, value) => {
  const load = () => loadConfig(gatewayVariables, { ...required, [name]: value });
  expect(load).toThrow(ConfigError);
  expect(load).toThrow(name);
});
