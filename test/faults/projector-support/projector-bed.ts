import { CreateTableCommand, DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import { paginateScan, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createDocumentClient } from '@app/common/dynamodb';
import { CONSUMERS, deadLetterTopic, STREAM_RELAY, TOPICS } from '@app/common/events';
import { leaseTableDefinition } from '../../../apps/stream-relay/src/leases/lease-table';
import { eventually } from '../../support/eventually';
import { range } from '../../support/range';
import { services } from '../../support/services';
import { TestKafka } from '../../support/test-kafka';
import { createTestTable, type TestTable } from '../../support/test-table';
import { DynamoDbFront } from '../support/dynamodb-front';
import { MessageLedger } from './message-ledger';
import { ServiceProcess } from '../support/service-process';
import { Random } from '../support/random';
import { rowHistory, type RowHistory } from './row-history';

export const DEAD_LETTERS = deadLetterTopic(TOPICS.messages, CONSUMERS.groupProjector);
export const GROUP = 'projector';

/** A table, topics and a consumer group for one fault test, and the projectors that it runs on them. */
export class ProjectorBed {
  readonly random = new Random();
  readonly projectors: ServiceProcess[] = [];
  private readonly relays: ServiceProcess[] = [];

  private constructor(
    readonly table: TestTable,
    readonly kafka: TestKafka,
    readonly dynamoDb: DynamoDbFront,
    readonly documents: DynamoDBDocumentClient,
    private readonly brokers: string,
  ) {}

  static async open({ partitions = 6, stream = true, brokers = services().KAFKA_BROKERS } = {}): Promise<ProjectorBed> {
    const front = new DynamoDbFront(new URL(services().DYNAMODB_ENDPOINT));
    await front.open();
    const documents = createDocumentClient({ AWS_REGION: 'us-east-1', ...services() });
    const bed = new ProjectorBed(
      await createTestTable({ stream }),
      await TestKafka.connect(brokers),
      front,
      documents,
      brokers,
    );
    await bed.kafka.createTopic(TOPICS.messages, partitions);
    await bed.kafka.createTopic(DEAD_LETTERS);
    console.info(`${bed.table.name}: FAULTS_SEED=${bed.random.seed}`);
    return bed;
  }

  /** Resolves when the projector is at work. */
  async start(environment: Record<string, string> = {}): Promise<ServiceProcess> {
    const projector = await this.spawn(environment);
    await projector.ready();
    return projector;
  }

  async spawn(environment: Record<string, string> = {}, flags: string[] = []): Promise<ServiceProcess> {
    const own = { PROJECTOR_GROUP_ID: GROUP, ...environment };
    const projector = await this.run('group-projector', own, flags);
    this.projectors.push(projector);
    return projector;
  }

  /** Relays that fill the topic from the table's stream. Resolves when they are at work. */
  async startRelays(count: number, environment: Record<string, string> = {}): Promise<ServiceProcess[]> {
    await this.kafka.createTopic(deadLetterTopic(TOPICS.messages, STREAM_RELAY));
    await this.documents.send(new CreateTableCommand(leaseTableDefinition(this.leaseTable)));
    return Promise.all(range(count).map(() => this.startRelay(environment)));
  }

  /** One more. */
  async startRelay(environment: Record<string, string> = {}): Promise<ServiceProcess> {
    const relay = await this.run('stream-relay', { LEASE_TABLE_NAME: this.leaseTable, ...environment });
    this.relays.push(relay);
    await relay.ready();
    return relay;
  }

  private get leaseTable(): string {
    return `${this.table.name}-leases`;
  }

  get running(): ServiceProcess[] {
    return this.projectors.filter(({ isRunning }) => isRunning);
  }

  /** The topic as it was at first, empty. Until the group has noticed, a new one could not be told from the old. */
  async recreateTopic(partitions = 3): Promise<void> {
    await this.kafka.deleteTopic(TOPICS.messages);
    await eventually(async () => {
      const shares = await this.kafka.shares(GROUP, TOPICS.messages);
      if (shares.some((share) => share > 0)) throw new Error('a projector still reads the topic that is gone');
    });
    await eventually(() => this.kafka.createTopic(TOPICS.messages, partitions));
  }

  ledger(conversations: number, membersNamed?: number): Promise<MessageLedger> {
    const { kafka, documents, random } = this;
    return MessageLedger.start(conversations, { kafka, documents, tableName: this.table.name, random, membersNamed });
  }

  /** Resolves, with the time it took, once every row is what it must be. */
  async allRight(ledger: MessageLedger, limitMs = 120_000): Promise<number> {
    const startedAt = performance.now();
    await eventually(async () => {
      const wrong = await ledger.wrongRows();
      if (wrong.length > 0) throw new Error(`${wrong.length} rows are wrong: ${JSON.stringify(wrong[0])}`);
    }, limitMs);
    return performance.now() - startedAt;
  }

  /** Resolves once the group has committed everything that the topic holds. */
  async allRead(limitMs?: number): Promise<void> {
    const ends = String(await this.kafka.ends(TOPICS.messages));
    await eventually(async () => {
      const committed = String(await this.kafka.committed(GROUP, TOPICS.messages));
      if (committed !== ends) throw new Error(`the group is at ${committed} of ${ends}`);
    }, limitMs);
  }

  /** Every group row of the table, byte by byte. */
  async rows(): Promise<string[]> {
    const rows: string[] = [];
    for await (const { Items } of paginateScan({ client: this.documents }, { TableName: this.table.name })) {
      rows.push(...(Items ?? []).filter(({ pk }) => String(pk).startsWith('GRP#')).map((item) => JSON.stringify(item)));
    }
    return rows.toSorted();
  }

  history(): Promise<RowHistory> {
    return rowHistory({ AWS_REGION: 'us-east-1', ...services() }, this.table.name);
  }

  async close(): Promise<void> {
    const running = [...this.projectors, ...this.relays].filter(({ isRunning }) => isRunning);
    await Promise.all(running.map((process) => process.kill()));
    await this.dynamoDb.close();
    await this.kafka.close();
    if (this.relays.length > 0) {
      await this.documents.send(new DeleteTableCommand({ TableName: this.leaseTable }));
    }
    this.documents.destroy();
    await this.table.drop();
  }

  private run(
    app: 'group-projector' | 'stream-relay',
    environment: Record<string, string>,
    flags: string[] = [],
  ): Promise<ServiceProcess> {
    return ServiceProcess.spawn({
      app,
      name: this.table.name,
      environment: {
        TABLE_NAME: this.table.name,
        DYNAMODB_ENDPOINT: this.dynamoDb.url,
        KAFKA_BROKERS: this.brokers,
        KAFKA_TOPIC_PREFIX: this.kafka.prefix,
        ...environment,
      },
      flags,
    });
  }
}
