/** A process that puts messages by the SDK as it comes, so that its processor time is that of bare puts alone. */
import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { type MessageItem, messageKey, messagesTableDefinition } from '@app/common/table';
import { range } from '../../test/support/range';
import { uniqueName } from '../../test/support/unique';
import { load } from './load';
import type { RawRound, RawRoundRequest } from './raw-puts-process';
import { SIXTY_BYTES } from './texts';

const TableName = uniqueName('raw-puts');
const client = new DynamoDBClient({
  region: 'us-east-1',
  endpoint: process.argv[2]!,
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  requestHandler: { httpAgent: { maxSockets: 128 } },
});
const partitions = range(64).map(() => ({ group: randomUUID(), last: 0 }));

async function put(worker: number): Promise<void> {
  const partition = partitions[worker]!;
  const item = messageItem(partition.group, (partition.last += 1));
  await client.send(
    new PutItemCommand({ TableName, Item: marshall(item), ConditionExpression: 'attribute_not_exists(pk)' }),
  );
}

function messageItem(group: string, number: number): MessageItem {
  const [sender, recipient] = [randomUUID(), randomUUID()];
  return {
    ...messageKey(group, number),
    message_group_uuid: group,
    number,
    message_uuid: randomUUID(),
    message: SIXTY_BYTES,
    user_uuid: sender,
    user_handle: 'andrewbrown',
    user_display_name: 'Andrew Brown',
    created_at: new Date().toISOString(),
    member_uuids: [sender, recipient],
  };
}

async function round({ concurrency, ms }: RawRoundRequest): Promise<RawRound> {
  const before = process.cpuUsage();
  const { perSecond, latencies } = await load(concurrency, ms, put);
  const { user, system } = process.cpuUsage(before);
  return { perSecond, latencies, cpuMsEach: (user + system) / 1_000 / latencies.length };
}

async function main(): Promise<void> {
  await client.send(new CreateTableCommand(messagesTableDefinition(TableName)));
  process.on('message', (request: RawRoundRequest) => {
    void round(request).then((result) => process.send!(result));
  });
  process.on('disconnect', () => process.exit(0));
  process.send!('ready');
}

void main();
