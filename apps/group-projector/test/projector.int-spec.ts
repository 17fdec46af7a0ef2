import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { Registry } from 'prom-client';
import { loadConfig } from '@app/common/config';
import { createDocumentClient } from '@app/common/dynamodb';
import { CONSUMERS, deadLetterTopic, encodeCloudEvent, TOPICS } from '@app/common/events';
import { HEALTH_CHECKS } from '@app/common/health';
import { BatchConsumerStrategy, connectBatchConsumer } from '@app/common/kafka-consumer';
import { metricsText } from '@app/common/metrics-endpoint';
import { eventually } from '../../../test/support/eventually';
import { services } from '../../../test/support/services';
import { TcpProxy } from '../../../test/support/tcp-proxy';
import { TestKafka } from '../../../test/support/test-kafka';
import { createTestTable, type TestTable } from '../../../test/support/test-table';
import { groupProjectorVariables } from '../src/config/group-projector.config';
import { GroupProjectorModule } from '../src/group-projector.module';
import type { ProjectedEvent } from '../src/projections/projected-event';
import { Conversation } from './conversation';

const DEAD_LETTERS = deadLetterTopic(TOPICS.messages, CONSUMERS.groupProjector);

describe('the group projector', () => {
  const documents = createDocumentClient({ AWS_REGION: 'us-east-1', ...services() });
  const dynamoDb = new TcpProxy(new URL(services().DYNAMODB_ENDPOINT));
  const running = new Set<NestFastifyApplication>();
  let table: TestTable;
  let kafka: TestKafka;
  let conversation: Conversation;

  beforeAll(async () => {
    table = await createTestTable();
    kafka = await TestKafka.connect();
    await kafka.createTopic(TOPICS.messages, 3);
    await kafka.createTopic(DEAD_LETTERS);
    await dynamoDb.open();
  });
  beforeEach(async () => {
    conversation = await Conversation.start(documents, table.name);
  });
  afterEach(async () => {
    await Promise.all([...running].map(stop));
  });
  afterAll(async () => {
    await dynamoDb.cut();
    await kafka.close();
    documents.destroy();
    await table.drop();
  });

  async function start(): Promise<NestFastifyApplication> {
    const config = loadConfig(groupProjectorVariables, {
      LOG_LEVEL: 'silent',
      TABLE_NAME: table.name,
      DYNAMODB_ENDPOINT: dynamoDb.url,
      KAFKA_BROKERS: services().KAFKA_BROKERS,
      KAFKA_TOPIC_PREFIX: kafka.prefix,
      PROJECTOR_GROUP_ID: 'projector',
    });
    const module = await Test.createTestingModule({ imports: [GroupProjectorModule.register(config)] }).compile();
    const app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
    connectBatchConsumer(app, app.get(BatchConsumerStrategy));
    await app.startAllMicroservices();
    await app.init();
    running.add(app);
    return app;
  }

  async function stop(app: NestFastifyApplication): Promise<void> {
    running.delete(app);
    await app.close();
  }

  const send = (...events: ProjectedEvent[]) => kafka.send(TOPICS.messages, ...events.map(encodeCloudEvent));
  const readiness = async (app: NestFastifyApplication) => (await app.inject('/health/ready')).json<unknown>();
  const ready = { status: 'ok', checks: { consumer: 'ok', progress: 'ok', table: 'ok' } };
  const expectRows = (events: ProjectedEvent[]) =>
    eventually(async () =>
      expect(await conversation.rows()).toEqual([
        conversation.expectedRow(conversation.andrew, events),
        conversation.expectedRow(conversation.bayko, events),
      ]),
    );

  it('moves the rows of both members on', async () => {
    const app = await start();
    const events = [conversation.sent(2), conversation.sent(3, conversation.bayko)];
    await send(conversation.sent(1), ...events);
    await expectRows(events);
    await eventually(async () => expect(await readiness(app)).toEqual(ready));
  });

  it('takes edits, deletions and reactions together with messages', async () => {
    await start();
    const [second, third] = [conversation.sent(2), conversation.sent(3)];
    const changes = [conversation.reacted(second, 1), conversation.edited(third, 2), conversation.deleted(second, 3)];
    await send(second, third, ...changes);
    await expectRows([second, third, ...changes]);
    const deleted = conversation.deleted(third, 4);
    await send(deleted);
    await expectRows([second, third, ...changes, deleted]);
    expect(await kafka.records(DEAD_LETTERS)).toEqual([]);
  });

  it('tells what it has done', async () => {
    const app = await start();
    const second = conversation.sent(2);
    const events = [second, conversation.sent(3, conversation.bayko), conversation.reacted(second, 1)];
    await send(...events);
    await expectRows(events);
    await eventually(async () => {
      const body = await metricsText(app.get(Registry), app.get(HEALTH_CHECKS));
      expect(body).toMatch(/^cruddur_projector_messages_total{outcome="projected"} \d/m);
      expect(body).toMatch(/^cruddur_projector_changes_total{outcome="projected"} \d/m);
      expect(body).toMatch(/^cruddur_projector_row_writes_total{outcome="moved"} \d/m);
      expect(body).toMatch(/^cruddur_end_to_end_seconds_count \d/m);
      expect(body).toMatch(/^cruddur_consumer_lag_records{consumer="group-projector",topic=".*",partition="0"} \d/m);
      expect(body).toMatch(/^cruddur_part_works{part="progress"} 1/m);
    });
  });

  it('waits while DynamoDB is away, at its start and later, and skips nothing', async () => {
    await dynamoDb.cut();
    const events = [conversation.sent(2), conversation.sent(3, conversation.bayko)];
    await send(...events);
    const app = await start();
    await eventually(async () =>
      expect(await readiness(app)).toMatchObject({
        status: 'unavailable',
        checks: { consumer: expect.stringMatching(/^waiting: DynamoDB does not answer/) as string },
      }),
    );
    expect(await conversation.row(conversation.bayko)).toMatchObject({ last_number: 1 });
    await dynamoDb.open();
    await expectRows(events);
    await eventually(async () => expect(await readiness(app)).toEqual(ready));

    await dynamoDb.cut();
    const later = conversation.sent(4);
    await send(later);
    await eventually(async () => expect(await readiness(app)).toMatchObject({ status: 'unavailable' }));
    await dynamoDb.open();
    await expectRows([...events, later]);
    expect(await kafka.records(DEAD_LETTERS)).toEqual([]);
  });

  it('shares the work among its copies, and one that stops hands its share over', async () => {
    const [first] = await Promise.all([start(), start(), start()]);
    const conversations = await Promise.all(
      Array.from({ length: 20 }, () => Conversation.start(documents, table.name)),
    );
    const sendRound = (number: number) => send(...conversations.map((each) => each.sent(number)));
    for (const number of [2, 3, 4]) await sendRound(number);
    await stop(first);
    for (const number of [5, 6, 7]) await sendRound(number);
    await eventually(async () => {
      const rows = await Promise.all(conversations.map((each) => each.row(each.bayko)));
      expect(rows.map((row) => row?.last_number)).toEqual(Array(20).fill(7));
    });
  });

  it('keeps a message of no known conversation as a dead letter, and takes the others', async () => {
    const stray = conversation.sent(2);
    stray.data.member_uuids = ['nobody', 'no-one'];
    stray.data.message_group_uuid = 'no-conversation';
    const event = conversation.sent(2);
    await start();
    await send(stray, event);
    await expectRows([event]);
    await eventually(async () => {
      const [letter] = await kafka.records(DEAD_LETTERS);
      expect(letter).toMatchObject({
        key: conversation.groupUuid,
        value: JSON.stringify(stray.data),
        headers: { 'dead-letter-reason': expect.stringContaining('no conversation no-conversation') as string },
      });
    });
  });
});
