/**
 * Sends a second through the gateway, beside raw conditional puts a second by the bare SDK on the same DynamoDB Local.
 * The two take turns, so that a machine whose speed drifts does not favour either; quote the ratio.
 */
import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DeleteTableCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { createDynamoDbClient } from '@app/common/dynamodb';
import { conversationPartition, messagesTableDefinition, messageSortKey, type MessageItem } from '@app/common/table';
import { range } from '../test/support/range';
import { RestClient } from '../test/support/rest-client';
import { startStack } from '../test/support/stack';
import { uniqueName } from '../test/support/unique';
import { addUsers } from './add-users';
import { median, percentile, printTable } from './figures';

const ROUNDS = 5;
const ROUND_MS = Number(process.env['BENCH_ROUND_SECONDS'] ?? 4) * 1_000;
const CONCURRENCY = [1, 16, 64];
const TEXT = 'a message of sixty bytes, as people write them to each other';

interface Round {
  perSecond: number;
  latencies: number[];
}

/** Keeps `concurrency` workers busy for one round. */
async function load(concurrency: number, work: (worker: number) => Promise<void>): Promise<Round> {
  const latencies: number[] = [];
  const started = performance.now();
  await Promise.all(
    range(concurrency).map(async (worker) => {
      while (performance.now() - started < ROUND_MS) {
        const begun = performance.now();
        await work(worker);
        latencies.push(performance.now() - begun);
      }
    }),
  );
  return { perSecond: (latencies.length * 1_000) / (performance.now() - started), latencies };
}

async function rawPuts(dynamoDbEndpoint: string) {
  const client = createDynamoDbClient({ AWS_REGION: 'us-east-1', DYNAMODB_ENDPOINT: dynamoDbEndpoint });
  const TableName = uniqueName('raw-puts');
  await client.send(new CreateTableCommand(messagesTableDefinition(TableName)));
  const partitions = range(Math.max(...CONCURRENCY)).map(() => ({ group: randomUUID(), last: 0 }));
  const put = async (worker: number): Promise<void> => {
    const partition = partitions[worker]!;
    const item = messageItem(partition.group, (partition.last += 1));
    await client.send(
      new PutItemCommand({ TableName, Item: marshall(item), ConditionExpression: 'attribute_not_exists(pk)' }),
    );
  };
  const close = async () => {
    await client.send(new DeleteTableCommand({ TableName }));
    client.destroy();
  };
  return { put, close };
}

function messageItem(group: string, number: number): MessageItem {
  const [sender, recipient] = [randomUUID(), randomUUID()];
  return {
    pk: conversationPartition(group),
    sk: messageSortKey(number),
    message_group_uuid: group,
    number,
    message_uuid: randomUUID(),
    message: TEXT,
    user_uuid: sender,
    user_handle: 'andrewbrown',
    user_display_name: 'Andrew Brown',
    created_at: new Date().toISOString(),
    member_uuids: [sender, recipient],
  };
}

async function main(): Promise<void> {
  console.log('starting a stack of its own …');
  const stack = await startStack();
  const raw = await rawPuts(stack.environment['DYNAMODB_ENDPOINT']!);
  const client = new RestClient(stack.gatewayUrl, await stack.token('andrewbrown'));
  const handles = await addUsers(stack.environment['DATABASE_URL']!, Math.max(...CONCURRENCY));
  const groups: string[] = [];
  for (const handle of handles) groups.push((await client.start(handle, 'hello')).body.message_group_uuid);
  const send = async (worker: number): Promise<void> => {
    const { status, body } = await client.send(groups[worker]!, TEXT);
    if (status !== 200) throw new Error(`a send was answered ${status} ${JSON.stringify(body)}`);
  };

  const rows: (string | number)[][] = [
    ['concurrent', 'raw puts/s', 'sends/s', 'ratio', 'raw p50 ms', 'raw p99 ms', 'send p50 ms', 'send p99 ms', 'sends'],
  ];
  for (const concurrency of CONCURRENCY) {
    const puts: Round[] = [];
    const sends: Round[] = [];
    for (const round of range(ROUNDS + 1)) {
      process.stderr.write(
        `  ${concurrency} concurrent, round ${round} of ${ROUNDS}${round === 0 ? ' (warm-up)' : ''}\n`,
      );
      const [rawRound, sendRound] = [await load(concurrency, raw.put), await load(concurrency, send)];
      if (round === 0) continue;
      puts.push(rawRound);
      sends.push(sendRound);
    }
    const rawLatencies = puts.flatMap(({ latencies }) => latencies);
    const sendLatencies = sends.flatMap(({ latencies }) => latencies);
    rows.push([
      String(concurrency),
      median(puts.map(({ perSecond }) => perSecond)),
      median(sends.map(({ perSecond }) => perSecond)),
      median(sends.map(({ perSecond }, i) => perSecond / puts[i]!.perSecond)).toFixed(2),
      percentile(rawLatencies, 0.5),
      percentile(rawLatencies, 0.99),
      percentile(sendLatencies, 0.5),
      percentile(sendLatencies, 0.99),
      String(sendLatencies.length),
    ]);
  }
  printTable(rows);
  await client.close();
  await raw.close();
  await stack.stop();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
