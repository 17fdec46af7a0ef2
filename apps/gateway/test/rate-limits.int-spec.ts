import { randomUUID } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { eventually } from '../../../test/support/eventually';
import { range } from '../../../test/support/range';
import { TokenVerifier } from '../src/auth/token-verifier';
import { FRONTEND, startGateway, type TestGateway } from './support/gateway';
import { wronglySignedToken } from './support/issuer';
import { newPerson } from './support/services-behind';

const LOOKUP = '/api/users/@bayko/short';

interface Asking {
  from?: string;
  forwardedFor?: string;
  token?: string;
}

const ask = (gateway: TestGateway, url: string, { from, forwardedFor, token }: Asking = {}) =>
  gateway.app.inject({
    method: 'GET',
    url,
    ...(from !== undefined && { remoteAddress: from }),
    headers: {
      origin: FRONTEND,
      ...(forwardedFor !== undefined && { 'x-forwarded-for': forwardedFor }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
  });

const list = (gateway: TestGateway, asking: Asking) => ask(gateway, '/api/message_groups', asking);

const send = (gateway: TestGateway, body: object = { message: 'hi', message_group_uuid: gateway.behind.groupUuid }) =>
  gateway.app.inject({ method: 'POST', url: '/api/messages', headers: gateway.andrew, payload: body });

/** Of a key that exists, with a signature by nobody. */
const badToken = ({ issuer }: TestGateway) => wronglySignedToken(issuer.claims('sub-andrew'), issuer.key.kid);

/** What is still reachable, in bytes. */
function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

/** The same, once what the last requests have left to be collected is gone. */
async function settledHeap(): Promise<number> {
  let last = Infinity;
  return eventually(() => {
    const [before, used] = [last, heapUsed()];
    last = used;
    if (before - used > 64 * 1_024) throw new Error('it still shrinks');
    return used;
  });
}

async function statusesOf(count: number, request: () => Promise<{ statusCode: number }>): Promise<number[]> {
  const statuses: number[] = [];
  for (const _ of range(count)) statuses.push((await request()).statusCode);
  return statuses;
}

describe('a person who sends', () => {
  let gateway: TestGateway;

  beforeEach(async () => {
    gateway = await startGateway({ RATE_LIMIT_SEND: '2/1d', RATE_LIMIT_START: '5/1h' });
  });
  afterEach(() => gateway.stop());

  it('is told what is left', async () => {
    const { headers } = await send(gateway);
    expect(headers['ratelimit-policy']).toBe('"send";q=2;w=86400');
    expect(headers['ratelimit']).toMatch(/^"send";r=1;t=\d+$/);
    expect(headers['retry-after']).toBeUndefined();
  });

  it('is refused beyond the limit, told when to come back, and nothing is asked of anybody', async () => {
    expect(await statusesOf(2, () => send(gateway))).toEqual([200, 200]);
    const before = gateway.behind.received.length;
    const refused = await send(gateway);
    expect([refused.statusCode, refused.json()]).toEqual([429, ['rate_limited_send']]);
    expect(refused.headers['ratelimit-policy']).toBe('"send";q=2;w=86400');
    expect(refused.headers['ratelimit']).toBe(`"send";r=0;t=${refused.headers['retry-after'] as string}`);
    expect(gateway.behind.received).toHaveLength(before);
  });

  it('is judged before the body is', async () => {
    expect(await statusesOf(3, () => send(gateway, { message: '' }))).toEqual([422, 422, 429]);
  });

  it('takes nothing from others', async () => {
    await statusesOf(3, () => send(gateway));
    gateway.behind.subjects.set('sub-bayko', gateway.behind.bayko);
    const authorization = `Bearer ${gateway.issuer.token('sub-bayko')}`;
    const payload = { message: 'hi', message_group_uuid: gateway.behind.groupUuid };
    const answer = await gateway.app.inject({
      method: 'POST',
      url: '/api/messages',
      headers: { authorization },
      payload,
    });
    expect(answer.statusCode).toBe(200);
  });

  it('hears of the limit of starts from who holds it', async () => {
    gateway.behind.refusal = { code: 'rate_limited_start', retryAfter: 17 };
    const refused = await send(gateway, { message: 'hi', handle: 'bayko' });
    expect([refused.statusCode, refused.json()]).toEqual([429, ['rate_limited_start']]);
    expect(refused.headers['ratelimit-policy']).toBe('"send";q=2;w=86400, "start";q=5;w=3600');
    expect(refused.headers['ratelimit']).toMatch(/^"send";r=1;t=\d+, "start";r=0;t=17$/);
    expect(refused.headers['retry-after']).toBe('17');
  });
});

it.each<
  ['send' | 'change' | 'list', [method: 'POST' | 'PATCH' | 'PUT' | 'DELETE' | 'GET', path: string, body?: object][]]
>([
  [
    'send',
    [
      ['POST', '/api/messages', { message: 'hi', handle: 'bayko' }],
      ['PATCH', '/api/messages/:group/7', { message: 'hi' }],
      ['DELETE', '/api/messages/:group/7'],
      ['PUT', '/api/messages/:group/7/reactions/%F0%9F%91%8D'],
      ['DELETE', '/api/messages/:group/7/reactions/%F0%9F%91%8D'],
    ],
  ],
  [
    'change',
    [
      ['PUT', '/api/message_groups/:group/read', { number: 1 }],
      ['PUT', '/api/message_groups/:group/received', { number: 1 }],
      ['PUT', '/api/message_groups/:group/mute'],
      ['DELETE', '/api/message_groups/:group/mute'],
      ['PUT', '/api/message_groups/:group/archive'],
      ['DELETE', '/api/message_groups/:group/archive'],
      ['PUT', '/api/message_groups/:group/pin'],
      ['DELETE', '/api/message_groups/:group/pin'],
      ['PUT', '/api/settings', {}],
      ['POST', '/api/profile/update', { display_name: 'Andrew' }],
    ],
  ],
  [
    'list',
    [
      ['GET', '/api/message_groups'],
      ['GET', '/api/message_groups/unread'],
      ['GET', '/api/message_groups/:group'],
      ['GET', '/api/message_groups/:group/receipts'],
      ['GET', '/api/messages/:group'],
      ['GET', '/api/messages/:group/changes'],
      ['GET', '/api/messages/:group/7'],
      ['GET', '/api/messages/:group/7/history'],
      ['GET', '/api/messages/:group/7/reactions'],
      ['GET', '/api/settings'],
      ['GET', '/api/events?wait=1'],
    ],
  ],
])('the limit %s counts its calls together, and refuses each of them beyond', async (name, calls) => {
  const gateway = await startGateway({ [`RATE_LIMIT_${name.toUpperCase()}`]: `${calls.length}/1d` });
  const ask = async ([method, path, payload]: (typeof calls)[number]) => {
    const url = path.replace(':group', gateway.behind.groupUuid);
    const answer = await gateway.app.inject({ method, url, headers: gateway.andrew, ...(payload && { payload }) });
    return [
      answer.statusCode,
      answer.headers['ratelimit-policy'],
      answer.statusCode === 429 && answer.json<string[]>(),
    ];
  };
  const policy = `"${name}";q=${calls.length};w=86400`;
  for (const call of calls) expect([call, ...(await ask(call))]).toEqual([call, 200, policy, false]);
  for (const call of calls) expect([call, ...(await ask(call))]).toEqual([call, 429, policy, [`rate_limited_${name}`]]);
  await gateway.stop();
});

it('lists and pages are counted together, and off is no limit', async () => {
  const gateway = await startGateway({ RATE_LIMIT_LIST: '3/1d', RATE_LIMIT_SEND: 'off' });
  const token = gateway.issuer.token('sub-andrew');
  const page = `/api/messages/${gateway.behind.groupUuid}`;
  expect(await statusesOf(2, () => list(gateway, { token }))).toEqual([200, 200]);
  expect(await statusesOf(2, () => ask(gateway, page, { token }))).toEqual([200, 429]);
  const refused = await list(gateway, { token });
  expect(refused.json()).toEqual(['rate_limited_list']);
  expect(String(refused.headers['access-control-expose-headers']).split(', ')).toEqual(
    expect.arrayContaining(['RateLimit', 'RateLimit-Policy', 'Retry-After']),
  );
  const sent = await send(gateway);
  expect([sent.statusCode, sent.headers['ratelimit'], sent.headers['ratelimit-policy']]).toEqual([
    200,
    undefined,
    undefined,
  ]);
  await gateway.stop();
});

describe('an address that looks up handles', () => {
  const RATE_LIMIT_LOOKUP = '2/1d';
  let gateway: TestGateway;
  afterEach(() => gateway.stop());

  it('is refused beyond the limit, whatever it makes up', async () => {
    gateway = await startGateway({ RATE_LIMIT_LOOKUP });
    const from = '203.0.113.7';
    let i = 0;
    const lookUp = () => ask(gateway, `/api/users/@${randomUUID()}/short`, { from, forwardedFor: `198.51.100.${i++}` });
    expect(await statusesOf(3, lookUp)).toEqual([200, 200, 429]);
    expect((await lookUp()).json()).toEqual(['rate_limited_lookup']);
    expect((await ask(gateway, LOOKUP, { from: '203.0.113.8' })).statusCode).toBe(200);
  });

  it('is one with all of its IPv6 network', async () => {
    gateway = await startGateway({ RATE_LIMIT_LOOKUP });
    let i = 0;
    const lookUp = () => ask(gateway, LOOKUP, { from: `2001:db8:0:1::${i++}` });
    expect(await statusesOf(3, lookUp)).toEqual([200, 200, 429]);
    expect((await ask(gateway, LOOKUP, { from: '2001:db8:0:2::1' })).statusCode).toBe(200);
  });

  it('is what a trusted proxy says, and no other', async () => {
    gateway = await startGateway({ RATE_LIMIT_LOOKUP, TRUSTED_PROXIES: '10.0.0.0/8' });
    const behindProxy = (forwardedFor: string) => ask(gateway, LOOKUP, { from: '10.1.2.3', forwardedFor });
    expect(await statusesOf(3, () => behindProxy('203.0.113.7'))).toEqual([200, 200, 429]);
    expect((await behindProxy('203.0.113.8')).statusCode).toBe(200);
    // What the caller has put in front counts for nothing.
    expect((await behindProxy('198.51.100.1, 203.0.113.7')).statusCode).toBe(429);
    const direct = (forwardedFor: string) => ask(gateway, LOOKUP, { from: '192.0.2.1', forwardedFor });
    expect(await statusesOf(3, () => direct(`203.0.113.${Math.ceil(Math.random() * 99)}`))).toEqual([200, 200, 429]);
  });

  it('needs a token where that is configured, and is then limited by person', async () => {
    gateway = await startGateway({ RATE_LIMIT_LOOKUP, LOOKUP_WITHOUT_TOKEN: 'false' });
    const refused = await ask(gateway, LOOKUP);
    expect([refused.statusCode, refused.json()]).toEqual([401, {}]);
    const token = gateway.issuer.token('sub-andrew');
    expect((await ask(gateway, LOOKUP, { token })).json()).toMatchObject({ handle: 'bayko' });
    expect(await statusesOf(2, () => ask(gateway, LOOKUP, { token }))).toEqual([200, 429]);
  });
});

it('look-ups by who is signed in are counted together, by person, and not with those of the address', async () => {
  const gateway = await startGateway({ RATE_LIMIT_LOOKUP: '3/1d' });
  const token = gateway.issuer.token('sub-andrew');
  const profile = () => ask(gateway, '/api/users/@bayko', { token });
  const search = () => ask(gateway, '/api/users?prefix=b', { token });
  expect(await statusesOf(2, profile)).toEqual([200, 200]);
  expect(await statusesOf(2, search)).toEqual([200, 429]);
  const before = gateway.behind.received.length;
  const refused = await ask(gateway, '/api/users/@bayko', { token, from: '203.0.113.7' });
  expect([refused.statusCode, refused.json()]).toEqual([429, ['rate_limited_lookup']]);
  expect(gateway.behind.received).toHaveLength(before);
  expect((await ask(gateway, LOOKUP, { token })).statusCode).toBe(200);
  gateway.behind.subjects.set('sub-bayko', gateway.behind.bayko);
  const others = await ask(gateway, '/api/users?prefix=a', { token: gateway.issuer.token('sub-bayko') });
  expect([others.statusCode, others.headers['ratelimit-policy']]).toEqual([200, '"lookup";q=3;w=86400']);
  await gateway.stop();
});

describe('bad tokens', () => {
  let gateway: TestGateway;

  beforeEach(async () => {
    gateway = await startGateway({ RATE_LIMIT_BAD_TOKEN: '3/1d' });
  });
  afterEach(() => gateway.stop());

  it('are not even looked at beyond the limit of their address', async () => {
    const look = jest.spyOn(gateway.app.get(TokenVerifier), 'subjectOf');
    const answers = await statusesOf(6, () => list(gateway, { from: '203.0.113.7', token: badToken(gateway) }));
    expect(answers).toEqual([401, 401, 401, 429, 429, 429]);
    expect(look).toHaveBeenCalledTimes(3);
    const refused = await list(gateway, { from: '203.0.113.7', token: badToken(gateway) });
    expect(refused.json()).toEqual(['rate_limited_bad_token']);
    expect(refused.headers['ratelimit']).toBe(`"bad_token";r=0;t=${refused.headers['retry-after'] as string}`);
  });

  it('do not lock out whom the gateway remembers, nor who comes from elsewhere', async () => {
    const from = '203.0.113.7';
    const token = gateway.issuer.token('sub-andrew');
    expect((await list(gateway, { from, token })).statusCode).toBe(200);
    await statusesOf(4, () => list(gateway, { from, token: badToken(gateway) }));
    expect((await list(gateway, { from, token })).statusCode).toBe(200);
    expect((await list(gateway, { from: '203.0.113.8', token: gateway.issuer.token('sub-andrew') })).statusCode).toBe(
      200,
    );
  });

  it('are not those that are good, nor none at all', async () => {
    const good = await statusesOf(5, () => list(gateway, { token: gateway.issuer.token('sub-andrew') }));
    expect(good).toEqual([200, 200, 200, 200, 200]);
    expect(await statusesOf(5, () => list(gateway, {}))).toEqual([401, 401, 401, 401, 401]);
  });

  it('of ten thousand addresses leave no more in memory than those before them', async () => {
    const flood = async (network: string) => {
      const token = badToken(gateway);
      for (const i of range(10_000)) await list(gateway, { from: `2001:db8:${network}:${i.toString(16)}::1`, token });
    };
    await flood('a');
    const before = await settledHeap();
    await flood('b');
    // Kept, they would take 4 MB.
    expect((await settledHeap()) - before).toBeLessThan(1.5 * 1024 ** 2);
  });
});

describe('people who are unknown yet', () => {
  it('are asked for in the pool as often as their address may, and known people go on', async () => {
    const gateway = await startGateway({ RATE_LIMIT_SIGN_UP: '3/1d' });
    const from = '203.0.113.7';
    const stranger = () => list(gateway, { from, token: gateway.issuer.token(randomUUID()) });
    expect(await statusesOf(5, stranger)).toEqual([403, 403, 403, 429, 429]);
    expect((await stranger()).json()).toEqual(['rate_limited_sign_up']);
    const asked = gateway.behind.sentTo('/users/by-cognito-id/').filter(({ url }) => !url.endsWith('?registered=only'));
    expect(asked).toHaveLength(3);
    gateway.behind.subjects.set('sub-new', newPerson('new', 'New'));
    expect((await list(gateway, { from, token: gateway.issuer.token('sub-new') })).statusCode).toBe(200);
    await gateway.stop();
  });
});
