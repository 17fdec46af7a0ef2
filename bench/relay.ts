/**
 * Records a second from the stream to the topic, beside bare GetRecords of the same stream by the SDK as it comes. The two take turns, so that a
 * machine whose speed drifts does not favour either; quote the ratio.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { BatchWriteItemCommand, CreateTableCommand, DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient, GetRecordsCommand, GetShardIteratorCommand } from '@aws-sdk/client-dynamodb-streams';
import { marshall } from '@aws-sdk/util-dynamodb';
import { createDocumentClient } from '@app/common/dynamodb';
import { createLeanStreamsClient } from '@app/common/dynamodb/lean';
import { createKafka, createTopics } from '@app/common/kafka';
import { type MessageItem, messageKey, messagesTableDefinition } from '@app/common/table';
import { SHARD_END, TRIM_HORIZON } from '../apps/stream-relay/src/leases/checkpoint';
import type { Lease } from '../apps/stream-relay/src/leases/lease';
import { leaseTableDefinition } from '../apps/stream-relay/src/leases/lease-table';
import { LeasesStore } from '../apps/stream-relay/src/leases/leases.store';
import { relayTopics } from '../apps/stream-relay/src/publishing/relay-topics';
import { BEFORE_THE_STREAM } from '../apps/stream-relay/src/stream/shard-graph';
import { TableStreams } from '../apps/stream-relay/src/stream/table-streams';
import { ServiceProcess } from '../test/faults/support/service-process';
import { startBackingServices, stopBackingServices } from '../test/support/backing-services';
import { range } from '../test/support/range';
import { services } from '../test/support/services';
import { uniqueName } from '../test/support/unique';
import { median, printTable } from './figures';

const RECORDS = Number(process.env['BENCH_RECORDS'] ?? 20_000);
const ROUNDS = 5;
const CONVERSATIONS = 100;
const POLL_MS = 20;
const TEXT = 'a message of sixty bytes, as people write them to each other';

async function run(): Promise<void> {
  const ownServices = await startBackingServices();
  const bench = new RelayBench();
  try {
    await bench.prepare();
    const process = await bench.startRelay();
    await bench.relay();
    const rounds: { bare: number; relay: number }[] = [];
    for (const round of range(ROUNDS)) {
      const [bare, relay] = [await bench.bareReads(), await bench.relay()];
      rounds.push({ bare, relay });
      console.log(`round ${round + 1}: ${Math.round(bare)} read bare, ${Math.round(relay)} relayed, records a second`);
    }
    const [bare, relay] = [median(rounds.map((each) => each.bare)), median(rounds.map((each) => each.relay))];
    printTable([
      ['', 'records/s'],
      ['bare GetRecords', bare],
      ['stream to topic', relay],
    ]);
    console.log(`ratio ${median(rounds.map((each) => each.relay / each.bare)).toFixed(2)}`);
    console.log(`the relay took ${(await process.peakMemory()).toFixed(0)} MB at most`);
    await process.stop();
  } finally {
    await bench.close();
    if (ownServices) await stopBackingServices();
  }
}

class RelayBench {
  private readonly name = uniqueName('relay-bench');
  private readonly environment = {
    ...services(),
    AWS_REGION: 'us-east-1',
    LOG_LEVEL: 'warn',
    TABLE_NAME: this.name,
    LEASE_TABLE_NAME: `${this.name}-leases`,
    KAFKA_TOPIC_PREFIX: `${this.name}.`,
    // DynamoDB Local has no limit on reads of a shard.
    RELAY_POLL_INTERVAL_MS: '1',
    RELAY_DISCOVERY_INTERVAL_MS: '200',
  };
  private readonly documents = createDocumentClient(this.environment);
  private readonly streamsClient = createLeanStreamsClient(this.environment);
  private readonly streams = new TableStreams(this.streamsClient, this.environment);
  private readonly bareClient = new DynamoDBStreamsClient({
    region: this.environment.AWS_REGION,
    endpoint: this.environment.DYNAMODB_ENDPOINT,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  private readonly leases = new LeasesStore(this.documents, this.environment);
  private readonly topics = relayTopics(this.environment.KAFKA_TOPIC_PREFIX);
  private readonly admin = createKafka({ KAFKA_BROKERS: this.environment.KAFKA_BROKERS.split(',') }, 'bench').admin();

  /** A stream full of messages, whose past counts as published. */
  async prepare(): Promise<void> {
    await this.documents.send(new CreateTableCommand(messagesTableDefinition(this.name)));
    await this.documents.send(new CreateTableCommand(leaseTableDefinition(this.environment.LEASE_TABLE_NAME)));
    await this.admin.connect();
    const topics = Object.values<string>({ ...this.topics }).map((topic) => ({ topic, numPartitions: 6 }));
    await createTopics(this.admin, topics);
    const items = messages();
    for (let i = 0; i < items.length; i += 25) {
      const puts = items.slice(i, i + 25).map((item) => ({ PutRequest: { Item: marshall(item) } }));
      await this.documents.send(new BatchWriteItemCommand({ RequestItems: { [this.name]: puts } }));
    }
    for (const shardId of [BEFORE_THE_STREAM, ...(await this.shardIds())]) {
      await this.leases.create({ streamArn: await this.streamArn(), shardId }, Date.now());
    }
  }

  async bareReads(): Promise<number> {
    const streamArn = await this.streamArn();
    const startedAt = performance.now();
    for (const shardId of await this.shardIds()) {
      const start = { StreamArn: streamArn, ShardId: shardId, ShardIteratorType: 'TRIM_HORIZON' as const };
      let { ShardIterator } = await this.bareClient.send(new GetShardIteratorCommand(start));
      let read: number;
      do {
        const page = await this.bareClient.send(new GetRecordsCommand({ ShardIterator, Limit: 1_000 }));
        ShardIterator = page.NextShardIterator;
        read = page.Records?.length ?? 0;
      } while (read > 0);
    }
    return (RECORDS * 1_000) / (performance.now() - startedAt);
  }

  async startRelay(): Promise<ServiceProcess> {
    const relay = await ServiceProcess.spawn({
      app: 'stream-relay',
      name: this.name,
      environment: this.environment,
    });
    await relay.ready();
    return relay;
  }

  /** Lets the relay begin anew, and measures from the first record that arrives to the last. */
  async relay(): Promise<number> {
    const before = await this.arrived();
    await this.forgetCheckpoints();
    let first: { at: number; count: number } | undefined;
    for (;;) {
      const count = (await this.arrived()) - before;
      if (count > 0) first ??= { at: performance.now(), count };
      if (first && count >= RECORDS) return ((count - first.count) * 1_000) / (performance.now() - first.at);
      await sleep(POLL_MS);
    }
  }

  async close(): Promise<void> {
    await this.admin.deleteTopics({ topics: Object.values<string>({ ...this.topics }) });
    await this.admin.disconnect();
    for (const TableName of [this.name, this.environment.LEASE_TABLE_NAME]) {
      await this.documents.send(new DeleteTableCommand({ TableName }));
    }
    this.documents.destroy();
    await this.streamsClient.destroy();
    this.bareClient.destroy();
  }

  /** Takes the shards from the relay: what was written before the stream is repaired, and nothing of the stream published. */
  private async forgetCheckpoints(): Promise<void> {
    for (const shardId of [BEFORE_THE_STREAM, ...(await this.shardIds())]) {
      const checkpoint = shardId === BEFORE_THE_STREAM ? SHARD_END : TRIM_HORIZON;
      await this.leases.release(await this.taken(shardId), { checkpoint, coveredUntil: Date.now() });
    }
  }

  /** The relay renews its lease meanwhile, which refuses a take. */
  private async taken(shardId: string): Promise<Lease> {
    for (;;) {
      const leases = await this.leases.ofStream(await this.streamArn());
      const taken = await this.leases.take(
        leases.find((lease) => lease.shardId === shardId)!,
        'bench',
      );
      if (taken) return taken;
    }
  }

  private async arrived(): Promise<number> {
    const offsets = await this.admin.fetchTopicOffsets(this.topics.events);
    return offsets.reduce((sum, { high }) => sum + Number(high), 0);
  }

  private async streamArn(): Promise<string> {
    return (await this.streams.list())[0]!;
  }

  private async shardIds(): Promise<string[]> {
    return (await this.streams.shards(await this.streamArn())).map(({ id }) => id);
  }
}

function messages(): MessageItem[] {
  const groups = range(CONVERSATIONS).map(() => randomUUID());
  const members = [randomUUID(), randomUUID()];
  return range(RECORDS).map((i) => {
    const number = 1 + Math.floor(i / CONVERSATIONS);
    const group = groups[i % CONVERSATIONS]!;
    return {
      ...messageKey(group, number),
      message_group_uuid: group,
      number,
      message_uuid: randomUUID(),
      message: TEXT,
      user_uuid: members[0]!,
      user_handle: 'andrewbrown',
      user_display_name: 'Andrew Brown',
      created_at: new Date().toISOString(),
      member_uuids: members,
    };
  });
}

void run();
