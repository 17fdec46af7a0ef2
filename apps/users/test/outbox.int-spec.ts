import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { context, propagation, trace } from '@opentelemetry/api';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { Registry } from 'prom-client';
import { decodeCloudEvent, TOPICS, USER_EVENT_DATA, type CloudEvent } from '@app/common/events';
import { HEALTH_CHECKS } from '@app/common/health';
import { metricsText } from '@app/common/metrics-endpoint';
import { correlated, traceparentOf, tracer, within } from '@app/common/tracing';
import { eventually } from '../../../test/support/eventually';
import { range } from '../../../test/support/range';
import { services } from '../../../test/support/services';
import { TcpProxy } from '../../../test/support/tcp-proxy';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database';
import { TestKafka } from '../../../test/support/test-kafka';
import { migrate } from '../src/admin/migrate';
import { OutboxStore } from '../src/outbox/outbox.store';
import { createUsersStore, UsersStore } from '../src/directory/users.store';
import { withDatabase } from '../src/admin/with-database';
import { createUsersApp } from './users-app';

/** Three rounds of waiting by itself would take the publisher twice as long, so notifications must have woken it. */
const ROUNDS = 3;
const ROUNDS_LIMIT_MS = 15_000;

/** The time limit of the services that ask this one. */
const CALLERS_WAIT_MS = 13_000;

describe('The outbox of user events', () => {
  let database: TestDatabase;
  let kafka: TestKafka;
  let apps: NestFastifyApplication[];
  let users: UsersStore;

  beforeEach(async () => {
    [database, kafka] = await Promise.all([createTestDatabase(), TestKafka.connect()]);
    await Promise.all([migrate(database.url), kafka.createTopic(TOPICS.users)]);
    apps = [];
  });

  afterEach(async () => {
    await Promise.all(apps.map((app) => app.close()));
    await Promise.all([database.drop(), kafka.close()]);
  });

  const start = async (variables: Record<string, string> = {}): Promise<NestFastifyApplication> => {
    const app = await createUsersApp(database.url, { KAFKA_TOPIC_PREFIX: kafka.prefix, ...variables });
    apps.push(app);
    users = app.get(UsersStore);
    return app;
  };

  const register = (handle: string) =>
    users.register({ handle, displayName: `The ${handle}`, email: `${handle}@example.com` });

  /** Each event once: what is sent again after a failure has the same id. */
  const published = async (): Promise<CloudEvent[]> => {
    const events = (await kafka.records(TOPICS.users)).map(({ value, headers }) => {
      const record = { value: value === undefined ? null : Buffer.from(value), headers };
      return decodeCloudEvent(record, USER_EVENT_DATA)!;
    });
    return events.filter(({ id }, i) => events.findIndex((each) => each.id === id) === i);
  };

  const traceIdIn = (traceparent: string | undefined) => traceparent?.split('-')[1];

  const waiting = () => database.query('SELECT * FROM outbox ORDER BY id');
  const allPublished = () => eventually(async () => expect(await waiting()).toEqual([]));

  const expectPublishedAtOnce = async (stem: string): Promise<void> => {
    const began = performance.now();
    for (const i of range(ROUNDS)) {
      await register(`${stem}-${i}`);
      await allPublished();
    }
    expect(performance.now() - began).toBeLessThan(ROUNDS_LIMIT_MS);
  };

  it('publishes what happened to a user, whole, in order, and keeps nothing', async () => {
    await start();

    const { uuid } = await register('delenn');
    await users.updateProfile(uuid, { displayName: 'Delenn of Mir', bio: 'Satai' });
    await users.updateProfile(uuid, { displayName: 'Delenn of Mir' });
    await users.delete(uuid);

    await eventually(async () => expect(await published()).toHaveLength(3));
    const state = {
      uuid,
      handle: 'delenn',
      display_name: 'The delenn',
      bio: null,
      version: 1,
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
    };
    expect(await published()).toMatchObject([
      { type: 'com.cruddur.user.registered', subject: uuid, source: '/cruddur/users', data: state },
      {
        type: 'com.cruddur.user.updated',
        subject: uuid,
        data: { ...state, display_name: 'Delenn of Mir', bio: 'Satai', version: 2 },
      },
      { type: 'com.cruddur.user.deleted', subject: uuid, data: { uuid, version: 3 } },
    ]);
    expect(new Set((await kafka.records(TOPICS.users)).map(({ key }) => key))).toEqual(new Set([uuid]));
    await allPublished();
  });

  it('publishes what happens as soon as it has happened', async () => {
    await start();
    await register('delenn');
    await allPublished();

    await expectPublishedAtOnce('lennier');
  });

  it('lets an event carry the request that has led to it, and its trace', async () => {
    const provider = new NodeTracerProvider();
    provider.register();
    await start();
    const traceId = await correlated({ requestId: 'support-4711' }, () =>
      within(tracer.startSpan('request'), async () => {
        await register('delenn');
        return traceIdIn(traceparentOf());
      }),
    );

    await eventually(async () => expect(await published()).toHaveLength(1));
    const [event] = await published();
    expect(event).toMatchObject({ requestid: 'support-4711' });
    expect(traceIdIn(event?.traceparent)).toBe(traceId);
    await provider.shutdown();
    for (const api of [trace, context, propagation]) api.disable();
  });

  it('publishes what no request has led to, and what a copy of the version before has written', async () => {
    await start();
    const { uuid } = await register('delenn');
    await database.query(
      `INSERT INTO outbox (user_uuid, type, data) VALUES ('${uuid}', 'com.cruddur.user.deleted', '{"uuid": "${uuid}", "version": 2}')`,
    );
    await users.updateProfile(uuid, { displayName: 'Delenn of Mir' });

    await eventually(async () => expect(await published()).toHaveLength(3));
    const headers = (await kafka.records(TOPICS.users)).flatMap((record) => Object.keys(record.headers ?? {}));
    expect(headers).not.toContain('ce_requestid');
    expect(headers).not.toContain('ce_traceparent');
  });

  it('tells nothing of a change that was refused', async () => {
    await start({ KAFKA_BROKERS: 'localhost:1' });
    await register('londo');

    await expect(register('Londo')).rejects.toMatchObject({ code: 'handle_taken' });

    expect(await waiting()).toMatchObject([{ data: { handle: 'londo' } }]);
  });

  it('keeps each user’s order, however many copies publish', async () => {
    for (const _ of range(4)) await start();
    const people = await Promise.all(range(12).map((i) => register(`user-${i}`)));

    await Promise.all(
      people.map(async ({ uuid }) => {
        for (const i of range(20)) {
          await apps[i % apps.length]!.get(UsersStore).updateProfile(uuid, { displayName: `Name ${i}` });
        }
      }),
    );

    await allPublished();
    const events = await published();
    for (const { uuid } of people) {
      const versions = events
        .filter(({ subject }) => subject === uuid)
        .map(({ data }) => (data as { version: number }).version);
      expect(versions).toEqual(range(21).map((i) => i + 1));
    }
  });

  it('slows no request and loses nothing while Kafka is away, and says what waits', async () => {
    const proxy = new TcpProxy(new URL(`tcp://${services().KAFKA_BROKERS}`));
    await proxy.open();
    await proxy.cut();
    const app = await start({ KAFKA_BROKERS: new URL(proxy.url).host });
    const metrics = (): Promise<string> => metricsText(app.get(Registry), app.get(HEALTH_CHECKS));

    const began = performance.now();
    const people = await Promise.all(range(50).map((i) => register(`user-${i}`)));
    expect(performance.now() - began).toBeLessThan(CALLERS_WAIT_MS);

    await eventually(async () => {
      const health = await app.inject('/health/ready');
      expect(health.statusCode).toBe(200);
      expect(health.json()).toMatchObject({
        checks: {
          outbox: expect.stringMatching(/^50 events wait, the oldest for \d+ s: .*(connect|Connection)/i) as string,
        },
      });
    });
    expect(await metrics()).toMatch(/^cruddur_outbox_lag_seconds [\d.]+$/m);
    expect(await metrics()).toMatch(/^cruddur_outbox_waiting_events 50$/m);
    expect(await published()).toEqual([]);

    await proxy.open();
    await allPublished();
    expect((await published()).map(({ subject }) => subject).sort()).toEqual(people.map(({ uuid }) => uuid).sort());
    await eventually(async () =>
      expect((await app.inject('/health/ready')).json()).toMatchObject({ checks: { outbox: 'ok' } }),
    );
    expect(await metrics()).toMatch(/^cruddur_outbox_lag_seconds 0$/m);
    await proxy.cut();
  });

  it('keeps what was handed out until it is known to be published', async () => {
    await withDatabase(database.url, async (connected) => {
      users = createUsersStore(connected);
      const outbox = new OutboxStore(connected);
      await register('kosh');

      await expect(outbox.take(10, () => Promise.reject(new Error('no answer')))).rejects.toThrow();
      expect(await waiting()).toHaveLength(1);

      expect(await outbox.take(10, () => Promise.resolve())).toBe(1);
      expect(await waiting()).toEqual([]);
    });
  });

  it('hands a user to one copy at a time, with all that has happened to them, and others to the next', async () => {
    await withDatabase(database.url, async (connected) => {
      users = createUsersStore(connected);
      const outbox = new OutboxStore(connected);
      const [one, other] = [await register('kosh'), await register('ulkesh')];
      await users.updateProfile(one.uuid, { displayName: 'Naranek' });
      const seen: string[][] = [];
      const take = (limit: number, meanwhile?: () => Promise<unknown>) =>
        outbox.take(limit, async (events) => {
          seen.push(events.map(({ subject }) => subject));
          await meanwhile?.();
        });

      await take(1, () => take(10, () => take(10)));

      expect(seen).toEqual([[one.uuid], [other.uuid]]);
      expect(await take(10)).toBe(1);
      expect(seen.at(-1)).toEqual([one.uuid]);
    });
  });

  it('goes on when Postgres has cut off those who listen', async () => {
    await start();
    await register('sinclair');
    await allPublished();

    await eventually(async () => {
      const cut = await database.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND application_name = 'cruddur-users-outbox'`,
      );
      expect(cut).toHaveLength(1);
    });

    await expectPublishedAtOnce('sheridan');
  });
});
