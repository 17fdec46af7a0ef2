import { connect } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { eventually } from '../../../../test/support/eventually';
import { closeWaitingAnswers } from './close-waiting-answers';

describe('the answers of a connection', () => {
  let server: FastifyInstance;
  let port: number;
  let release: () => void;
  const begun: string[] = [];
  const closed: string[] = [];

  beforeEach(async () => {
    begun.length = closed.length = 0;
    const held = new Promise<void>((resolve) => (release = resolve));
    server = fastify();
    closeWaitingAnswers(server);
    server.get('/:name', async ({ url }, reply) => {
      begun.push(url);
      reply.raw.on('close', () => closed.push(url));
      await held;
      return url;
    });
    await server.listen({ port: 0, host: '127.0.0.1' });
    port = server.addresses()[0]!.port;
  });
  afterEach(() => server.close());

  const PATHS = ['/a', '/b', '/c'];

  async function askAll() {
    const socket = connect(port, '127.0.0.1').resume();
    socket.write(PATHS.map((path) => `GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`).join(''));
    await eventually(() => expect(begun).toEqual(PATHS));
    return socket;
  }

  it('all end with it, those too that wait behind another', async () => {
    (await askAll()).destroy();
    await eventually(() => expect(closed.sort()).toEqual(PATHS));
    release();
  });

  it('end once each where they are read', async () => {
    const socket = await askAll();
    release();
    await eventually(() => expect(closed).toEqual(PATHS));
    socket.destroy();
    await new Promise((resolve) => server.server.close(resolve));
    expect(closed).toEqual(PATHS);
  });
});
