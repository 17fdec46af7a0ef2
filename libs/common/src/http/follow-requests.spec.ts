import { Logger } from '@nestjs/common';
import fastify, { type FastifyInstance } from 'fastify';
import { currentCorrelation } from '@app/common/tracing';
import { eventually } from '../../../../test/support/eventually';
import { range } from '../../../../test/support/range';
import { followRequests } from './follow-requests';

interface Line {
  level: string;
  fields: Record<string, unknown>;
  requestId: string | undefined;
}

describe('a request', () => {
  const lines: Line[] = [];
  let seen: string[];
  let left: string[];
  let server: FastifyInstance;
  let url: string;

  const start = async (level: 'info' | 'debug'): Promise<void> => {
    server = fastify();
    server.addHook('onRequest', ({ url: path }, _reply, done) => {
      seen.push(path);
      done();
    });
    followRequests(server, { level });
    server.get('/people/:handle', () => ({ requestId: currentCorrelation().requestId }));
    server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => void done(null, body));
    server.post('/people', () => ({ requestId: currentCorrelation().requestId }));
    server.get('/health/live', { config: { isProbe: true } }, () => 'ok');
    server.get('/broken', () => Promise.reject(new Error('broken')));
    server.get('/slow', () => {
      currentCorrelation().callerGone?.addEventListener('abort', () => void left.push('/slow'));
      return new Promise<never>(() => undefined);
    });
    url = await server.listen({ port: 0, host: '127.0.0.1' });
  };

  beforeAll(() => {
    const write = (level: string) => (fields: Record<string, unknown>) =>
      void lines.push({ level, fields, requestId: currentCorrelation().requestId });
    Logger.overrideLogger({ log: write('info'), debug: write('debug'), error: write('error'), warn: write('warn') });
  });
  afterAll(() => {
    Logger.overrideLogger(false);
  });

  beforeEach(async () => {
    lines.length = 0;
    seen = [];
    left = [];
    await start('info');
  });
  afterEach(() => server.close());

  const call = (path: string, requestId: string, options: RequestInit = {}): Promise<Response> =>
    fetch(url + path, { ...options, headers: { 'x-request-id': requestId, connection: 'close' } });

  const theLine = () => eventually(() => expect(lines).toHaveLength(1));

  it.each([
    ['GET', '/people/bayko'],
    ['POST', '/people'],
  ])('by %s is known by its id wherever it is worked on, and in its answer', async (method, path) => {
    const answer = await call(path, 'of-the-caller', { method, ...(method === 'POST' && { body: 'text' }) });
    expect(await answer.json()).toEqual({ requestId: 'of-the-caller' });
    expect(answer.headers.get('x-request-id')).toBe('of-the-caller');
  });

  it('leaves one line, with the pattern of its route instead of its address', async () => {
    await call('/people/bayko?token=secret', 'one');
    await theLine();
    expect(lines).toEqual([
      {
        level: 'info',
        requestId: 'one',
        fields: {
          msg: 'GET /people/:handle 200',
          method: 'GET',
          route: '/people/:handle',
          status: 200,
          duration_ms: expect.any(Number) as number,
        },
      },
    ]);
  });

  it.each([
    ['fails', '/broken', { route: '/broken', status: 500 }],
    ['has no route', '/people/of/nowhere', { route: 'unknown', status: 404 }],
  ])('that %s has its id in the answer, and its line', async (_how, path, fields) => {
    const answer = await call(path, 'two');
    expect(answer.headers.get('x-request-id')).toBe('two');
    await theLine();
    expect(lines).toMatchObject([{ level: 'info', requestId: 'two', fields }]);
  });

  it('whose caller has left says so', async () => {
    const leave = new AbortController();
    const answer = call('/slow', 'three', { signal: leave.signal });
    await eventually(() => expect(seen).toContain('/slow'));
    leave.abort();
    await expect(answer).rejects.toThrow();
    await theLine();
    expect(lines).toMatchObject([{ requestId: 'three', fields: { route: '/slow', aborted: true } }]);
    expect(left).toEqual(['/slow']);
  });

  it('is told at debug where the service in front tells it', async () => {
    await server.close();
    await start('debug');
    await call('/people/bayko', 'one');
    await theLine();
    expect(lines).toMatchObject([
      { level: 'debug', requestId: 'one', fields: { route: '/people/:handle', status: 200 } },
    ]);
  });

  it('of a probe is told at debug only', async () => {
    await call('/health/live', 'four');
    await theLine();
    expect(lines).toMatchObject([{ level: 'debug', fields: { route: '/health/live' } }]);
  });

  it('is told by its id alone, whatever others are worked on at the same time', async () => {
    const ids = range(20).map((i) => `r${i}`);
    const answers = await Promise.all(ids.map((id) => call('/people', id, { method: 'POST', body: 'text' })));
    expect(await Promise.all(answers.map((answer) => answer.json()))).toEqual(ids.map((requestId) => ({ requestId })));
  });
});
