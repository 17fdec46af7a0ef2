import {
  CreateTableCommand,
  DeleteTableCommand,
  UpdateTableCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Admin, Consumer, KafkaMessage } from 'kafkajs';
import { Registry } from 'prom-client';
import { loadConfig } from '@app/common/config';
import { decodeCloudEvent, type EventOf, MESSAGE_EVENT_DATA, MESSAGE_SENT } from '@app/common/events';
import { createKafka, createTopics } from '@app/common/kafka';
import { type GroupRowItem, messagesTableDefinition, type RevisionItem } from '@app/common/table';
import { aConversationItem, aMessageItem, groupRowItems } from '../../../test/support/builders';
import type { Change } from '../../../test/support/changes';
import { services } from '../../../test/support/services';
import { createTestTable, type TestTable } from '../../../test/support/test-table';
import { uniqueName } from '../../../test/support/unique';
import { writeChange } from '../../../test/support/write-change';
import { type StreamRelayConfig, streamRelayVariables } from '../src/config/stream-relay.config';
import { SHARD_END, TRIM_HORIZON } from '../src/leases/checkpoint';
import type { Lease } from '../src/leases/lease';
import { leaseTableDefinition } from '../src/leases/lease-table';
import { LeasesStore } from '../src/leases/leases.store';
import { type RelayTopics, relayTopics } from '../src/publishing/relay-topics';
import { GapsStore } from '../src/repair/gaps.store';
import { RelayMetrics } from '../src/running/relay-metrics';
import { RelayStoresModule } from '../src/stores/relay-stores.module';
import { StreamRelayModule } from '../src/stream-relay.module';
import { TableStreams } from '../src/stream/table-streams';

const PARTITIONS = 3;

export interface RunningRelay {
  metrics: RelayMetrics;
  /** What waits for something that is away, as Prometheus sees it: pieces of work by waiter. */
  waiting: () => Promise<Record<string, number>>;
  stop: () => Promise<void>;
}

/** A table with its stream, a lease table and topics of their own, the relays between them, and what arrived. */
export class RelayTestBed {
  readonly received: KafkaMessage[] = [];
  readonly deadLetters: KafkaMessage[] = [];
  readonly leases: LeasesStore;
  readonly gaps: GapsStore;
  readonly streams: TableStreams;
  private readonly running = new Set<RunningRelay>();
  private readonly topics: RelayTopics;
  private readonly documents: DynamoDBDocumentClient;
  private readonly admin: Admin;
  private readonly consumer: Consumer;

  private constructor(
    readonly config: StreamRelayConfig,
    private readonly table: TestTable,
    private readonly stores: INestApplicationContext,
  ) {
    this.documents = stores.get(DynamoDBDocumentClient);
    this.leases = stores.get(LeasesStore);
    this.gaps = stores.get(GapsStore);
    this.streams = stores.get(TableStreams);
    this.topics = relayTopics(config.KAFKA_TOPIC_PREFIX);
    const kafka = createKafka(config, 'relay-test');
    this.admin = kafka.admin();
    this.consumer = kafka.consumer({ groupId: uniqueName('relay-test') });
  }

  /** @param maxMessageBytes what the topic of events takes. */
  static async create({ maxMessageBytes = 1_048_588 } = {}): Promise<RelayTestBed> {
    const table = await createTestTable({ stream: true });
    const config = loadConfig(streamRelayVariables, {
      ...services(),
      LOG_LEVEL: 'silent',
      TABLE_NAME: table.name,
      LEASE_TABLE_NAME: uniqueName('leases'),
      KAFKA_TOPIC_PREFIX: `${uniqueName('relay')}.`,
      RELAY_POLL_INTERVAL_MS: '20',
      RELAY_DISCOVERY_INTERVAL_MS: '200',
    });
    const stores = await NestFactory.createApplicationContext(RelayStoresModule.register(config), { logger: false });
    const bed = new RelayTestBed(config, table, stores);
    await Promise.all([bed.createLeaseTable(), bed.createTopics(maxMessageBytes)]);
    await bed.consume();
    return bed;
  }

  async startRelay(variables: Partial<StreamRelayConfig> = {}): Promise<RunningRelay> {
    const module = StreamRelayModule.register({ ...this.config, ...variables });
    const app = await NestFactory.createApplicationContext(module, { logger: false });
    const relay = {
      metrics: app.get(RelayMetrics),
      waiting: async () => {
        const metric = await app.get<Registry>(Registry).getSingleMetric('cruddur_waiting')?.get();
        return Object.fromEntries(metric?.values.map(({ labels, value }) => [String(labels['waiter']), value]) ?? []);
      },
      stop: async () => {
        this.running.delete(relay);
        await app.close();
      },
    };
    this.running.add(relay);
    return relay;
  }

  async stopRelays(): Promise<void> {
    await Promise.all([...this.running].map((relay) => relay.stop()));
  }

  async put(Item: object): Promise<void> {
    await this.documents.send(new PutCommand({ TableName: this.table.name, Item }));
  }

  async putAll(items: object[]): Promise<void> {
    for (let i = 0; i < items.length; i += 25) {
      const puts = items.slice(i, i + 25).map((Item) => ({ PutRequest: { Item } }));
      await this.documents.send(new BatchWriteCommand({ RequestItems: { [this.table.name]: puts } }));
    }
  }

  /** Puts the messages of these numbers into a conversation, one after the other. */
  async putMessages(groupUuid: string, numbers: number[]): Promise<void> {
    for (const number of numbers) await this.put(aMessageItem(groupUuid, number, { created_at: CREATED_AT }));
  }

  /** The numbers that arrived of a conversation, in the order of arrival. */
  numbersOf(groupUuid: string): number[] {
    return this.eventsOf(groupUuid).flatMap(({ type, data }) => (type === MESSAGE_SENT ? [data.number] : []));
  }

  /** In one transaction. */
  change(change: Change, earlier: RevisionItem[] = []): Promise<void> {
    return writeChange(this.documents, this.table.name, change, earlier);
  }

  /** The revisions that arrived of a conversation, in the order of arrival. */
  revisionsOf(groupUuid: string): number[] {
    return this.eventsOf(groupUuid).flatMap(({ data }) => ('revision' in data ? [data.revision] : []));
  }

  /** In the order of arrival. */
  eventsOf(groupUuid: string): EventOf<typeof MESSAGE_EVENT_DATA>[] {
    return this.received
      .map((message) => decodeCloudEvent(message, MESSAGE_EVENT_DATA)!)
      .filter(({ subject }) => subject === groupUuid);
  }

  /** The events of a conversation that came from the table itself. */
  repairedOf(groupUuid: string): EventOf<typeof MESSAGE_EVENT_DATA>[] {
    return this.eventsOf(groupUuid).filter(({ id }) => id.startsWith('table/'));
  }

  /** Puts a conversation with its members' rows, which Kafka has moved up to this number. */
  async putConversation(groupUuid: string, lastNumber: number, row: Partial<GroupRowItem> = {}): Promise<void> {
    await this.put(aConversationItem(groupUuid, CREATED_AT));
    const changes = { moved_at: Date.now(), ...row };
    for (const item of groupRowItems(groupUuid, lastNumber, changes)) await this.put(item);
  }

  /** Ends the present stream, and begins another one. */
  async renewStream(meanwhile: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    const TableName = this.table.name;
    const { StreamSpecification } = messagesTableDefinition(TableName);
    await this.documents.send(new UpdateTableCommand({ TableName, StreamSpecification: { StreamEnabled: false } }));
    await meanwhile();
    await this.documents.send(new UpdateTableCommand({ TableName, StreamSpecification }));
  }

  async allLeases(): Promise<Lease[]> {
    const perStream = (await this.streams.list()).map((streamArn) => this.leases.ofStream(streamArn));
    return (await Promise.all(perStream)).flat();
  }

  /** As a relay finds them that comes back too late: of shards that are not at their end it knows since when alone. */
  async forgetCheckpoints(coveredUntil: number): Promise<void> {
    for (const lease of await this.allLeases()) {
      const held = (await this.leases.take(lease, 'a clock of yesterday'))!;
      if (held.checkpoint !== SHARD_END) await this.leases.release(held, { checkpoint: TRIM_HORIZON, coveredUntil });
    }
  }

  async close(): Promise<void> {
    await this.stopRelays();
    await this.consumer.disconnect();
    await this.admin.deleteTopics({ topics: Object.values<string>({ ...this.topics }) });
    await this.admin.disconnect();
    await this.table.drop();
    await this.documents.send(new DeleteTableCommand({ TableName: this.config.LEASE_TABLE_NAME }));
    await this.stores.close();
  }

  private async createLeaseTable(): Promise<void> {
    const TableName = this.config.LEASE_TABLE_NAME;
    await this.documents.send(new CreateTableCommand(leaseTableDefinition(TableName)));
    await waitUntilTableExists({ client: this.documents, maxWaitTime: 30, minDelay: 0.1, maxDelay: 1 }, { TableName });
  }

  private async createTopics(maxMessageBytes: number): Promise<void> {
    await this.admin.connect();
    await createTopics(this.admin, [
      {
        topic: this.topics.events,
        numPartitions: PARTITIONS,
        configEntries: [{ name: 'max.message.bytes', value: String(maxMessageBytes) }],
      },
      { topic: this.topics.deadLetters, numPartitions: 1 },
    ]);
  }

  private async consume(): Promise<void> {
    const { events, deadLetters } = this.topics;
    await this.consumer.connect();
    await this.consumer.subscribe({ topics: [events, deadLetters], fromBeginning: true });
    await this.consumer.run({
      eachMessage: ({ topic, message }) => {
        (topic === events ? this.received : this.deadLetters).push(message);
        return Promise.resolve();
      },
    });
  }
}

const CREATED_AT = '2026-11-24T10:00:00.000Z';
