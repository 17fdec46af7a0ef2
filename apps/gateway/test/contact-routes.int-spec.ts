import { startGateway, type TestGateway } from './support/gateway';

const BODY = { reason: ' It is rude.\r\nVery. ' };

describe('the REST contract of who may write to whom', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startGateway();
  });
  beforeEach(() => {
    gateway.behind.received.length = 0;
    gateway.behind.refusal = undefined;
  });
  afterAll(() => gateway.stop());

  type Method = 'GET' | 'PUT' | 'DELETE' | 'POST';
  const ask = async (method: Method, url: string, payload?: object, headers: Record<string, string> = {}) => {
    const answer = await gateway.app.inject({
      ...{ method, url },
      headers: { ...gateway.andrew, ...headers },
      ...(payload && { payload }),
    });
    return [answer.statusCode, answer.json<unknown>()];
  };
  const asked = () =>
    gateway.behind.received
      .filter(({ url }) => !url.startsWith('/users/by-'))
      .map(({ method, url, body }) => [method, url, body]);
  const own = () => `/users/${gateway.behind.andrew.uuid}`;
  const bayko = () => ({ uuid: gateway.behind.bayko.uuid, handle: 'bayko', display_name: 'Andrew Bayko' });

  it.each(['@bayko', '@%20Bayko', '@@bayko'])(
    'blocks somebody whose handle is typed as people do: %s',
    async (typed) => {
      expect(await ask('PUT', `/api/blocks/${typed}`)).toEqual([
        200,
        { ...bayko(), created_at: '2026-11-24T10:00:00.000Z' },
      ]);
      const { uuid, handle, displayName } = gateway.behind.bayko;
      expect(asked()).toEqual([['PUT', `${own()}/blocks/${uuid}`, { handle, displayName }]]);
    },
  );

  it('takes a block back, and lists them', async () => {
    expect(await ask('DELETE', '/api/blocks/@bayko')).toEqual([200, bayko()]);
    expect(await ask('GET', '/api/blocks')).toEqual([200, gateway.behind.answers.blocks]);
    expect(asked().map(([method, url]) => [method, url])).toEqual([
      ['DELETE', `${own()}/blocks/${gateway.behind.bayko.uuid}`],
      ['GET', `${own()}/blocks`],
    ]);
  });

  it.each([
    ['PUT', '@nobody', 404, 'user_not_found'],
    ['DELETE', '@nobody', 404, 'user_not_found'],
    ['PUT', '@%00', 404, 'user_not_found'],
    ['PUT', '@andrewbrown', 422, 'user_handle_own'],
  ] as const)('refuses %s of %s', async (method, handle, status, code) => {
    expect(await ask(method, `/api/blocks/${handle}`)).toEqual([status, [code]]);
    expect(asked()).toEqual([]);
  });

  it('lists requests page by page', async () => {
    gateway.behind.groupPage = { groups: [gateway.behind.group(1, 0)], older: 'n', newer: 'p' };
    const answer = await gateway.app.inject({
      ...{ method: 'GET', url: '/api/message_requests?limit=1&cursor=c' },
      headers: gateway.andrew,
    });
    expect([answer.statusCode, answer.json()]).toEqual([200, [gateway.behind.group(1, 0)]]);
    expect(answer.headers.link).toBe(
      '</api/message_requests?cursor=n&limit=1>; rel="next", </api/message_requests?cursor=p&limit=1>; rel="prev"',
    );
    expect(asked()).toEqual([['GET', `${own()}/message-requests?limit=1&cursor=c`, undefined]]);
    expect(await ask('GET', '/api/message_requests?limit=0')).toEqual([422, ['limit_out_of_range_1_200']]);
    expect(await ask('GET', '/api/message_requests?cursor=')).toEqual([422, ['cursor_malformed']]);
  });

  it.each(['PUT', 'DELETE'] as const)('answers %s of a request with the conversation', async (method) => {
    const { groupUuid } = gateway.behind;
    const address = `/api/message_requests/${groupUuid}`;
    expect(await ask(method, address)).toEqual([200, gateway.behind.group(1, 0)]);
    expect(asked().map(([, url]) => url)).toEqual([`${own()}/message-requests/${groupUuid}`]);
    expect(await ask(method, '/api/message_requests/x')).toEqual([422, ['message_group_uuid_malformed']]);
    const elsewhere = '/api/message_requests/5ae290ed-55d1-47a0-bc6d-fe2bc2700399';
    expect(await ask(method, elsewhere)).toEqual([404, ['message_request_not_found']]);
  });

  it('reports a message by its address, in the words of the reporter', async () => {
    const { andrew, groupUuid } = gateway.behind;
    const [status, made] = await ask('POST', `/api/messages/${groupUuid}/2/report`, BODY, { 'idempotency-key': 'k' });
    expect([status, made]).toMatchObject([
      200,
      { message_group_uuid: groupUuid, number: 2, reason: 'It is rude.\nVery.' },
    ]);
    const inner = `/conversations/${groupUuid}/messages/2/report`;
    expect(asked()).toEqual([['POST', inner, { reporter: andrew, reason: 'It is rude.\nVery.' }]]);
  });

  it.each<[string, string, object, Record<string, string>, string[]]>([
    ['no reason', '2', {}, {}, ['reason_blank']],
    ['a reason that shows nothing', '2', { reason: ' \u200b' }, {}, ['reason_blank']],
    ['a reason that is no text', '2', { reason: ['x'] }, {}, ['reason_malformed']],
    ['a control', '2', { reason: 'a\u0000' }, {}, ['reason_malformed']],
    ['a long reason', '2', { reason: 'x'.repeat(1025) }, {}, ['reason_exceed_max_chars_1024']],
    ['an odd number', '0', { reason: 'x' }, {}, ['number_malformed']],
    ['an odd key', '2', { reason: 'x' }, { 'idempotency-key': 'a b' }, ['idempotency_key_malformed']],
    [
      'all of it',
      'x',
      {},
      { 'idempotency-key': '' },
      ['number_malformed', 'idempotency_key_malformed', 'reason_blank'],
    ],
  ])('takes no report with %s', async (_what, number, body, headers, codes) => {
    const address = `/api/messages/${gateway.behind.groupUuid}/${number}/report`;
    expect(await ask('POST', address, body, headers)).toEqual([422, codes]);
    expect(asked()).toEqual([]);
  });

  it.each([
    ['message_group_not_found', 404],
    ['message_not_found', 404],
    ['message_own', 422],
    ['message_deleted', 409],
  ] as const)('tells why a message cannot be reported: %s', async (code, status) => {
    gateway.behind.refusal = code;
    expect(await ask('POST', `/api/messages/${gateway.behind.groupUuid}/2/report`, BODY)).toEqual([status, [code]]);
  });

  it('lets one person report so often, apart from all else', async () => {
    const limited = await startGateway({ RATE_LIMIT_REPORT: '1/1d' });
    const url = `/api/messages/${limited.behind.groupUuid}/2/report`;
    const report = () =>
      limited.app.inject({ method: 'POST', url, headers: limited.andrew, payload: { reason: 'It is rude.' } });
    expect((await report()).statusCode).toBe(200);
    const refused = await report();
    expect([refused.statusCode, refused.json()]).toEqual([429, ['rate_limited_report']]);
    expect(refused.headers['ratelimit-policy']).toBe('"report";q=1;w=86400');
    const block = { method: 'PUT', url: '/api/blocks/@bayko', headers: limited.andrew } as const;
    expect((await limited.app.inject(block)).statusCode).toBe(200);
    await limited.stop();
  });

  it.each([
    ['recipient_takes_no_messages', 403],
    ['recipient_blocked', 409],
  ] as const)('tells who sends that %s', async (code, status) => {
    gateway.behind.refusal = code;
    expect(await ask('POST', '/api/messages', { handle: 'bayko', message: 'hi' })).toEqual([status, [code]]);
  });
});
