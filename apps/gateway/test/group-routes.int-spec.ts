import { presentPerson } from '@app/common/contracts';
import { startGateway, type TestGateway } from './support/gateway';

const ELSEWHERE = '5ae290ed-55d1-47a0-bc6d-fe2bc2700399';
const NOT_FOUND = [404, ['message_group_not_found']];

describe('the REST contract of groups', () => {
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

  const call = async (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    payload?: object,
    headers: Record<string, string> = {},
  ) => {
    const answer = await gateway.app.inject({
      ...{ method, url, headers: { ...gateway.andrew, ...headers } },
      ...(payload && { payload }),
    });
    return [answer.statusCode, answer.json<unknown>()];
  };
  /** What the messages service was asked last. */
  const asked = () => {
    const { behind } = gateway;
    const { method, url, body } = behind.received.at(-1)!;
    return [method, url.replace(behind.groupUuid, ':group').replace(behind.andrew.uuid, ':andrew'), body];
  };

  it('POST starts a group, and answers it as the list has it', async () => {
    const body = { handles: ['@Bayko ', 'londo'], name: ' Station ', history: 'all' };
    expect(await call('POST', '/api/message_groups', body, { 'idempotency-key': 'one' })).toEqual([
      200,
      gateway.behind.station(),
    ]);
    const passedOn = { handles: ['Bayko', 'londo'], name: 'Station', history: 'all', startKey: 'one' };
    expect(asked()).toEqual(['POST', '/groups', { creator: gateway.behind.andrew, ...passedOn }]);
  });

  it('PATCH gives it another name, or none', async () => {
    for (const name of ['Station 5', null]) {
      expect(await call('PATCH', path, { name })).toEqual([
        200,
        gateway.behind.station({ name, last_kind: 'renamed' }),
      ]);
      expect(asked()).toEqual(['PATCH', '/groups/:group', { caller: gateway.behind.andrew, name }]);
    }
    expect(await call('PATCH', `/api/message_groups/${ELSEWHERE}`, { name: 'x' })).toEqual(NOT_FOUND);
  });

  it('PUT owner hands it over', async () => {
    const expected = gateway.behind.station({ last_kind: 'owner_changed' });
    expect(await call('PUT', `${path}/owner`, { handle: '@bayko' })).toEqual([200, expected]);
    expect(asked()).toEqual(['PUT', '/groups/:group/owner', { caller: gateway.behind.andrew, handle: 'bayko' }]);
    expect(await call('PUT', `/api/message_groups/${ELSEWHERE}/owner`, { handle: 'bayko' })).toEqual(NOT_FOUND);
  });

  it.each([
    ['PUT', { last_kind: 'added' }],
    ['DELETE', { last_kind: 'left', left: true }],
  ] as const)('%s of a member answers the group as the list has it then', async (method, made) => {
    expect(await call(method, `${path}/members/@%20Jos%C3%A9`)).toEqual([200, gateway.behind.station(made)]);
    expect(asked()).toEqual([method, '/groups/:group/members', { caller: gateway.behind.andrew, handle: 'José' }]);
    expect(await call(method, `/api/message_groups/${ELSEWHERE}/members/@bayko`)).toEqual(NOT_FOUND);
  });

  it.each(['PUT', 'DELETE'])('%s of a member needs no body, though a client names the type of one', async (method) => {
    const headers = { ...gateway.andrew, 'content-type': 'application/json' };
    expect((await fetch(`${gateway.url}${path}/members/@bayko`, { method, headers })).status).toBe(200);
  });

  it('GET answers who is in it', async () => {
    const { andrew, bayko } = gateway.behind;
    expect(await call('GET', `${path}/members`)).toEqual([
      200,
      [
        { ...presentPerson(andrew), owner: true },
        { ...presentPerson(bayko), owner: false },
      ],
    ]);
    expect(asked()).toEqual(['GET', '/groups/:group/members?readerUuid=:andrew', undefined]);
  });

  it.each([
    ['handles_unknown', 422],
    ['idempotency_key_reused', 422],
    ['member_takes_no_messages', 403],
    ['message_groups_off', 403],
  ] as const)('hears from its service: %s', async (code, status) => {
    gateway.behind.refusal = code;
    const answer = await call('POST', '/api/message_groups', { handles: ['bayko', 'londo'] });
    gateway.behind.refusal = undefined;
    expect(answer).toEqual([status, [code]]);
  });

  it('hears that the caller has started too many', async () => {
    gateway.behind.refusal = { code: 'rate_limited_start', retryAfter: 7 };
    const answer = await call('POST', '/api/message_groups', { handles: ['bayko', 'londo'] });
    gateway.behind.refusal = undefined;
    expect(answer).toEqual([429, ['rate_limited_start']]);
  });
});
