import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import type { Admin, Kafka } from 'kafkajs';
import { Registry } from 'prom-client';
import { z } from 'zod';
import { CONSUMERS, deadLetterTopic, encodeCloudEvent, STREAM_RELAY, TOPICS } from '@app/common/events';
import { A_FEW_TIMES, createKafka, createTopics } from '@app/common/kafka';
import { BatchConsumerStrategy, EventSubscription, SUBSCRIPTION } from '@app/common/kafka-consumer';
import { Patience } from '@app/common/patience';
import { EventProducers } from '../../apps/stream-relay/src/publishing/event-producers';
import { KafkaProbe } from '../../apps/stream-relay/src/publishing/kafka-probe';
import { relayTopics } from '../../apps/stream-relay/src/publishing/relay-topics';
import { OutboxProducer } from '../../apps/users/src/outbox/outbox-producer';
import { topicDefinitions } from '../../local-stack/provisioning/provide-topics';
import { POLICIES } from '../../ops/iam/policies';
import { describeWith } from '../support/describe-with';
import { eventually } from '../support/eventually';
import { aclsOf } from '../support/kafka-acls';
import { KAFKA_PASSWORD, SecuredKafka } from '../support/secured-kafka';

const TYPE = 'test.thing.happened';
const anEvent = {
  id: '1',
  source: 'test',
  type: TYPE,
  time: '2026-01-01T00:00:00Z',
  subject: 'somebody',
  data: { id: '1' },
};

describeWith(['java', 'mvn', 'openssl'], 'with nothing but the rights on Kafka that its policy gives', () => {
  let secured: SecuredKafka;
  let admin: Admin;

  const as = (service: string): Kafka =>
    createKafka(
      {
        KAFKA_BROKERS: [secured.brokers],
        KAFKA_SSL: true,
        KAFKA_SSL_CA_FILE: secured.authority,
        KAFKA_SASL_MECHANISM: 'scram-sha-512',
        KAFKA_SASL_USERNAME: service,
        KAFKA_SASL_PASSWORD: KAFKA_PASSWORD,
      },
      service,
      A_FEW_TIMES,
    );
  const records = async (topic: string): Promise<number> =>
    (await admin.fetchTopicOffsets(topic)).reduce((sum, { offset }) => sum + Number(offset), 0);

  /** Whatever a slow first connection may fail with before that. */
  async function expectRefused(service: string, topic: string): Promise<void> {
    const producer = new OutboxProducer(as(service), topic);
    await eventually(() => expect(producer.send([anEvent])).rejects.toThrow(/authorized/i));
    await producer.close();
  }

  beforeAll(async () => {
    Logger.overrideLogger(false);
    // What a consumer would do that lacks a right: here it is to fail its test.
    jest.spyOn(process, 'exit').mockReturnValue(undefined as never);
    secured = await SecuredKafka.start(POLICIES);
    admin = createKafka({ KAFKA_BROKERS: [secured.plain] }, 'admin').admin();
    await admin.connect();
    await createTopics(admin, topicDefinitions(''));
    await admin.createAcls({ acl: POLICIES.flatMap(aclsOf) });
    await admin.describeGroups(['any']);
  });
  afterAll(async () => {
    await admin.disconnect();
    await secured.remove();
  });

  it('users publishes its events, and nothing among the messages', async () => {
    const producer = new OutboxProducer(as('users'), TOPICS.users);
    await eventually(() => producer.send([anEvent]));
    await producer.close();
    await expectRefused('users', TOPICS.messages);
  });

  it('the relay finds its topics and publishes, dead letters too', async () => {
    const kafka = as(STREAM_RELAY);
    const topics = relayTopics('');
    const probe = new KafkaProbe(kafka, topics, new Patience(new Registry()));
    probe.start();
    await eventually(() => probe.check());
    const topicMessages = [topics.events, topics.deadLetters].map((topic) => ({
      topic,
      messages: [encodeCloudEvent(anEvent)],
    }));
    const producer = new EventProducers(kafka).create();
    await eventually(() => producer.connect());
    await eventually(() => producer.sendBatch({ topicMessages }));
    await producer.disconnect();
    await probe.stop();
  });

  it.each([
    [CONSUMERS.gateway, TOPICS.users, `gateway-${randomUUID()}`],
    [CONSUMERS.messages, TOPICS.users, 'messages'],
    [CONSUMERS.groupProjector, TOPICS.messages, 'group-projector'],
  ])('%s reads %s, sees its progress and keeps dead letters', async (service, topic, groupId) => {
    const taken: unknown[] = [];
    const subscription = new EventSubscription(topic, { [TYPE]: z.object({ id: z.string() }) });
    const strategy = new BatchConsumerStrategy({
      kafka: as(service),
      groupId,
      consumer: service,
      topicPrefix: '',
      registry: new Registry(),
    });
    const take = (batch: unknown) => Promise.resolve(void taken.push(batch));
    strategy.addHandler(topic, take, true, { [SUBSCRIPTION]: subscription });
    strategy.listen(() => undefined);
    await eventually(() => strategy.check());
    const producer = createKafka({ KAFKA_BROKERS: [secured.plain] }, 'test').producer();
    await producer.connect();
    await producer.send({
      topic,
      messages: [encodeCloudEvent(anEvent), { ...encodeCloudEvent(anEvent), value: 'no JSON' }],
    });
    await producer.disconnect();
    await eventually(async () => expect(await records(deadLetterTopic(topic, service))).toBeGreaterThan(0));
    expect(taken).not.toEqual([]);
    await eventually(() => strategy.checkProgress());
    await strategy.close();
  });

  it.each([CONSUMERS.gateway, CONSUMERS.messages, CONSUMERS.groupProjector])(
    '%s writes nothing that others read',
    async (service) => {
      for (const topic of Object.values(TOPICS)) {
        await expectRefused(service, topic);
      }
    },
  );
});
