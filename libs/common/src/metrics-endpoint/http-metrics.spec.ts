import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { Registry } from 'prom-client';
import { eventually } from '../../../../test/support/eventually';
import { measureRequests } from './http-metrics';

describe('the metrics of requests', () => {
  let server: FastifyInstance;
  let registry: Registry;
  let answer: () => void = () => undefined;

  beforeEach(async () => {
    registry = new Registry();
    server = fastify();
    measureRequests(server, registry);
    server.get('/messages/:group', () => ({}));
    server.get('/health/ready', { config: { isProbe: true } }, (_request, reply) => reply.status(503).send());
    server.post('/broken', () => {
      throw new Error('broken');
    });
    server.get('/slow', (_request, reply) => void (answer = () => void reply.send('late')));
    await server.listen({ port: 0, host: '127.0.0.1' });
  });
  afterEach(() => server.close());

  const url = (): string => `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  const request = async (path: string, method = 'GET'): Promise<void> => {
    await (await fetch(url() + path, { method })).text();
  };
  const lines = async (): Promise<string[]> => (await registry.metrics()).split('\n');
  const count = (method: string, route: string, status: string): string =>
    `cruddur_http_request_duration_seconds_count{method="${method}",route="${route}",status="${status}"}`;
  const counts = async (): Promise<string[]> =>
    (await lines()).filter((line) => line.startsWith('cruddur_http_request_duration_seconds_count'));

  it('tell the pattern of a route, never its parameters', async () => {
    await request('/messages/one?limit=1');
    await request('/messages/two');
    await eventually(async () => expect(await counts()).toEqual([`${count('GET', '/messages/:group', '2xx')} 2`]));
  });

  it('take all unknown paths for one, and no probe', async () => {
    await request('/a');
    await request('/b/c');
    await request('/health/ready');
    await eventually(async () => expect(await counts()).toEqual([`${count('GET', 'unknown', '4xx')} 2`]));
  });

  it('are those of one application, whatever others live in the process', async () => {
    const other = new Registry();
    measureRequests(fastify(), other);
    await request('/messages/one');
    await eventually(async () => expect(await counts()).toHaveLength(1));
    expect(await other.metrics()).not.toContain('route=');
  });

  it('tell what failed', async () => {
    await request('/broken', 'POST');
    await eventually(async () => expect(await counts()).toEqual([`${count('POST', '/broken', '5xx')} 1`]));
  });

  it('tell what is under way, and end with it when the caller hangs up', async () => {
    const caller = connect((server.server.address() as AddressInfo).port, '127.0.0.1');
    caller.write('GET /slow HTTP/1.1\r\nHost: test\r\n\r\n');
    await eventually(async () => expect(await lines()).toContain('cruddur_http_requests_in_flight 1'));
    caller.destroy();
    await eventually(async () => expect(await lines()).toContain('cruddur_http_requests_in_flight 0'));
    expect(await counts()).toEqual([`${count('GET', '/slow', 'aborted')} 1`]);
    answer();
  });
});
