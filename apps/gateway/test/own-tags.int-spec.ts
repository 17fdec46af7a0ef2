import { presentOneMessage } from '@app/common/contracts';
import { startGateway, type TestGateway } from './support/gateway';

describe('the tag of one message', () => {
  let gateway: TestGateway;
  let path: string;

  beforeAll(async () => {
    gateway = await startGateway();
    path = `/api/messages/${gateway.behind.groupUuid}/7`;
    const text = 'a'.repeat(1_024);
    gateway.behind.oneMessage = presentOneMessage({ ...gateway.behind.message(7, text), revision: 12 });
  });
  afterAll(() => gateway.stop());

  const read = (headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') =>
    gateway.app.inject({ method, url: path, headers: { ...gateway.andrew, ...headers } });

  it('is strong, so its bytes are the same to every caller, however much a compression would spare', async () => {
    const plain = await read();
    for (const encoding of ['gzip', 'br', 'deflate, gzip']) {
      const answer = await read({ 'accept-encoding': encoding });
      expect([answer.headers.etag, answer.headers['content-encoding']]).toEqual(['"12"', undefined]);
      expect(answer.rawPayload.equals(plain.rawPayload)).toBe(true);
    }
    const change = { method: 'PATCH', url: path, payload: { message: 'b'.repeat(1_024) } } as const;
    const changed = await gateway.app.inject({
      ...change,
      headers: { ...gateway.andrew, 'accept-encoding': 'gzip' },
    });
    expect([changed.headers.etag, changed.headers['content-encoding']]).toEqual(['"13"', undefined]);
    expect(changed.rawPayload.length).toBeGreaterThan(1_024);
  });

  it('never makes the answer a 304: what is told beside the message may have changed', async () => {
    const { behind } = gateway;
    for (const named of ['"12"', 'W/"12"', '*', '"11"']) {
      expect((await read({ 'if-none-match': named })).statusCode).toBe(200);
    }
    behind.oneMessage = { ...behind.oneMessage, reply_to: quotationBy(behind.bayko) };
    const answer = await read({ 'if-none-match': '"12"' });
    expect([answer.headers.etag, answer.json()]).toEqual(['"12"', behind.oneMessage]);
  });

  it('is on the answer to HEAD, with the length of the one to GET', async () => {
    const [get, head] = [await read(), await read({ 'accept-encoding': 'gzip' }, 'HEAD')];
    expect([head.statusCode, head.payload, head.headers.etag]).toEqual([200, '', '"12"']);
    expect(head.headers['content-length']).toBe(get.headers['content-length']);
  });

  it('is missing where its service does not tell the revision, which is a fault of ours', async () => {
    const { behind } = gateway;
    const message = behind.oneMessage;
    behind.oneMessage = { ...message, revision: NaN };
    const answer = await read();
    behind.oneMessage = message;
    expect([answer.statusCode, answer.json(), answer.headers.etag]).toEqual([500, ['internal_error'], undefined]);
  });

  it('is not on a page, nor on what is told about a message, which have weak ones', async () => {
    for (const url of [`${path}/reactions`, `${path}/history`, `/api/message_groups/${gateway.behind.groupUuid}`]) {
      const answer = await gateway.app.inject({ method: 'GET', url, headers: gateway.andrew });
      expect(answer.headers.etag).toMatch(/^W\/"/);
      const headers = { ...gateway.andrew, 'if-none-match': String(answer.headers.etag) };
      expect((await gateway.app.inject({ method: 'GET', url, headers })).statusCode).toBe(304);
    }
  });
});

const quotationBy = ({ uuid, handle, displayName }: { uuid: string; handle: string; displayName: string }) => ({
  ...{ number: 4, uuid, user_uuid: uuid, handle, display_name: displayName },
  ...{ message: 'before', deleted: false },
});
