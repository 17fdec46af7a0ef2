import { variablesOf } from './app-variables';

const SHELL = {
  PATH: '/bin',
  HTTPS_PROXY: 'http://proxy',
  CI_RUN: '/tmp/run',
  NODE_COMPILE_CACHE: '/cache',
  DATABASE_URL: 'postgres://u:p@h/db',
  PGSSLROOTCERT: '/ca.pem',
  COGNITO_USER_POOL_ID: 'pool',
  AWS_SECRET_ACCESS_KEY: 'aws',
  KAFKA_SASL_PASSWORD: 'kafka',
  TABLE_NAME: 'messages',
  RATE_LIMIT_TABLE_NAME: 'rate-limits',
  RATE_LIMIT_SEND: '9/1m',
  TRUSTED_PROXIES: '10.0.0.0/8',
  MAX_REQUESTS: '9',
  GITHUB_TOKEN: 'other',
};
const ALL = ['PATH', 'HTTPS_PROXY', 'CI_RUN', 'NODE_COMPILE_CACHE', 'KAFKA_SASL_PASSWORD', 'AWS_SECRET_ACCESS_KEY'];
const LIMITS = ['RATE_LIMIT_SEND', 'RATE_LIMIT_TABLE_NAME', 'TRUSTED_PROXIES', 'MAX_REQUESTS'];

describe('what a service gets of the shell', () => {
  it.each([
    ['gateway', [...ALL, ...LIMITS]],
    ['messages', [...ALL, 'TABLE_NAME', 'RATE_LIMIT_TABLE_NAME']],
    ['users', [...ALL, 'DATABASE_URL', 'PGSSLROOTCERT', 'COGNITO_USER_POOL_ID']],
    ['stream-relay', [...ALL, 'TABLE_NAME']],
    ['group-projector', [...ALL, 'TABLE_NAME']],
  ] as const)('is what it reads: %s', (app, names) => {
    expect(Object.keys(variablesOf(app, SHELL)).sort()).toEqual([...names].sort());
  });
});
