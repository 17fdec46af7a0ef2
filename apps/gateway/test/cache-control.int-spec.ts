import { FRONTEND, startGateway, type TestGateway } from './support/gateway';
import { rawRequest } from './support/raw-request';

const BROWSER_KEEPS_AND_ASKS = 'private, no-cache';
const NOBODY_KEEPS = 'no-store';

describe('whether an answer may be kept', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.stop());

  const ask = (method: string, path: string, headers: Record<string, string> = {}) =>
    fetch(`${gateway.url}${path}`, { method, headers: { origin: FRONTEND, ...headers } });

  /** Of every route, with what stands for its parameters. */
  const routes = (): [string, string][] =>
    gateway.routes
      .map((route) => route.split(' ') as [string, string])
      // No client sends a TRACE, and `*` is no address. A stream does not end; its own test looks at what it says.
      .filter(([method, path]) => method !== 'TRACE' && path !== '*' && path !== '/api/events')
      .map(([method, path]) => [
        method,
        path
          .replace(':message_group_uuid', gateway.behind.groupUuid)
          .replace(':number', '7')
          .replace(':emoji', '%F0%9F%91%8D')
          .replace(':handle', 'bayko'),
      ]);

  it.each([
    ['with a session', () => gateway.andrew],
    ['without one', () => ({})],
  ])(
    'is said by each route, to a caller %s: by the callers own browser where it has a tag, else by nobody',
    async (_who, headers) => {
      for (const [method, path] of routes()) {
        const answer = await ask(method, path, headers());
        await answer.arrayBuffer();
        const expected = answer.headers.has('etag') ? BROWSER_KEEPS_AND_ASKS : NOBODY_KEEPS;
        expect([method, path, answer.status, answer.headers.get('cache-control')]).toEqual([
          method,
          path,
          answer.status,
          expected,
        ]);
      }
    },
  );

  it('is said of reads that have a tag, and when they still hold', async () => {
    for (const path of [`/api/messages/${gateway.behind.groupUuid}`, '/api/message_groups', '/api/profile']) {
      const tag = (await ask('GET', path, gateway.andrew)).headers.get('etag');
      const again = await ask('GET', path, { ...gateway.andrew, 'if-none-match': String(tag) });
      expect([again.status, again.headers.get('cache-control')]).toEqual([304, BROWSER_KEEPS_AND_ASKS]);
    }
  });

  it.each([
    ['an unknown path', 'GET', '/nowhere', 404],
    ['a preflight', 'OPTIONS', '/api/messages', 204],
    ['an address that cannot be read', 'GET', '/api/messages/%zz', 400],
    ['a wrong field', 'GET', '/api/messages/nonsense', 422],
    ['a conversation of others', 'GET', '/api/messages/5ae290ed-55d1-47a0-bc6d-fe2bc2700399', 404],
    ['a message of others', 'GET', '/api/messages/5ae290ed-55d1-47a0-bc6d-fe2bc2700399/7', 404],
    ['a deletion of what others have', 'DELETE', '/api/messages/5ae290ed-55d1-47a0-bc6d-fe2bc2700399/7', 404],
  ])('is said of %s: by nobody', async (_what, method, path, status) => {
    const { headers, ...answer } = await ask(method, path, gateway.andrew).then((each) => ({
      status: each.status,
      headers: each.headers,
    }));
    expect([answer.status, headers.get('cache-control'), headers.get('etag')]).toEqual([status, NOBODY_KEEPS, null]);
  });

  it.each([
    ['GET', '7'],
    ['DELETE', '7'],
    ['PUT', '7/reactions/%F0%9F%91%8D'],
  ])('is said of one message, which has its own tag: %s %s', async (method, path) => {
    const answer = await ask(method, `/api/messages/${gateway.behind.groupUuid}/${path}`, gateway.andrew);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, BROWSER_KEEPS_AND_ASKS]);
  });

  it('is said of a change: by nobody', async () => {
    const answer = await fetch(`${gateway.url}/api/messages`, {
      method: 'POST',
      headers: { ...gateway.andrew, 'content-type': 'application/json' },
      body: JSON.stringify({ message: 'hi', handle: 'bayko' }),
    });
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, NOBODY_KEEPS]);
  });

  it.each([
    ['is not even HTTP', 'HELO gateway\r\n\r\n'],
    ['has no host', 'GET /api/health-check HTTP/1.1\r\n\r\n'],
    ['expects the unknown', 'GET / HTTP/1.1\r\nhost: a\r\nexpect: b\r\nconnection: close\r\n\r\n'],
    ['asks to see itself', 'TRACE / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n'],
  ])('is said where a request %s: by nobody', async (_what, request) => {
    expect(await rawRequest(gateway.url, request)).toMatch(/\r\ncache-control: no-store\r\n/i);
  });
});
