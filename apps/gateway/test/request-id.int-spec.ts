import { FRONTEND, startGateway, type TestGateway } from './support/gateway';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('the id of a request', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.stop());

  const answer = (url: string, headers: Record<string, string>, method: 'GET' | 'POST' | 'OPTIONS' = 'GET') =>
    gateway.app.inject({
      method,
      url,
      headers,
      ...(method === 'POST' && { payload: '{', headers: { ...headers, ...gateway.andrew } }),
    });

  it.each([
    ['200', '/api/health-check', 'GET', {}],
    ['204 to a preflight', '/api/messages', 'OPTIONS', { origin: FRONTEND, 'access-control-request-method': 'POST' }],
    ['400 to what is not JSON', '/api/messages', 'POST', { 'content-type': 'application/json' }],
    ['400 to an address that cannot be read', '/api/messages/%zz', 'GET', {}],
    ['401', '/api/message_groups', 'GET', {}],
    ['404', '/api/nothing', 'GET', {}],
    ['405', '/api/messages', 'GET', {}],
    ['415', '/api/messages', 'POST', { 'content-type': 'text/plain' }],
  ] as const)('is in an answer of %s', async (what, url, method, headers) => {
    const { statusCode, headers: given } = await answer(url, { ...headers, 'x-request-id': 'mine' }, method);
    expect({ statusCode, id: given['x-request-id'] }).toEqual({ statusCode: Number(what.slice(0, 3)), id: 'mine' });
  });

  it('is the gateway’s own where the caller has none, or one that is of no use', async () => {
    for (const id of [undefined, 'a b', 'x'.repeat(65)]) {
      const headers: Record<string, string> = id === undefined ? {} : { 'x-request-id': id };
      expect((await answer('/api/health-check', headers)).headers['x-request-id']).toMatch(UUID);
    }
  });
});
