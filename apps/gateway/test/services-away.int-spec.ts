import { Logger } from '@nestjs/common';
import { eventually } from '../../../test/support/eventually';
import { startGateway, type TestGateway } from './support/gateway';

const ask = (gateway: TestGateway, url = '/api/message_groups') =>
  gateway.app.inject({ method: 'GET', url, headers: gateway.andrew });

/** Less than the server keeps a connection open on which nothing is asked, so it must have closed it. */
const STOP_LIMIT_MS = 50_000;

/** These tests do without Kafka, and so does the gateway. */
const noEvents = expect.stringContaining('not in the consumer group') as string;

describe('the services behind the gateway', () => {
  let gateway: TestGateway;
  const logged = jest.spyOn(Logger.prototype, 'error').mockImplementation();

  beforeEach(async () => {
    gateway = await startGateway();
  });

  afterEach(() => gateway.stop());
  afterAll(() => jest.restoreAllMocks());

  /** A check that finds no time to end counts as failed, so one look alone says little. */
  const expectReadiness = (status: number, body: object) =>
    eventually(async () => {
      const answer = await fetch(`${gateway.metricsUrl}/health/ready`);
      expect([answer.status, await answer.json()]).toEqual([status, body]);
    });

  it('make it ready when they answer and the keys are there', async () => {
    await expectReadiness(200, {
      status: 'ok',
      checks: { messages: 'ok', users: 'ok', keys: 'ok', user_events: noEvents, live: noEvents },
    });
  });

  it('are named by the readiness check when they are away', async () => {
    await Promise.all([gateway.behind.stop(), gateway.issuer.stop()]);
    await expectReadiness(503, {
      status: 'unavailable',
      checks: {
        messages: 'messages does not answer',
        users: 'users does not answer',
        keys: "the issuer's signing keys cannot be had",
        user_events: noEvents,
        live: noEvents,
      },
    });
    await gateway.issuer.start();
  });

  it('are named to nobody who asks at the published port', async () => {
    await eventually(async () => expect((await ask(gateway, '/health/ready')).body).toBe('{"status":"ok"}'));
    await Promise.all([gateway.behind.stop(), gateway.issuer.stop()]);
    await eventually(async () => {
      const answer = await ask(gateway, '/health/ready');
      expect([answer.statusCode, answer.body]).toEqual([503, '{"status":"unavailable"}']);
    });
    await gateway.issuer.start();
  });

  it('are away for a moment, says the answer', async () => {
    await gateway.behind.messages.close();
    const answer = await ask(gateway);
    expect([answer.statusCode, answer.json()]).toEqual([503, ['service_unavailable']]);
    expect(answer.headers['retry-after']).toBe('1');
  });

  it('do not end a session by being away', async () => {
    await gateway.behind.users.close();
    expect((await ask(gateway)).statusCode).toBe(503);
  });

  it('fail without telling the caller why', async () => {
    gateway.behind.refusal = 'internal_error';
    const answer = await ask(gateway);
    expect([answer.statusCode, answer.body]).toEqual([500, '["internal_error"]']);
    expect(String(logged.mock.calls.at(-1)?.[0])).toContain('secret detail');
  });
});

it(
  'answers what was asked before it was told to stop, and then stops without delay',
  async () => {
    const gateway = await startGateway();
    let release = (): void => undefined;
    gateway.behind.held = new Promise((resolve) => (release = resolve));
    const asked = fetch(`${gateway.url}/api/message_groups`, { headers: gateway.andrew });
    await eventually(() => expect(gateway.behind.received).not.toEqual([]));
    const stopped = gateway.stop();
    release();
    expect((await asked).status).toBe(200);
    await stopped;
  },
  STOP_LIMIT_MS,
);
