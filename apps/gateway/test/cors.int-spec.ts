import { FRONTEND, startGateway, type TestGateway } from './support/gateway';

describe('a browser on another origin', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startGateway({ CORS_ORIGINS: `${FRONTEND},https://cruddur.example` });
  });

  afterAll(() => gateway.stop());

  const preflight = (origin: string, url = '/api/messages', method = 'POST') =>
    gateway.app.inject({
      method: 'OPTIONS',
      url,
      headers: {
        origin,
        'access-control-request-method': method,
        'access-control-request-headers': 'authorization,content-type,if-none-match',
      },
    });

  it.each([[FRONTEND], ['https://cruddur.example']])(
    'may call from %s, and needs no token to learn it',
    async (origin) => {
      const answer = await preflight(origin);
      expect(answer.statusCode).toBe(204);
      expect(answer.headers).toMatchObject({
        'access-control-allow-origin': origin,
        'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
        'access-control-allow-headers':
          'Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Last-Event-ID, X-Request-Id',
        'access-control-max-age': '7200',
        vary: 'Origin',
      });
    },
  );

  it.each([
    ['PATCH', '7'],
    ['DELETE', '7'],
    ['PUT', '7/reactions/%F0%9F%91%8D'],
    ['DELETE', '7/reactions/%F0%9F%91%8D'],
  ])('may %s a message: %s', async (method, path) => {
    const answer = await preflight(FRONTEND, `/api/messages/${gateway.behind.groupUuid}/${path}`, method);
    expect([answer.statusCode, answer.headers['access-control-allow-origin']]).toEqual([204, FRONTEND]);
    expect(String(answer.headers['access-control-allow-methods']).split(', ')).toContain(method);
  });

  it.each([['https://evil.example'], ['http://localhost:3001'], ['null']])('may not call from %s', async (origin) => {
    expect((await preflight(origin)).headers['access-control-allow-origin']).toBeUndefined();
  });

  it.each([
    ['200', '/api/health-check', 200],
    ['401', '/api/message_groups', 401],
    ['404', '/api/nothing', 404],
    ['405', '/api/messages', 405],
    ['400 for an address that cannot be read', '/api/messages/%zz', 400],
  ])('reads an answer of %s', async (_what, url, status) => {
    const answer = await gateway.app.inject({ method: 'GET', url, headers: { origin: FRONTEND } });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['access-control-allow-origin']).toBe(FRONTEND);
  });

  it('reads what names an answer, where its events go on and the next page is, when to come back, and under which id it was answered', async () => {
    const answer = await gateway.app.inject({ method: 'GET', url: '/api/health-check', headers: { origin: FRONTEND } });
    expect(answer.headers['access-control-expose-headers']).toBe(
      'ETag, Event-Cursor, Link, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id',
    );
  });
});

describe('a browser in production where no origin is listed', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startGateway({ NODE_ENV: 'production', CORS_ORIGINS: '' });
  });

  afterAll(() => gateway.stop());

  it('may not call from the origin of development', async () => {
    const answer = await gateway.app.inject({
      method: 'GET',
      url: '/api/message_groups',
      headers: { origin: FRONTEND },
    });
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });
});
