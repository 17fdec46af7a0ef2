import { randomUUID } from 'node:crypto';
import {
  encodeCloudEvent,
  TOPICS,
  USER_DELETED,
  USER_REGISTERED,
  USER_UPDATED,
  type UserEventType,
} from '@app/common/events';
import { HEALTH_CHECKS, readinessOf } from '@app/common/health';
import { BatchConsumerStrategy, connectBatchConsumer } from '@app/common/kafka-consumer';
import { eventually } from '../../../test/support/eventually';
import { services } from '../../../test/support/services';
import { TestKafka } from '../../../test/support/test-kafka';
import { startGateway, type TestGateway } from './support/gateway';
import { newPerson } from './support/services-behind';

describe('what the gateway remembers of people', () => {
  let kafka: TestKafka;
  let copies: TestGateway[];

  beforeAll(async () => {
    kafka = await TestKafka.connect();
    await kafka.createTopic(TOPICS.users);
    copies = [await start(), await start()];
  });

  afterAll(async () => {
    await Promise.all(copies.map((gateway) => gateway.stop()));
    await kafka.close();
  });

  async function start(): Promise<TestGateway> {
    const gateway = await startGateway(
      {
        KAFKA_BROKERS: services().KAFKA_BROKERS,
        KAFKA_TOPIC_PREFIX: kafka.prefix,
        IDENTITY_CACHE_SECONDS: '3600',
      },
      (app) => connectBatchConsumer(app, app.get(BatchConsumerStrategy)),
    );
    await gateway.app.startAllMicroservices();
    await eventually(async () => {
      const { checks } = await readinessOf(gateway.app.get(HEALTH_CHECKS));
      expect(checks).toMatchObject({ user_events: 'ok' });
    });
    await hears(gateway);
    return gateway;
  }

  /** A member of the group reads only from its first fetch on, so the event is repeated until one arrives. */
  async function hears(gateway: TestGateway): Promise<void> {
    const somebody = newPerson('somebody', 'Somebody');
    gateway.behind.subjects.set('sub-somebody', somebody);
    await eventually(async () => {
      await tell(USER_UPDATED, somebody.uuid);
      await ask(gateway, 'sub-somebody');
      expect(lookUps(gateway, 'sub-somebody')).toBeGreaterThan(1);
    });
  }

  const ask = async (gateway: TestGateway, subject = 'sub-andrew') => {
    const headers = { authorization: `Bearer ${gateway.issuer.token(subject)}` };
    const answer = await gateway.app.inject({ method: 'GET', url: '/api/message_groups', headers });
    expect(answer.statusCode).toBe(200);
  };

  const lookUps = (gateway: TestGateway, subject = 'sub-andrew') =>
    gateway.behind.sentTo(`/users/by-cognito-id/${subject}`).length;

  const tell = (type: UserEventType, uuid: string) =>
    kafka.send(
      TOPICS.users,
      encodeCloudEvent({
        id: randomUUID(),
        source: '/cruddur/users',
        type,
        time: '2026-01-01T00:00:00Z',
        subject: uuid,
        data: { uuid, handle: 'x', display_name: 'X', bio: null, version: 2, created_at: '2026-01-01T00:00:00Z' },
      }),
    );

  it.each([
    ['has changed', USER_UPDATED],
    ['is gone', USER_DELETED],
  ] as const)('is looked up again in every copy when somebody %s', async (_, type) => {
    for (const gateway of copies) {
      await ask(gateway);
      const before = lookUps(gateway);
      await ask(gateway);
      expect(lookUps(gateway)).toBe(before);

      await tell(type, gateway.behind.andrew.uuid);

      await eventually(async () => {
        await ask(gateway);
        expect(lookUps(gateway)).toBeGreaterThan(before);
      });
    }
  });

  it('stays when an event is about somebody else', async () => {
    const [gateway] = copies as [TestGateway];
    const [same, other] = [newPerson('same', 'Same'), newPerson('other', 'Other')];
    gateway.behind.subjects.set('sub-same', same).set('sub-other', other);
    for (const subject of ['sub-same', 'sub-other']) await ask(gateway, subject);

    await tell(USER_REGISTERED, same.uuid);
    await tell(USER_UPDATED, other.uuid);

    await eventually(async () => {
      await ask(gateway, 'sub-other');
      expect(lookUps(gateway, 'sub-other')).toBeGreaterThan(1);
    });
    await ask(gateway, 'sub-same');
    expect(lookUps(gateway, 'sub-same')).toBe(1);
  });
});
