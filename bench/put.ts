/**
 * What one put costs this process in CPU: by the SDK's document client, by its plain client, and by the lean client, in turn
 * against one server that answers nothing but `{}`. The server is a process of its own. Quote the ratios.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { createDocumentClient, createDynamoDbClient } from '@app/common/dynamodb';
import { createLeanClient, toAttributes } from '@app/common/dynamodb/lean';
import { type MessageItem, messageKey } from '@app/common/table';
import { range } from '../test/support/range';
import { median, printTable } from './figures';

const AT_ONCE = 16;
const ROUNDS = 5;
const WARM_UP_MS = 1_000;
const ROUND_MS = 1_500;
const UUID = 'd567570f-1d77-5300-98e8-1b81554728b6';

type Put = (item: MessageItem) => Promise<unknown>;

async function run(): Promise<void> {
  const server = fork(__filename, ['server']);
  const [endpoint] = (await once(server, 'message')) as [string];
  const { puts, close } = putsAt(endpoint);
  const costs = Object.fromEntries(Object.keys(puts).map((name) => [name, [] as number[]]));
  for (const put of Object.values(puts)) await costOf(put, WARM_UP_MS);
  for (const _ of range(ROUNDS)) {
    for (const [name, put] of Object.entries(puts)) costs[name]!.push(await costOf(put, ROUND_MS));
  }
  const lean = median(costs['lean client']!);
  const rows = Object.entries(costs).map(([name, samples]) => [name, median(samples), median(samples) / lean]);
  printTable([['', 'us of CPU a put', 'ratio'], ...rows]);
  await close();
  server.disconnect();
}

function putsAt(endpoint: string): { puts: Record<string, Put>; close: () => Promise<void> } {
  const config = { AWS_REGION: 'us-east-1', DYNAMODB_ENDPOINT: endpoint };
  const [documents, sdk, lean] = [createDocumentClient(config), createDynamoDbClient(config), createLeanClient(config)];
  const options = { TableName: 'table', ConditionExpression: 'attribute_not_exists(pk)' };
  return {
    puts: {
      'document client': (Item) => documents.send(new PutCommand({ ...options, Item })),
      'SDK client': (item) => sdk.send(new PutItemCommand({ ...options, Item: marshall(item) })),
      'lean client': (item) => lean.putItem({ ...options, Item: toAttributes(item) }),
    },
    close: async () => {
      documents.destroy();
      sdk.destroy();
      await lean.destroy();
    },
  };
}

/** In microseconds of this process. */
async function costOf(put: Put, forMs: number): Promise<number> {
  let [count, isOver] = [0, false];
  const before = process.cpuUsage();
  const workers = range(AT_ONCE).map(async () => {
    while (!isOver) await put(message((count += 1)));
  });
  await sleep(forMs);
  isOver = true;
  await Promise.all(workers);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / count;
}

const message = (number: number): MessageItem => ({
  ...messageKey(UUID, number),
  message_group_uuid: UUID,
  number,
  message_uuid: UUID,
  message: 'a message of sixty bytes, as people write them to each other',
  user_uuid: UUID,
  user_handle: 'andrewbrown',
  user_display_name: 'Andrew Brown',
  created_at: new Date().toISOString(),
  member_uuids: [UUID, UUID],
});

function serve(): void {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.setHeader('content-type', 'application/x-amz-json-1.0').end('{}'));
  });
  server.listen(0, '127.0.0.1', () => process.send!(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  process.on('disconnect', () => process.exit());
}

if (process.argv[2] === 'server') serve();
else void run();
