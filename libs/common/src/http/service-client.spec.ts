import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Registry } from 'prom-client';
import { z } from 'zod';
import type { ErrorCode } from '@app/common/errors';
import { correlated } from '@app/common/tracing';
import { eventually } from '../../../../test/support/eventually';
import { range } from '../../../../test/support/range';
import { asDomainError } from './as-domain-error';
import { CallMetrics } from './call-metrics';
import { ServiceClient } from './service-client';

describe('ServiceClient', () => {
  let server: Server | undefined;
  let client: ServiceClient;

  async function serving(listener: RequestListener): Promise<void> {
    server = createServer(listener).listen(0, '127.0.0.1');
    await new Promise((resolve) => server!.once('listening', resolve));
    client = new ServiceClient(
      'users',
      `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      new CallMetrics(new Registry()),
    );
  }
  afterEach(async () => {
    await client.close();
    server?.closeAllConnections();
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
    server = undefined;
  });

  it('sends the query and the body, and answers with what it got', async () => {
    await serving((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () =>
        response.end(JSON.stringify({ url: request.url, body: Buffer.concat(chunks).toString('utf8') })),
      );
    });
    const path = '/a';
    const query = { limit: 5, cursor: 'x&y', absent: undefined };
    expect(await client.request(z.unknown(), { method: 'POST', path, query, body: { text: 'ä' } })).toEqual({
      url: '/a?limit=5&cursor=x%26y',
      body: '{"text":"ä"}',
    });
  });

  it('carries the id of the request that it is made for, and no id where it is made for none', async () => {
    await serving((request, response) => response.end(JSON.stringify(request.headers['x-request-id'] ?? null)));
    const ask = () => client.request(z.unknown(), { method: 'GET', path: '/' });
    expect(await correlated({ requestId: 'one' }, ask)).toBe('one');
    expect(await ask()).toBeNull();
  });

  it('throws the error that the service threw', async () => {
    await serving((_, response) => response.writeHead(404).end('{"codes":["user_not_found"],"detail":"who?"}'));
    await expect(client.request(z.unknown(), { method: 'GET', path: '/' })).rejects.toMatchObject({
      codes: ['user_not_found'],
      message: 'users answered 404: who?',
    });
  });

  it('passes on when to come back', async () => {
    const body = '{"codes":["rate_limited_start"],"detail":"","retryAfter":17}';
    await serving((_, response) => response.writeHead(429).end(body));
    const error = { code: 'rate_limited_start', status: 429, retryAfter: 17 };
    await expect(client.request(z.unknown(), { method: 'POST', path: '/' })).rejects.toMatchObject(error);
  });

  it('finds nothing where the service refuses with the code for what is absent, and throws every other refusal', async () => {
    await serving((_, response) => response.writeHead(404).end('{"codes":["user_not_found"],"detail":"who?"}'));
    const find = (absent: ErrorCode) => client.find(z.unknown(), { method: 'GET', path: '/' }, absent);
    expect(await find('user_not_found')).toBeUndefined();
    await expect(find('message_group_not_found')).rejects.toMatchObject({ code: 'user_not_found' });
  });

  it('takes an answer in another form than ours for an internal error', async () => {
    await serving((_, response) => response.writeHead(502).end('<html>'));
    await expect(client.request(z.unknown(), { method: 'GET', path: '/' })).rejects.toMatchObject({
      code: 'internal_error',
    });
  });

  it('tells nothing of an answer that it cannot read', async () => {
    await serving((_, response) => response.end('meet me at noon'));
    const error: unknown = await client
      .request(z.unknown(), { method: 'GET', path: '/' })
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'internal_error', message: 'users answered what is not JSON' });
    expect(error).toHaveProperty('cause', undefined);
  });

  it('takes no answer of another shape, and names its fields without what they hold', async () => {
    await serving((_, response) => response.end('{"uuid":7,"handle":"meet me at noon"}'));
    const person = z.object({ uuid: z.string(), handle: z.string().max(5), displayName: z.string() });
    const error: unknown = await client
      .request(person, { method: 'GET', path: '/' })
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'internal_error',
      message: expect.stringMatching(/^users answered another shape: uuid: .*; handle: .*; displayName: /) as string,
    });
    expect(String(error)).not.toContain('noon');
  });

  it('reads a second time when the connection breaks, and never writes a second time', async () => {
    let calls = 0;
    await serving((request, response) => {
      calls += 1;
      if (calls === 1 || request.method === 'POST') request.socket.destroy();
      else response.end('{}');
    });
    await expect(client.request(z.unknown(), { method: 'GET', path: '/' })).resolves.toEqual({});
    expect(calls).toBe(2);
    await expect(client.request(z.unknown(), { method: 'POST', path: '/', body: {} })).rejects.toMatchObject({
      code: 'service_unavailable',
      retriable: true,
    });
    expect(calls).toBe(3);
  });

  describe('for a caller who hangs up', () => {
    let left: string[];
    let leave: AbortController;
    let release: () => void;

    beforeEach(async () => {
      left = [];
      leave = new AbortController();
      const held = new Promise<void>((resolve) => (release = resolve));
      await serving((request, response) => {
        response.on('close', () => response.writableFinished || left.push(request.method!));
        arrived += 1;
        void held.then(() => response.end('{}'));
      });
    });

    let arrived = 0;
    beforeEach(() => (arrived = 0));
    const call = (method: 'GET' | 'POST') =>
      correlated({ callerGone: leave.signal }, () => client.request(z.unknown(), { method, path: '/' }));

    it('breaks a read off, and does not try it a second time', async () => {
      const read = call('GET');
      await eventually(() => expect(arrived).toBe(1));
      leave.abort();
      await expect(read).rejects.toMatchObject({ code: 'caller_gone' });
      await eventually(() => expect(left).toEqual(['GET']));
      expect(arrived).toBe(1);
    });

    it('lets a write that was sent go on to its end', async () => {
      const write = call('POST');
      await eventually(() => expect(arrived).toBe(1));
      leave.abort();
      release();
      await expect(write).resolves.toEqual({});
      expect(left).toEqual([]);
    });

    it('sends nothing that has not been sent', async () => {
      const first = range(64).map(() => client.request(z.unknown(), { method: 'GET', path: '/' }));
      await eventually(() => expect(arrived).toBe(64));
      const write = call('POST');
      leave.abort();
      await expect(write).rejects.toMatchObject({ code: 'caller_gone' });
      await expect(call('GET')).rejects.toMatchObject({ code: 'caller_gone' });
      release();
      await Promise.all(first);
      await client.request(z.unknown(), { method: 'GET', path: '/' });
      expect(arrived).toBe(65);
    });
  });

  it('refuses at once what too many others wait before, and asks for signs of life all the same', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await serving((request, response) => {
      if (request.url === '/health/live') response.end('{}');
      else void held.then(() => response.end('{}'));
    });
    const ask = () => client.request(z.unknown(), { method: 'GET', path: '/' });
    const first = range(128).map(ask);
    await expect(ask()).rejects.toMatchObject({ code: 'overloaded', status: 503 });
    await client.lives();
    release();
    await Promise.all(first);
    await expect(ask()).resolves.toEqual({});
  });

  it('says which service does not answer', async () => {
    client = new ServiceClient('users', 'http://127.0.0.1:1', new CallMetrics(new Registry()));
    await expect(client.request(z.unknown(), { method: 'GET', path: '/' })).rejects.toMatchObject({
      code: 'service_unavailable',
      message: 'users does not answer',
    });
  });

  it('is told as a mistake of ours, which no repetition mends, where the request cannot be made', async () => {
    await serving((_, response) => response.end('{}'));
    const body: { itself?: unknown } = {};
    body.itself = body;
    for (const request of [{ path: '/', body }, { path: 'no path' }]) {
      const asked = client.request(z.unknown(), { method: 'PUT', ...request });
      await expect(asked.catch((thrown: unknown) => Promise.reject(asDomainError(thrown)))).rejects.toMatchObject({
        code: 'internal_error',
      });
    }
  });
});
