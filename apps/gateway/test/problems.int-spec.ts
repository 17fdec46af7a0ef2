import { FRONTEND, startGateway, type TestGateway } from './support/gateway';
import { rawRequest } from './support/raw-request';

const PROBLEM = 'application/problem+json';
const CODES = 'application/json; charset=utf-8';

describe('an error in words', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startGateway({ RATE_LIMIT_LOOKUP: '1/1d' });
  });
  afterAll(() => gateway.stop());

  interface Asked {
    method?: string;
    path?: string;
    body?: string;
    headers?: Record<string, string>;
  }

  const ask = ({ method = 'GET', path = '/api/profile', body, headers = {} }: Asked, accept = PROBLEM) =>
    fetch(`${gateway.url}${path}`, { method, ...(body !== undefined && { body }), headers: { accept, ...headers } });

  const json = (): Record<string, string> => ({ ...gateway.andrew, 'content-type': 'application/json' });

  it.each<[number, string, (of: TestGateway) => Asked]>([
    [400, 'request_malformed', () => ({ path: '/api/messages/%zz' })],
    [400, 'body_not_json', () => ({ method: 'POST', path: '/api/messages', body: '{', headers: json() })],
    [401, 'unauthorized', () => ({})],
    [404, 'not_found', () => ({ path: '/api/nothing' })],
    [404, 'user_not_found', ({ andrew }) => ({ path: '/api/users/@nobody', headers: andrew })],
    [405, 'method_not_allowed', () => ({ method: 'PUT' })],
    [
      413,
      'body_too_large',
      () => ({ method: 'POST', path: '/api/messages', body: 'a'.repeat(70_000), headers: json() }),
    ],
    [
      415,
      'content_type_not_json',
      ({ andrew }) => ({ method: 'POST', path: '/api/messages', body: 'a', headers: andrew }),
    ],
    [
      422,
      'message_blank',
      () => ({ method: 'POST', path: '/api/messages', body: '{"handle":"bayko"}', headers: json() }),
    ],
    [429, 'rate_limited_lookup', ({ andrew }) => ({ path: '/api/users/@nobody', headers: andrew })],
  ])('is told wherever there is one: %i %s', async (status, code, asked) => {
    const { headers, ...request } = asked(gateway);
    const answer = await ask({ ...request, headers: { ...headers, origin: FRONTEND, 'x-request-id': 'mine' } });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, `${PROBLEM}; charset=utf-8`]);
    expect(answer.headers.get('vary')).toBe('Origin, Accept');
    expect(await answer.json()).toMatchObject({
      type: `urn:problem-type:cruddur:${code}`,
      status,
      instance: 'mine',
      errors: [{ code }],
    });
  });

  it.each(['*/*', 'application/json, text/plain, */*', `${PROBLEM};q=0.5, application/json`, 'text/html'])(
    'is codes, and {} without a session, for who does not ask for it: %s',
    async (accept) => {
      const known = await ask({ path: '/api/messages/x', headers: gateway.andrew }, accept);
      expect([known.headers.get('content-type'), await known.json()]).toEqual([
        CODES,
        ['message_group_uuid_malformed'],
      ]);
      const unknown = await ask({}, accept);
      expect([unknown.headers.get('content-type'), await unknown.json()]).toEqual([CODES, {}]);
      for (const { headers } of [known, unknown]) expect(headers.get('vary')).toBe('Origin, Accept');
    },
  );

  it('leaves successes as they are', async () => {
    const answer = await ask({ headers: gateway.andrew });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, CODES]);
  });

  it('is codes where the request could not be read so far', async () => {
    const answer = await rawRequest(gateway.url, `GET / HTTP/9.9\r\nAccept: ${PROBLEM}\r\n\r\n`);
    expect(answer).toContain('content-type: application/json');
    expect(answer).toMatch(/\["request_malformed"\]$/);
  });
});
