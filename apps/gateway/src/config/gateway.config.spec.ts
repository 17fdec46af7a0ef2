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

it('reads the people whom the page signs in at a click', () => {
  const users = [{ email: 'londo@example.com', handle: 'londo', display_name: 'Londo Mollari' }];
  const demo = { WEB_DEMO_USERS: JSON.stringify(users), WEB_DEMO_PASSWORD: 'secret-1' };
  expect(loadConfig(gatewayVariables, { ...required, ...demo }).WEB_DEMO_USERS).toEqual(users);
});

it.each([
  ['WEB_SIGN_IN_URL', { WEB_SIGN_IN: 'hosted' }],
  ['WEB_DEMO_PASSWORD', { WEB_DEMO_USERS: '[]' }],
])('names what the page lacks: %s', (name, given) => {
  const load = () => loadConfig(gatewayVariables, { ...required, ...given });
  expect(load).toThrow(new RegExp(`\n  ${name}: [^\n]+$`));
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
  ['WEB_PAGE', 'yes'],
  ['WEB_SIGN_IN', 'token'],
  ['WEB_SIGN_IN_URL', 'pool'],
  ['WEB_DEMO_USERS', 'londo'],
  ['WEB_DEMO_USERS', '[{ "handle": "londo" }]'],
])('refuses %s=%j by its name', (name, value) => {
  const load = () => loadConfig(gatewayVariables, { ...required, [name]: value });
  expect(load).toThrow(ConfigError);
  expect(load).toThrow(name);
});
