import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { FRONTEND, startGateway, type TestGateway } from './support/gateway';
import { rawRequest } from './support/raw-request';

const HEADERS = {
  'content-security-policy': "default-src 'none';frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': expect.stringMatching(/^max-age=\d+/) as string,
};

describe('what the gateway answers', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.stop());

  it.each<[string, string, RequestInit, number]>([
    ['data', '/api/health-check', {}, 200],
    ['no session', '/api/message_groups', {}, 401],
    ['no such path', '/nowhere', {}, 404],
    ['no such method', '/api/messages', { method: 'DELETE' }, 405],
    ['a preflight', '/api/messages', { method: 'OPTIONS', headers: { origin: FRONTEND } }, 204],
    ['an address that cannot be read', '/api/messages/%zz', {}, 400],
  ])('has the headers of an API, and does not say what runs here: %s', async (_what, path, request, status) => {
    const answer = await fetch(`${gateway.url}${path}`, request);
    const headers = Object.fromEntries(answer.headers);
    expect([answer.status, headers]).toEqual([status, expect.objectContaining(HEADERS)]);
    expect(Object.keys(headers)).toEqual(expect.not.arrayContaining(['x-powered-by', 'server']));
  });

  it.each([
    ['is not even HTTP', 'HELO gateway\r\n\r\n', 400],
    ['has no host', 'GET /api/health-check HTTP/1.1\r\n\r\n', 400],
    ['expects the unknown', 'GET / HTTP/1.1\r\nhost: a\r\nexpect: b\r\nconnection: close\r\n\r\n', 417],
  ])('has the same headers where a request %s', async (_what, request, status) => {
    const { headers } = await fetch(`${gateway.url}/api/health-check`);
    const answer = await rawRequest(gateway.url, request);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    for (const name of Object.keys(HEADERS)) expect(answer).toContain(`\r\n${name}: ${headers.get(name)}\r\n`);
  });

  it.each([
    ['headers', 'GET /api/health-check HTTP/1.1\r\nhost: test\r\nx-slow: '],
    [
      'a body',
      'POST /api/messages HTTP/1.1\r\nhost: test\r\ncontent-length: 100\r\ncontent-type: application/json\r\n\r\n{',
    ],
  ])('ends a connection that holds back %s', async (_what, beginning) => {
    const slow = connect(Number(new URL(gateway.url).port), '127.0.0.1');
    slow.write(beginning.replace('host: test', `host: test\r\nauthorization: ${gateway.andrew.authorization}`));
    expect(await text(slow)).toMatch(/^HTTP\/1.1 408 Request Timeout\r\n/);
  });
});
