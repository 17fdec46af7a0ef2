import fastify, { type FastifyInstance } from 'fastify';
import { DomainError } from '@app/common/errors';
import { ANSWER_LIMIT_MS, overHttp, type RawAnswer, type RawRequest, type ServiceTransport } from '@app/common/http';
import { actingAs, actingService } from '@app/common/tracing';
import { eventually } from '../../../../test/support/eventually';
import { Neighbour } from './neighbour';

const GET: RawRequest = { method: 'GET', path: '/waits', headers: {}, body: null };
const POST: RawRequest = { method: 'POST', path: '/waits', headers: {}, body: null };

/** Tells what it sees of a request, and lets a test say when it answers. */
class ScriptedServer {
  readonly instance: FastifyInstance = fastify({ bodyLimit: 100 });
  /** How each answer has ended. */
  readonly ended: string[] = [];
  private answers: (() => void)[] = [];

  constructor() {
    this.instance.addHook('onRequest', (_request, { raw }, done) => {
      raw.once('close', () => this.ended.push(raw.writableFinished ? 'whole' : 'broken off'));
      done();
    });
    this.instance.all('/seen', ({ method, url, query, headers, body }, reply) => {
      const { 'content-type': type, 'content-length': length, 'x-request-id': id } = headers;
      return reply.header('x-next', 'cursor').status(201).send({ method, url, query, type, length, id, body });
    });
    this.instance.get('/bytes', (_request, reply) => reply.type('text/plain').send(Buffer.from('Grüße')));
    this.instance.all('/nothing', (_request, reply) => reply.status(204).send());
    this.instance.get('/service', () => ({ service: actingService() ?? null }));
    this.instance.all('/waits', () => new Promise((resolve) => this.answers.push(() => resolve({ done: true }))));
  }

  /** Resolves when as many requests wait. */
  waits(count = 1): Promise<void> {
    return eventually(() => {
      if (this.answers.length < count) throw new Error(`${this.answers.length} wait`);
    });
  }

  answer(): void {
    for (const answer of this.answers.splice(0)) answer();
  }
}

describe('a neighbour', () => {
  let server: ScriptedServer;
  let neighbour: Neighbour;
  let overLoopback: ServiceTransport;

  beforeEach(async () => {
    server = new ScriptedServer();
    await server.instance.listen({ port: 0, host: '127.0.0.1' });
    neighbour = new Neighbour('messages');
    neighbour.open(server.instance);
    overLoopback = overHttp('messages', server.instance.listeningOrigin);
  });
  afterEach(async () => {
    server.answer();
    await overLoopback.close();
    await server.instance.close();
  });

  const json = { 'content-type': 'application/json', 'x-request-id': 'one' };
  it.each<[string, RawRequest]>([
    ['a body and a query', { method: 'POST', path: '/seen?a=1&b=%C3%A4', headers: json, body: '{"text":"ä"}' }],
    ['no body', { method: 'PUT', path: '/nothing', headers: {}, body: null }],
    ['a body to delete by', { method: 'DELETE', path: '/seen', headers: json, body: '{"userUuid":"ä"}' }],
    ['a patch', { method: 'PATCH', path: '/seen', headers: json, body: '{"text":"ä"}' }],
    ['bytes', { method: 'GET', path: '/bytes', headers: {}, body: null }],
    ['nothing', { method: 'GET', path: '/nothing', headers: {}, body: null }],
    ['an unknown route', { method: 'GET', path: '/elsewhere', headers: {}, body: null }],
    ['a body that is no JSON', { method: 'POST', path: '/seen', headers: json, body: '{' }],
    ['a body that is too long', { method: 'POST', path: '/seen', headers: json, body: `"${'x'.repeat(100)}"` }],
    ['a body of another type', { method: 'POST', path: '/seen', headers: { 'content-type': 'a/b' }, body: 'x' }],
  ])('answers as over HTTP: %s', async (_, request) => {
    const [answer, expected] = await Promise.all([neighbour.exchange(request), overLoopback.exchange(request)]);
    expect(withoutConnection(answer)).toEqual(withoutConnection(expected));
  });

  it('does its work as itself, and its caller goes on as who that is', async () => {
    await actingAs('gateway', async () => {
      const { bytes } = await neighbour.exchange({ ...GET, path: '/service' });
      expect([JSON.parse(bytes.toString()), actingService()]).toEqual([{ service: 'messages' }, 'gateway']);
    });
  });

  it('breaks off a read whose caller has gone, and is told so', async () => {
    const gone = new AbortController();
    const answer = neighbour.exchange(GET, gone.signal);
    await server.waits();
    gone.abort();
    await expect(answer).rejects.toEqual(new DomainError('caller_gone'));
    expect(server.ended).toEqual(['broken off']);
  });

  it('finishes a write whose caller has gone', async () => {
    const gone = new AbortController();
    const answer = neighbour.exchange(POST, gone.signal);
    await server.waits();
    gone.abort();
    server.answer();
    expect((await answer).statusCode).toBe(200);
    await eventually(() => expect(server.ended).toEqual(['whole']));
  });

  it('is not asked for a caller who has gone before', async () => {
    await expect(neighbour.exchange(POST, AbortSignal.abort())).rejects.toEqual(new DomainError('caller_gone'));
    expect(server.ended).toEqual([]);
  });

  it('is given up after the longest that an answer may take', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'Date', 'performance'] });
    const answer = neighbour.exchange(POST);
    jest.advanceTimersByTime(ANSWER_LIMIT_MS);
    jest.useRealTimers();
    await expect(answer).rejects.toThrow('no answer within 13000 ms');
    expect(server.ended).toEqual(['broken off']);
  });

  it('cannot be reached before it has started', async () => {
    await expect(new Neighbour('users').exchange(GET)).rejects.toThrow('users has not started yet');
  });

  it('is idle when every request has its answer', async () => {
    const answers = [neighbour.exchange(POST), neighbour.exchange(GET)];
    await server.waits(2);
    let isIdle = false;
    const idle = neighbour.idle().then(() => (isIdle = true));
    await new Promise(setImmediate);
    expect(isIdle).toBe(false);
    server.answer();
    await Promise.all([...answers, idle]);
    await neighbour.idle();
  });
});

/** Headers that are of the connection, and of the moment, are of no service. */
function withoutConnection({ statusCode, headers, bytes }: RawAnswer): object {
  const { connection: _connection, 'keep-alive': _keepAlive, date: _date, ...others } = headers;
  return { statusCode, headers: others, text: bytes.toString('utf8') };
}
