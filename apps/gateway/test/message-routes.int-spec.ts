import { presentedMessage, presentedSentMessage, presentMessage, presentOneMessage } from '@app/common/contracts';
import { startGateway, type TestGateway } from './support/gateway';

const ELSEWHERE = '5ae290ed-55d1-47a0-bc6d-fe2bc2700399';

describe('the REST contract of one message', () => {
  let gateway: TestGateway;
  let path: string;

  beforeAll(async () => {
    gateway = await startGateway();
    path = `/api/messages/${gateway.behind.groupUuid}/7`;
    gateway.behind.oneMessage = presentOneMessage({
      ...gateway.behind.message(7),
      ...{ revision: 3, editedAt: '2026-11-24T11:00:00.000Z', reactions: { '👍': 2 } },
    });
  });
  beforeEach(() => {
    gateway.behind.received.length = 0;
  });
  afterAll(() => gateway.stop());

  const call = (
    method: 'GET' | 'PATCH' | 'DELETE' | 'PUT',
    url: string,
    { payload, headers = {} }: { payload?: object; headers?: Record<string, string> } = {},
  ) => gateway.app.inject({ method, url, headers: { ...gateway.andrew, ...headers }, ...(payload && { payload }) });
  /** What the messages service was asked last. */
  const asked = () => {
    const { method, url, body } = gateway.behind.sentTo('/conversations').at(-1)!;
    return [method, url.replace(gateway.behind.groupUuid, ':group'), body];
  };
  const byAndrew = () => ({ userUuid: gateway.behind.andrew.uuid });
  const toAndrew = () => `readerUuid=${gateway.behind.andrew.uuid}`;

  it('GET answers the message, in the bytes of its service, under its revision', async () => {
    const answer = await call('GET', path);
    expect([answer.statusCode, answer.json()]).toEqual([200, gateway.behind.oneMessage]);
    expect(answer.headers).toMatchObject({ etag: '"3"', 'cache-control': 'private, no-cache' });
    expect(presentedSentMessage.parse(answer.json())).toEqual(answer.json());
    expect(asked()).toEqual(['GET', `/conversations/:group/messages/7?${toAndrew()}`, undefined]);
  });

  it('PATCH sets another text, under the next revision', async () => {
    const answer = await call('PATCH', path.toUpperCase().replace('/API/MESSAGES', '/api/messages'), {
      payload: { message: ' hello \r\n' },
    });
    expect([answer.statusCode, answer.json()]).toEqual([200, expect.objectContaining({ message: 'hello' })]);
    expect(answer.headers).toMatchObject({ etag: '"4"', 'cache-control': 'private, no-cache' });
    expect(asked()).toEqual(['PATCH', '/conversations/:group/messages/7', { ...byAndrew(), text: 'hello' }]);
  });

  it('DELETE takes the text away', async () => {
    const answer = await call('DELETE', path);
    expect([answer.statusCode, answer.json()]).toEqual([200, expect.objectContaining({ message: '', revision: 4 })]);
    expect(answer.headers.etag).toBe('"4"');
    expect(asked()).toEqual(['DELETE', '/conversations/:group/messages/7', byAndrew()]);
  });

  it.each([
    ['PATCH', { message: 'hello' }],
    ['DELETE', undefined],
  ] as const)('%s is refused where the message is none of those that If-Match names', async (method, payload) => {
    const changed = (ifMatch: string) =>
      call(method, path, { headers: { 'if-match': ifMatch }, ...(payload && { payload }) });
    const refused = await changed('"1", W/"2"');
    expect([refused.statusCode, refused.json()]).toEqual([412, ['message_changed_meanwhile']]);
    expect(refused.headers.etag).toBeUndefined();
    expect(asked()[2]).toMatchObject({ ifRevision: [1, 2] });
    for (const ifMatch of ['"3"', 'W/"3"', '*']) expect((await changed(ifMatch)).statusCode).toBe(200);
    expect(asked()[2]).not.toHaveProperty('ifRevision');
  });

  it.each([
    ['PUT', '👨‍👩‍👧‍👦'],
    ['DELETE', '👨‍👩‍👧‍👦'],
    ['PUT', '%/?#'],
    ['PUT', '\u{1f468}\u200d'.repeat(21)],
  ] as const)('%s of a reaction answers the message, under the next revision: %s', async (method, emoji) => {
    const answer = await call(method, `${path}/reactions/${encodeURIComponent(emoji)}`);
    expect([answer.statusCode, answer.json()]).toEqual([200, expect.objectContaining({ number: 7, revision: 4 })]);
    expect(answer.headers).toMatchObject({ etag: '"4"', 'cache-control': 'private, no-cache' });
    expect(asked()).toEqual([
      method,
      `/conversations/:group/messages/7/reactions/${encodeURIComponent(emoji)}`,
      byAndrew(),
    ]);
  });

  it.each(['DELETE', 'PUT'] as const)('%s needs no body, though a client names the type of one', async (method) => {
    const headers = { ...gateway.andrew, 'content-type': 'application/json' };
    const url = `${gateway.url}${path}/reactions/${encodeURIComponent('👍')}`;
    expect((await fetch(url, { method, headers })).status).toBe(200);
  });

  it('GET answers the texts that the message has had', async () => {
    const answer = await call('GET', `${path}/history`);
    expect([answer.statusCode, answer.json()]).toEqual([200, gateway.behind.answers.history]);
    expect(asked()).toEqual(['GET', `/conversations/:group/messages/7/history?${toAndrew()}`, undefined]);
  });

  it('GET answers who has reacted', async () => {
    const answer = await call('GET', `${path}/reactions`);
    expect([answer.statusCode, answer.json()]).toEqual([200, gateway.behind.answers.reactions]);
    expect(asked()).toEqual(['GET', `/conversations/:group/messages/7/reactions?${toAndrew()}`, undefined]);
  });

  it('is not found where there is no such conversation', async () => {
    for (const method of ['GET', 'DELETE'] as const) {
      const answer = await call(method, path.replace(gateway.behind.groupUuid, ELSEWHERE));
      expect([answer.statusCode, answer.json()]).toEqual([404, ['message_group_not_found']]);
    }
  });

  it.each([
    ['message_not_found', 404],
    ['message_not_own', 403],
    ['message_edit_too_late', 403],
    ['message_deleted', 409],
    ['message_edits_exceed_64', 422],
  ] as const)('is refused as its service says: %s', async (code, status) => {
    gateway.behind.refusal = code;
    const answer = await call('PATCH', path, { payload: { message: 'hello' } });
    gateway.behind.refusal = undefined;
    expect([answer.statusCode, answer.json()]).toEqual([status, [code]]);
    expect(answer.headers.etag).toBeUndefined();
  });
});

describe('the REST contract of what a client has missed', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.stop());

  it('answers entries and revisions behind those that the client has, and whether there is more', async () => {
    const { behind } = gateway;
    const message = presentMessage(behind.message(8));
    const revision = { revision: 4, number: 8, user_uuid: behind.bayko.uuid, created_at: '2026-11-24T10:00:00.000Z' };
    behind.answers.changes = {
      entries: [message],
      revisions: [{ ...revision, kind: 'reacted', message }],
      has_more: true,
    };
    const url = `/api/messages/${behind.groupUuid}/changes?after_number=7&after_revision=3&limit=2`;
    const answer = await gateway.app.inject({ method: 'GET', url, headers: gateway.andrew });
    expect([answer.statusCode, answer.json()]).toEqual([200, behind.answers.changes]);
    expect(presentedMessage.parse(message)).toEqual(message);
    const asked = new URL(behind.received.at(-1)!.url, gateway.url);
    expect([asked.pathname, Object.fromEntries(asked.searchParams)]).toEqual([
      `/conversations/${behind.groupUuid}/changes`,
      { readerUuid: behind.andrew.uuid, afterNumber: '7', afterRevision: '3', limit: '2' },
    ]);
  });
});
