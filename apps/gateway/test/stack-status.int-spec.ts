import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { serveControl } from '@local-stack/control/control-server';
import { controlSocket } from '@local-stack/control/control-socket';
import { ExternalService } from '@local-stack/supervision/external-service';
import { Stack } from '@local-stack/supervision/stack';
import { eventually } from '../../../test/support/eventually';
import { range } from '../../../test/support/range';
import { StackStatus } from '../src/web-page/stack-status';
import { startGateway, type TestGateway } from './support/gateway';

describe('how a local stack is', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cruddur-'));
  const socket = controlSocket(folder);
  let gateway: TestGateway;
  let control: FastifyInstance;
  let looks = 0;
  let kafka: () => Promise<void>;

  beforeAll(async () => {
    gateway = await startGateway({ WEB_STACK_SOCKET: socket });
  });
  beforeEach(async () => {
    looks = 0;
    kafka = () => Promise.resolve();
    const stack = new Stack(() => undefined);
    await stack.start([
      new ExternalService('kafka', 'localhost:9092', 'KAFKA_BROKERS', async () => {
        looks += 1;
        await kafka();
      }),
      new ExternalService('postgres', 'postgres://a:secret@b/c', 'DATABASE_URL', () => Promise.resolve()),
    ]);
    looks = 0;
    const orders = { variables: () => undefined, environments: () => undefined, stop: () => undefined };
    control = await serveControl(folder, stack, orders);
  });
  afterEach(() => control.close());
  afterAll(async () => {
    await gateway.stop();
    rmSync(folder, { recursive: true });
  });

  const ask = () => fetch(`${gateway.url}/stack-status.json`);

  it('is what its parts say when they are asked', async () => {
    kafka = () => Promise.reject(new Error('no broker answers'));
    await eventually(async () => {
      const answer = await ask();
      expect([answer.status, answer.headers.get('cache-control'), await answer.json()]).toEqual([
        200,
        'no-store',
        [
          { name: 'kafka', address: 'localhost:9092', state: 'no broker answers' },
          { name: 'postgres', address: 'postgres://a@b/c', state: 'ok' },
        ],
      ]);
    });
  });

  it('is asked once for all who want to know at the same time', async () => {
    const status = new StackStatus(socket);
    const answers = await Promise.all(range(20).map(() => status.parts()));
    for (const parts of answers) expect(parts.map(({ state }) => state)).toEqual(['ok', 'ok']);
    expect(looks).toBe(1);
    await status.onApplicationShutdown();
  });

  it('is not told while the stack does not answer', async () => {
    await control.close();
    await eventually(async () => {
      const answer = await ask();
      expect([answer.status, await answer.json(), answer.headers.get('retry-after')]).toEqual([
        503,
        ['service_unavailable'],
        '1',
      ]);
    });
  });
});
