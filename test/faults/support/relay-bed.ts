import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  UpdateTableCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Admin, type Kafka, type Message, Partitioners } from 'kafkajs';
import { createDocumentClient } from '@app/common/dynamodb';
import { createKafka, createTopics } from '@app/common/kafka';
import { messagesTableDefinition } from '@app/common/table';
import { leaseTableDefinition } from '../../../apps/stream-relay/src/leases/lease-table';
import { LeasesStore } from '../../../apps/stream-relay/src/leases/leases.store';
import { type RelayTopics, relayTopics } from '../../../apps/stream-relay/src/publishing/relay-topics';
import { GapsStore } from '../../../apps/stream-relay/src/repair/gaps.store';
import { eventually } from '../../support/eventually';
import { services } from '../../support/services';
import { uniqueName } from '../../support/unique';
import { Random } from './random';
import { ServiceProcess } from './service-process';
import { StreamWriter } from './stream-writer';
import { NOTHING_WRONG, TopicRecord } from './topic-record';

export interface RelayBedOptions {
  /** In the place of the services that all tests share. */
  dynamoDbEndpoint?: string;
  kafkaBrokers?: string;
}

const PARTITIONS = 4;

/** A table, its leases and topics for one fault test, the relays that run on them, and a ledger of what must arrive. */
export class RelayBed {
  readonly random = new Random();
  readonly writer: StreamWriter;
  readonly leases: LeasesStore;
  readonly gaps: GapsStore;
  readonly topics: RelayTopics;
  private readonly relays: ServiceProcess[] = [];
  private readonly admin: Admin;
  private record: TopicRecord | undefined;

  private constructor(
    readonly environment: Record<string, string>,
    readonly documents: DynamoDBDocumentClient,
    readonly kafka: Kafka,
  ) {
    const { TABLE_NAME, LEASE_TABLE_NAME, KAFKA_TOPIC_PREFIX } = environment;
    this.writer = new StreamWriter(documents, TABLE_NAME!, this.random);
    this.leases = new LeasesStore(documents, { LEASE_TABLE_NAME: LEASE_TABLE_NAME! });
    this.gaps = new GapsStore(documents, { LEASE_TABLE_NAME: LEASE_TABLE_NAME! });
    this.topics = relayTopics(KAFKA_TOPIC_PREFIX!);
    this.admin = kafka.admin();
  }

  static async open(options: RelayBedOptions = {}): Promise<RelayBed> {
    const name = uniqueName('relay-faults');
    const environment = {
      DYNAMODB_ENDPOINT: options.dynamoDbEndpoint ?? services().DYNAMODB_ENDPOINT,
      KAFKA_BROKERS: options.kafkaBrokers ?? services().KAFKA_BROKERS,
      AWS_REGION: 'us-east-1',
      TABLE_NAME: name,
      LEASE_TABLE_NAME: `${name}-leases`,
      KAFKA_TOPIC_PREFIX: `${name}.`,
      RELAY_POLL_INTERVAL_MS: '20',
      RELAY_DISCOVERY_INTERVAL_MS: '300',
      RELAY_LEASE_SECONDS: '3',
    };
    const documents = createDocumentClient(environment);
    const kafka = createKafka({ KAFKA_BROKERS: environment.KAFKA_BROKERS.split(',') }, 'relay-faults');
    const bed = new RelayBed(environment, documents, kafka);
    await bed.createTables();
    await bed.createTopics();
    bed.record = await TopicRecord.follow(kafka, bed.topics.events);
    console.info(`${name}: FAULTS_SEED=${bed.random.seed}`);
    return bed;
  }

  get running(): ServiceProcess[] {
    return this.relays.filter(({ isRunning }) => isRunning);
  }

  get topic(): TopicRecord {
    return this.record!;
  }

  /** Resolves when the relay is at work. */
  async start(environment: Record<string, string> = {}): Promise<ServiceProcess> {
    const relay = await this.spawn(environment);
    await relay.ready();
    return relay;
  }

  async spawn(environment: Record<string, string> = {}, flags: string[] = []): Promise<ServiceProcess> {
    const relay = await ServiceProcess.spawn({
      app: 'stream-relay',
      name: this.environment['TABLE_NAME']!,
      environment: { ...this.environment, ...environment },
      flags,
    });
    this.relays.push(relay);
    return relay;
  }

  /** Resolves once everything that was accepted has arrived, each conversation in order, and nothing else has. */
  async nothingWrong(limitMs = 120_000): Promise<void> {
    await eventually(() => {
      expect(this.topic.distinct).toBeGreaterThanOrEqual(this.writer.messages);
      expect(this.topic.wrongAgainst(this.writer)).toEqual(NOTHING_WRONG);
    }, limitMs);
  }

  /** How far each shard is saved as published. */
  async checkpoints(): Promise<string> {
    const leases = await this.leases.ofStream(await this.streamArn());
    return JSON.stringify(leases.map(({ shardId, checkpoint }) => [shardId, checkpoint]));
  }

  /** Resolves once all gaps are repaired. */
  async allRepaired(): Promise<void> {
    await eventually(async () => expect(await this.gaps.open()).toEqual([]));
  }

  /** Leaves a dead letter, as a consumer does. */
  async keepLetter(topic: string, letter: Message): Promise<void> {
    const name = this.environment['KAFKA_TOPIC_PREFIX'] + topic;
    await createTopics(this.admin, [{ topic: name, numPartitions: 2 }]);
    const producer = this.kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
    await producer.connect();
    await producer.send({ topic: name, messages: [letter] });
    await producer.disconnect();
  }

  async enableStream(StreamEnabled: boolean): Promise<void> {
    const TableName = this.environment['TABLE_NAME']!;
    const { StreamSpecification } = messagesTableDefinition(TableName);
    await this.documents.send(
      new UpdateTableCommand({
        TableName,
        StreamSpecification: StreamEnabled ? StreamSpecification : { StreamEnabled },
      }),
    );
  }

  async close(): Promise<void> {
    await Promise.all(this.running.map((relay) => relay.kill()));
    await this.record?.close();
    const topics = await this.admin.listTopics();
    const prefix = this.environment['KAFKA_TOPIC_PREFIX']!;
    await this.admin.deleteTopics({ topics: topics.filter((topic) => topic.startsWith(prefix)) });
    await this.admin.disconnect();
    const { TABLE_NAME, LEASE_TABLE_NAME } = this.environment;
    for (const TableName of [TABLE_NAME, LEASE_TABLE_NAME]) {
      await this.documents.send(new DeleteTableCommand({ TableName }));
    }
    this.documents.destroy();
  }

  private async streamArn(): Promise<string> {
    const { Table } = await this.documents.send(
      new DescribeTableCommand({ TableName: this.environment['TABLE_NAME'] }),
    );
    return Table!.LatestStreamArn!;
  }

  private async createTables(): Promise<void> {
    const { TABLE_NAME, LEASE_TABLE_NAME } = this.environment;
    for (const definition of [messagesTableDefinition(TABLE_NAME!), leaseTableDefinition(LEASE_TABLE_NAME!)]) {
      await this.documents.send(new CreateTableCommand(definition));
      const waiting = { client: this.documents, maxWaitTime: 30, minDelay: 0.1, maxDelay: 1 };
      await waitUntilTableExists(waiting, { TableName: definition.TableName });
    }
  }

  private async createTopics(): Promise<void> {
    await this.admin.connect();
    await createTopics(this.admin, [
      { topic: this.topics.events, numPartitions: PARTITIONS },
      { topic: this.topics.deadLetters, numPartitions: 1 },
    ]);
  }
}
