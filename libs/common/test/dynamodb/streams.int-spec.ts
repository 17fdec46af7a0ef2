import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
} from '@aws-sdk/client-dynamodb-streams';
import { createStreamsClient } from '@app/common/dynamodb';
import { LeanDynamoDbClient, LeanStreamsClient, toAttributes } from '@app/common/dynamodb/lean';
import { services } from '../../../../test/support/services';
import { createTestTable, type TestTable } from '../../../../test/support/test-table';
import { outcomeOf } from './both-clients';
import { refuses, scriptedServer, succeeds } from './scripted-server';

/** Times are another type by each client, and an iterator is another each time. */
const withoutTimes = (outcome: object): unknown =>
  JSON.parse(JSON.stringify(outcome), (key, value: unknown) =>
    /DateTime$|ShardIterator$/.test(key) ? undefined : value,
  );

describe('of a stream, the lean client', () => {
  const config = { AWS_REGION: 'us-east-1', ...services() };
  const sdk = createStreamsClient(config);
  const lean = new LeanStreamsClient(config);
  let table: TestTable;

  beforeAll(async () => {
    table = await createTestTable({ stream: true });
    const client = new LeanDynamoDbClient(config);
    for (const sk of ['1', '2', '2']) {
      await client.putItem({
        TableName: table.name,
        Item: toAttributes({ pk: 'MSG#1', sk, at: Math.random(), b: [{}] }),
      });
    }
    await client.destroy();
  });
  afterAll(async () => {
    sdk.destroy();
    await lean.destroy();
    await table.drop();
  });

  const both = async (ShardIterator: string, clients = { sdk, lean }) =>
    Promise.all([
      outcomeOf(clients.sdk.send(new GetRecordsCommand({ ShardIterator, Limit: 1_000 }))),
      outcomeOf(clients.lean.getRecords({ ShardIterator, Limit: 1_000 })),
    ]);

  it('reads the same records as the SDK, with their times in seconds', async () => {
    const [bySdk, byLean] = await both(await iteratorOf(sdk, table.name));
    const { Records: records = [] } = (byLean as { output: Awaited<ReturnType<typeof lean.getRecords>> }).output;
    expect(records.map(({ eventName }) => eventName)).toEqual(['INSERT', 'INSERT', 'MODIFY']);
    const writtenAt = records[0]!.dynamodb!.ApproximateCreationDateTime!;
    expect(Math.abs(writtenAt - Date.now() / 1_000)).toBeLessThan(600);
    expect(withoutTimes(byLean)).toEqual(withoutTimes(bySdk));
  });

  it('lists and describes streams, and has iterators, as the SDK', async () => {
    const TableName = table.name;
    const StreamArn = (await lean.listStreams({ TableName })).Streams![0]!.StreamArn!;
    const ShardId = (await lean.describeStream({ StreamArn })).StreamDescription!.Shards![0]!.ShardId!;
    const start = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' as const };
    const nowhere = { ...start, ShardId: 'shardId-00000000000000000000-nowhere1' };
    const pairs = [
      [sdk.send(new ListStreamsCommand({ TableName })), lean.listStreams({ TableName })],
      [sdk.send(new ListStreamsCommand({ Limit: 0 })), lean.listStreams({ Limit: 0 })],
      [sdk.send(new DescribeStreamCommand({ StreamArn })), lean.describeStream({ StreamArn })],
      [sdk.send(new DescribeStreamCommand({ StreamArn: 'x' })), lean.describeStream({ StreamArn: 'x' })],
      [sdk.send(new GetShardIteratorCommand(start)), lean.getShardIterator(start)],
      [sdk.send(new GetShardIteratorCommand(nowhere)), lean.getShardIterator(nowhere)],
    ];
    const outcomes = await Promise.all(pairs.map((pair) => Promise.all(pair.map(outcomeOf))));
    for (const [bySdk, byLean] of outcomes) expect(withoutTimes(byLean!)).toEqual(withoutTimes(bySdk!));
  });

  it('has the outcome of the SDK for an invalid iterator', async () => {
    const [bySdk, byLean] = await both('nonsense');
    expect(byLean).toEqual(bySdk);
  });

  it.each([
    ['ExpiredIteratorException'],
    ['TrimmedDataAccessException'],
    ['ResourceNotFoundException'],
    ['LimitExceededException'],
  ])('has the outcome of the SDK for %s', async (name) => {
    const server = await scriptedServer(refuses(name), refuses(name), succeeds);
    const settings = { AWS_REGION: 'us-east-1', DYNAMODB_ENDPOINT: server.url };
    const clients = { sdk: createStreamsClient(settings), lean: new LeanStreamsClient(settings) };
    const [bySdk, byLean] = await both('i', clients);
    expect(byLean).toEqual(bySdk);
    clients.sdk.destroy();
    await clients.lean.destroy();
    await server.close();
  });
});

async function iteratorOf(client: DynamoDBStreamsClient, TableName: string): Promise<string> {
  const { Streams } = await client.send(new ListStreamsCommand({ TableName }));
  const StreamArn = Streams![0]!.StreamArn!;
  const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamArn }));
  const start = {
    StreamArn,
    ShardId: StreamDescription!.Shards![0]!.ShardId!,
    ShardIteratorType: 'TRIM_HORIZON' as const,
  };
  const { ShardIterator } = await client.send(new GetShardIteratorCommand(start));
  return ShardIterator!;
}
