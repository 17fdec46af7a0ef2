import { startGateway, type TestGateway } from './support/gateway';
import { sendThenRead } from './support/raw-request';

const JSON_TYPE = 'application/json';
const NOT_UTF8 = Buffer.from('{"message":"schl\u00fcssel"}', 'latin1');

describe('a request without a session', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.stop());

  it.each<[string, string | undefined, RequestInit['body']]>([
    ['none', undefined, undefined],
    ['one that is empty', JSON_TYPE, ''],
    ['broken JSON', JSON_TYPE, '{'],
    ['JSON of another type', JSON_TYPE, '[]'],
    ['one that is not UTF-8', JSON_TYPE, NOT_UTF8],
    ['one of another type', 'text/plain', 'hi'],
    ['a form', 'application/x-www-form-urlencoded', 'message=hi'],
    ['one of no type at all', 'nonsense', 'hi'],
    ['one megabyte', JSON_TYPE, 'a'.repeat(1_000_000)],
  ])('learns nothing of its body: %s', async (_what, type, body) => {
    for (const authorization of [undefined, 'Bearer null']) {
      for (const [method, path] of [
        ['POST', '/api/messages'],
        ['POST', '/api/profile/update'],
        ['PUT', `/api/message_groups/${gateway.behind.groupUuid}/read`],
        ['PUT', `/api/message_groups/${gateway.behind.groupUuid}/mute`],
        ['PATCH', `/api/messages/${gateway.behind.groupUuid}/7`],
        ['DELETE', `/api/messages/${gateway.behind.groupUuid}/7`],
        ['PUT', '/api/settings'],
      ]) {
        const headers = { ...(authorization && { authorization }), ...(type && { 'content-type': type }) };
        const answer = await fetch(`${gateway.url}${path}`, { method, headers, body });
        expect([answer.status, await answer.text()]).toEqual([401, '{}']);
      }
    }
  });

  it('is refused within hearing of a sender who listens only at the end of one megabyte', async () => {
    const head = `POST /api/messages HTTP/1.1\r\nhost: gateway\r\ncontent-type: ${JSON_TYPE}\r\ncontent-length: 1000000`;
    const answer = await sendThenRead(gateway.url, `${head}\r\n\r\n`, Buffer.alloc(1_000_000, 'a'));
    expect(answer).toMatch(/^HTTP\/1.1 401 [^]*\r\n\r\n\{\}$/);
  });

  it.each([
    ['an unknown address', 'POST', '/api/nothing', 404, 'not_found'],
    ['another method', 'PUT', '/api/messages', 405, 'method_not_allowed'],
    ['another method for a message', 'POST', '/api/messages/x/7', 405, 'method_not_allowed'],
  ])('learns of %s before anything of its body', async (_what, method, path, status, code) => {
    for (const [type, body] of [
      [JSON_TYPE, '{'],
      [JSON_TYPE, NOT_UTF8],
      ['text/plain', 'hi'],
      [JSON_TYPE, 'a'.repeat(1_000_000)],
    ] as const) {
      const answer = await fetch(`${gateway.url}${path}`, { method, headers: { 'content-type': type }, body });
      expect([answer.status, await answer.json()]).toEqual([status, [code]]);
    }
  });
});
