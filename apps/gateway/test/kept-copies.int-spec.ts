import { presentMessage } from '@app/common/contracts';
import { range } from '../../../test/support/range';
import { startGateway, type TestGateway } from './support/gateway';

const TAG = /^W\/"[\w-]{43}"$/;

describe('an answer that a caller has kept', () => {
  let gateway: TestGateway;
  let page: string;

  beforeAll(async () => {
    gateway = await startGateway();
    const { behind } = gateway;
    page = `/api/messages/${behind.groupUuid}`;
    behind.messagePage = { messages: range(50).map((i) => presentMessage(behind.message(i + 1))), older: '1' };
    behind.groupPage = { groups: [behind.group(9, 7)] };
  });
  afterAll(() => gateway.stop());

  const ask = (url: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') =>
    gateway.app.inject({ method, url, headers: { ...gateway.andrew, ...headers } });
  const tagOf = async (url: string, headers: Record<string, string> = {}): Promise<string> =>
    String((await ask(url, headers)).headers.etag);
  const reads = (): [string][] => [
    [page],
    ['/api/message_groups'],
    ['/api/profile'],
    ['/api/users/@bayko'],
    ['/api/users?prefix=b'],
  ];

  it('is named by what it says, for its caller alone, and is to be asked for again', async () => {
    for (const [url] of reads()) {
      const { headers } = await ask(url);
      expect(headers).toMatchObject({
        etag: expect.stringMatching(TAG) as string,
        'cache-control': 'private, no-cache',
        vary: expect.stringContaining('accept-encoding') as string,
      });
    }
  });

  it('is not sent again while it holds, and still leads on', async () => {
    for (const [url] of reads()) {
      const { statusCode, payload, headers } = await ask(url, { 'if-none-match': await tagOf(url) });
      expect({ statusCode, payload }).toEqual({ statusCode: 304, payload: '' });
      expect(headers).toMatchObject({ etag: await tagOf(url), 'cache-control': 'private, no-cache' });
      expect(headers).not.toHaveProperty('content-type');
    }
    expect((await ask(page, { 'if-none-match': await tagOf(page) })).headers.link).toContain('rel="prev"');
  });

  it.each<[string, (tag: string) => string]>([
    ['among others', (tag) => `"other", ${tag}`],
    ['as if it were strong', (tag) => tag.slice(2)],
    ['as any', () => '*'],
  ])('is known by its tag %s', async (_how, named) => {
    expect((await ask(page, { 'if-none-match': named(await tagOf(page)) })).statusCode).toBe(304);
  });

  it.each<[string, (tag: string) => string]>([
    ['another', () => 'W/"other"'],
    ['a part of its own', (tag) => tag.slice(0, -3)],
    ['none', () => ''],
  ])('is sent to a caller that names %s', async (_which, named) => {
    const { statusCode, payload } = await ask(page, { 'if-none-match': named(await tagOf(page)) });
    expect({ statusCode, count: (JSON.parse(payload) as unknown[]).length }).toEqual({ statusCode: 200, count: 50 });
  });

  it('is another one as soon as it says something else', async () => {
    const before = await tagOf('/api/message_groups');
    gateway.behind.groupPage = { groups: [gateway.behind.group(10, 7)] };
    const { statusCode, headers } = await ask('/api/message_groups', { 'if-none-match': before });
    expect(statusCode).toBe(200);
    expect(headers.etag).not.toBe(before);
  });

  it('is the same compressed or not', async () => {
    const tag = await tagOf(page);
    expect(await tagOf(page, { 'accept-encoding': 'gzip' })).toBe(tag);
    const again = await ask(page, { 'accept-encoding': 'gzip', 'if-none-match': tag });
    expect([again.statusCode, again.headers['content-encoding']]).toEqual([304, undefined]);
  });

  it('can be asked for by HEAD, without the body', async () => {
    const { statusCode, headers, payload } = await ask(page, {}, 'HEAD');
    expect({ statusCode, payload }).toEqual({ statusCode: 200, payload: '' });
    expect(headers.etag).toBe(await tagOf(page));
    expect((await ask(page, { 'if-none-match': String(headers.etag) }, 'HEAD')).statusCode).toBe(304);
  });
});
