import { setTimeout as sleep } from 'node:timers/promises';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { loadConfig } from '@app/common/config';
import { createDocumentClient } from '@app/common/dynamodb';
import { LeanDynamoDbClient, meter, type MeteredRequest } from '@app/common/dynamodb/lean';
import { CONSUMERS, deadLetterTopic, encodeCloudEvent, TOPICS } from '@app/common/events';
import { BatchConsumerStrategy, connectBatchConsumer } from '@app/common/kafka-consumer';
import { eventually } from '../../../test/support/eventually';
import { range } from '../../../test/support/range';
import { services } from '../../../test/support/services';
import { TestKafka } from '../../../test/support/test-kafka';
import { createTestTable, type TestTable } from '../../../test/support/test-table';
import { groupProjectorVariables } from '../src/config/group-projector.config';
import { GroupProjectorModule } from '../src/group-projector.module';
import { Conversation } from './conversation';

const A_SECOND = 20;
const SECONDS = 5;
/** Of the message itself, below 1 KB. */
const UNITS_OF_A_PUT = 1;

describe('a burst of messages into one conversation', () => {
  const documents = createDocumentClient({ AWS_REGION: 'us-east-1', ...services() });
  let table: TestTable;
  let kafka: TestKafka;
  let conversation: Conversation;
  let app: NestFastifyApplication;
  let requests: MeteredRequest[];

  beforeAll(async () => {
    table = await createTestTable();
    kafka = await TestKafka.connect();
    await kafka.createTopic(TOPICS.messages);
    await kafka.createTopic(deadLetterTopic(TOPICS.messages, CONSUMERS.groupProjector));
    conversation = await Conversation.start(documents, table.name);
    const config = loadConfig(groupProjectorVariables, {
      LOG_LEVEL: 'silent',
      TABLE_NAME: table.name,
      DYNAMODB_ENDPOINT: services().DYNAMODB_ENDPOINT,
      KAFKA_BROKERS: services().KAFKA_BROKERS,
      KAFKA_TOPIC_PREFIX: kafka.prefix,
    });
    const module = await Test.createTestingModule({ imports: [GroupProjectorModule.register(config)] }).compile();
    app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
    connectBatchConsumer(app, app.get(BatchConsumerStrategy));
    await app.startAllMicroservices();
    await app.init();
    requests = meter(app.get(LeanDynamoDbClient));
  });
  afterAll(async () => {
    await app.close();
    await kafka.close();
    documents.destroy();
    await table.drop();
  });

  const unitsOfRows = (): number => requests.reduce((sum, { units }) => sum + units, 0);
  const rowsAre = (number: number): Promise<void> =>
    eventually(async () =>
      expect((await conversation.rows()).map((row) => row?.last_number)).toEqual([number, number]),
    );

  it('costs at most 1.5 write units a message, two rows included', async () => {
    const messages = range(A_SECOND * SECONDS).map((i) =>
      conversation.sent(i + 2, i % 3 ? conversation.andrew : conversation.bayko),
    );
    await kafka.send(TOPICS.messages, encodeCloudEvent(messages[0]!));
    await rowsAre(2);
    requests.length = 0;

    const began = performance.now();
    for (const [i, message] of messages.slice(1).entries()) {
      await sleep((i * 1_000) / A_SECOND - (performance.now() - began));
      await kafka.send(TOPICS.messages, encodeCloudEvent(message));
    }
    await rowsAre(messages.length + 1);

    expect(await conversation.rows()).toEqual([
      conversation.expectedRow(conversation.andrew, messages),
      conversation.expectedRow(conversation.bayko, messages),
    ]);
    expect(new Set(requests.map(({ operation }) => operation))).toEqual(new Set(['UpdateItem']));
    const unitsEach = UNITS_OF_A_PUT + unitsOfRows() / (messages.length - 1);
    expect(unitsEach).toBeLessThanOrEqual(1.5);
  });
});
