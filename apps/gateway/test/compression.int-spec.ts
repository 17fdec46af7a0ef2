import { gunzipSync } from 'node:zlib';
import { presentMessage } from '@app/common/contracts';
import { range } from '../../../test/support/range';
import { startGateway, type TestGateway } from './support/gateway';

describe('an answer', () => {
  let gateway: TestGateway;
  let page: string;

  beforeAll(async () => {
    gateway = await startGateway();
    page = `/api/messages/${gateway.behind.groupUuid}`;
  });
  afterAll(() => gateway.stop());

  const holdsMessages = (count: number): void => {
    const { behind } = gateway;
    behind.messagePage = { messages: range(count).map((i) => presentMessage(behind.message(i + 1))) };
  };
  const ask = (encoding: string | undefined, method: 'GET' | 'HEAD' = 'GET') =>
    gateway.app.inject({
      ...{ method, url: page },
      headers: { ...gateway.andrew, ...(encoding && { 'accept-encoding': encoding }) },
    });

  it.each([
    ['gzip, deflate, br, zstd', 'gzip'],
    ['br', 'br'],
    ['deflate', 'deflate'],
    ['identity', undefined],
    ['unheard-of', undefined],
    [undefined, undefined],
  ])('of more than 1 KB, to a caller that takes %s, is sent as %s', async (accepted, encoding) => {
    holdsMessages(50);
    const { headers, rawPayload } = await ask(accepted);
    expect(headers['content-encoding']).toBe(encoding);
    expect(headers['content-length']).toBe(String(rawPayload.length));
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
  });

  it('says the same in less when it is compressed', async () => {
    holdsMessages(50);
    const [plain, compressed] = [await ask(undefined), await ask('gzip')];
    expect(gunzipSync(compressed.rawPayload).equals(plain.rawPayload)).toBe(true);
    expect(compressed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 3);
  });

  it('of less than 1 KB is sent as it is', async () => {
    holdsMessages(2);
    expect((await ask('gzip')).headers['content-encoding']).toBeUndefined();
  });

  it('to HEAD tells the length that the one to GET has', async () => {
    holdsMessages(50);
    for (const encoding of [undefined, 'gzip']) {
      const [get, head] = [await ask(encoding), await ask(encoding, 'HEAD')];
      expect(head.headers['content-length']).toBe(get.headers['content-length']);
    }
  });

  it('is refused to a body that is compressed', async () => {
    const { statusCode } = await gateway.app.inject({
      method: 'POST',
      url: '/api/messages',
      headers: { ...gateway.andrew, 'content-type': 'application/json', 'content-encoding': 'gzip' },
      payload: Buffer.from('1f8b0800000000000003', 'hex'),
    });
    expect(statusCode).toBe(400);
  });
});
