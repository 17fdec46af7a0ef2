import { startGateway, type TestGateway } from './support/gateway';

const ELSEWHERE = '5ae290ed-55d1-47a0-bc6d-fe2bc2700399';
const NOT_FOUND = [404, ['message_group_not_found']];

describe('the REST contract of a conversation in its list', () => {
  let gateway: TestGateway;
  let path: string;

  beforeAll(async () => {
    gateway = await startGateway();
    path = `/api/message_groups/${gateway.behind.groupUuid}`;
  });
  beforeEach(() => {
    gateway.behind.received.length = 0;
  });
  afterAll(() => gateway.stop());

  const call = async (method: 'GET' | 'PUT' | 'DELETE', url: string, payload?: object) => {
    const answer = await gateway.app.inject({ method, url, headers: gateway.andrew, ...(payload && { payload }) });
    return [answer.statusCode, answer.json<unknown>()];
  };
  /** What the messages service was asked last. */
  const asked = () => {
    const { behind } = gateway;
    const { method, url, body } = behind.received.at(-1)!;
    return [method, url.replace(behind.groupUuid, ':group').replace(behind.andrew.uuid, ':andrew'), body];
  };

  it('GET answers one conversation as the list has it', async () => {
    expect(await call('GET', path.toUpperCase().replace('/API/MESSAGE_GROUPS', '/api/message_groups'))).toEqual([
      200,
      gateway.behind.group(9, 7),
    ]);
    expect(asked()).toEqual(['GET', '/users/:andrew/message-groups/:group', undefined]);
    expect(await call('GET', `/api/message_groups/${ELSEWHERE}`)).toEqual(NOT_FOUND);
  });

  it('GET answers what is unread of all', async () => {
    expect(await call('GET', '/api/message_groups/unread')).toEqual([200, gateway.behind.answers.unread]);
    expect(asked()).toEqual(['GET', '/users/:andrew/message-groups/unread', undefined]);
  });

  it.each([[{ force: true }], [{ force: false }], [{}]])('PUT moves the read marker: %j', async (force) => {
    expect(await call('PUT', `${path}/read`, { number: 4, ...force })).toEqual([
      200,
      { uuid: gateway.behind.groupUuid, last_read_number: 4 },
    ]);
    const readerUuid = gateway.behind.andrew.uuid;
    expect(asked()).toEqual(['PUT', '/conversations/:group/read', { readerUuid, number: 4, ...force }]);
  });

  it('PUT moves the marker of what was received', async () => {
    expect(await call('PUT', `${path}/received`, { number: 4 })).toEqual([
      200,
      { uuid: gateway.behind.groupUuid, last_received_number: 4 },
    ]);
    const readerUuid = gateway.behind.andrew.uuid;
    expect(asked()).toEqual(['PUT', '/conversations/:group/received', { readerUuid, number: 4 }]);
    expect(await call('PUT', `/api/message_groups/${ELSEWHERE}/received`, { number: 4 })).toEqual(NOT_FOUND);
  });

  it('GET answers how far the others have come', async () => {
    expect(await call('GET', `${path}/receipts`)).toEqual([200, gateway.behind.answers.receipts]);
    expect(asked()).toEqual(['GET', '/conversations/:group/receipts?readerUuid=:andrew', undefined]);
  });

  it('hears from its service that there are too many for receipts', async () => {
    gateway.behind.refusal = 'receipts_exceed_32_members';
    const answer = await call('GET', `${path}/receipts`);
    gateway.behind.refusal = undefined;
    expect(answer).toEqual([422, ['receipts_exceed_32_members']]);
  });

  it.each([
    ['mute', undefined, {}, { muted_until: 'forever' }],
    ['mute', {}, {}, { muted_until: 'forever' }],
    [
      'mute',
      { until: '2027-01-02T03:04:05+01:00' },
      { until: '2027-01-02T02:04:05.000Z' },
      { muted_until: '2027-01-02T02:04:05.000Z' },
    ],
    ['archive', undefined, {}, { archived: true }],
    ['archive', { number: 9 }, { number: 9 }, { archived: true }],
    ['pin', undefined, {}, { pinned_at: '2026-11-24T10:00:00.000Z' }],
  ])('PUT %s with %j answers the conversation as the list has it then', async (choice, payload, passedOn, made) => {
    const expected = { ...gateway.behind.group(9, 7), ...made };
    expect(await call('PUT', `${path}/${choice}`, payload)).toEqual([200, expected]);
    expect(asked()).toEqual(['PUT', `/users/:andrew/message-groups/:group/${choice}`, passedOn]);
    expect(await call('PUT', `/api/message_groups/${ELSEWHERE}/${choice}`, payload)).toEqual(NOT_FOUND);
  });

  it.each(['mute', 'archive', 'pin'])('DELETE %s answers the conversation as the list has it then', async (choice) => {
    expect(await call('DELETE', `${path}/${choice}`)).toEqual([200, gateway.behind.group(9, 7)]);
    expect(asked()).toEqual(['DELETE', `/users/:andrew/message-groups/:group/${choice}`, undefined]);
    expect(await call('DELETE', `/api/message_groups/${ELSEWHERE}/${choice}`)).toEqual(NOT_FOUND);
  });

  it.each(['PUT', 'DELETE'])('%s needs no body, though a client names the type of one', async (method) => {
    const headers = { ...gateway.andrew, 'content-type': 'application/json' };
    for (const choice of ['mute', 'archive', 'pin']) {
      expect((await fetch(`${gateway.url}${path}/${choice}`, { method, headers })).status).toBe(200);
    }
  });

  it('is told by its service that a time has passed', async () => {
    gateway.behind.refusal = 'until_malformed';
    const answer = await call('PUT', `${path}/mute`, { until: '2020-01-01T00:00:00Z' });
    gateway.behind.refusal = undefined;
    expect(answer).toEqual([422, ['until_malformed']]);
  });
});

describe('the REST contract of settings', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.stop());

  const call = (method: 'GET' | 'PUT', payload?: object) =>
    gateway.app.inject({ method, url: '/api/settings', headers: gateway.andrew, ...(payload && { payload }) });

  it("GET answers the caller's own", async () => {
    const answer = await call('GET');
    expect([answer.statusCode, answer.json()]).toEqual([200, { receipts: true, accepts: 'everybody' }]);
    expect(gateway.behind.received.at(-1)?.url).toBe(`/users/${gateway.behind.andrew.uuid}/settings`);
  });

  it.each([[{ receipts: false }], [{}]])('PUT changes what it names, and answers all: %j', async (change) => {
    const answer = await call('PUT', change);
    expect([answer.statusCode, answer.json()]).toEqual([200, { receipts: true, accepts: 'everybody', ...change }]);
    expect(gateway.behind.received.at(-1)?.body).toEqual(change);
  });
});
