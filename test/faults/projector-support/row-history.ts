import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import {
  type _Record,
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { createDynamoDbClient, createStreamsClient } from '@app/common/dynamodb';
import { type DynamoDbConfig } from '@app/common/dynamodb/lean';
import type { GroupRowItem } from '@app/common/table';

/** Every change of every group row, from the table's own stream: what no reader of the rows could see for certain. */
export interface RowHistory {
  changes: number;
  /** Changes by which a row lost something that it had, or vanished. */
  backwards: string[];
}

export async function rowHistory(config: DynamoDbConfig, tableName: string): Promise<RowHistory> {
  const streams = createStreamsClient(config);
  try {
    const changes = (await recordsOf(streams, await streamArn(config, tableName))).filter(isGroupRow);
    return { changes: changes.length, backwards: changes.filter(goesBack).map((change) => JSON.stringify(change)) };
  } finally {
    streams.destroy();
  }
}

async function streamArn(config: DynamoDbConfig, TableName: string): Promise<string> {
  const client = createDynamoDbClient(config);
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  client.destroy();
  return Table!.LatestStreamArn!;
}

async function recordsOf(streams: DynamoDBStreamsClient, StreamArn: string): Promise<_Record[]> {
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
  const records: _Record[] = [];
  for (const { ShardId } of StreamDescription?.Shards ?? []) {
    const start = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' as const };
    let { ShardIterator } = await streams.send(new GetShardIteratorCommand(start));
    while (ShardIterator) {
      const page = await streams.send(new GetRecordsCommand({ ShardIterator }));
      records.push(...(page.Records ?? []));
      ShardIterator = page.Records?.length ? page.NextShardIterator : undefined;
    }
  }
  return records;
}

const isGroupRow = ({ dynamodb }: _Record): boolean => dynamodb?.Keys?.['pk']?.S?.startsWith('GRP#') ?? false;

function goesBack({ dynamodb }: _Record): boolean {
  const [before, after] = [imageOf(dynamodb?.OldImage), imageOf(dynamodb?.NewImage)];
  if (!before) return false;
  if (!after) return true;
  const isLess = REGISTERS.some((name) => (after[name] ?? 0) < (before[name] ?? 0));
  return isLess || (after.preview_number === before.preview_number && isBelow(after, before));
}

/** What only grows in a row whose member moves nothing back. */
const REGISTERS = ['last_number', 'last_read_number', 'revision', 'uncounted_number', 'preview_number'] as const;

const isBelow = (after: GroupRowItem, before: GroupRowItem): boolean =>
  (after.preview_revision ?? 0) < (before.preview_revision ?? 0);

const imageOf = (image: Parameters<typeof unmarshall>[0] | undefined): GroupRowItem | undefined =>
  image && (unmarshall(image) as GroupRowItem);
