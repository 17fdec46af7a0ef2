import {
  DescribeTableCommand,
  type DynamoDBClient,
  paginateListTables,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import { createDynamoDbClient } from '@app/common/dynamodb';
import { note } from '@local-stack/terminal/terminal';
import { printTable } from '../output/format-table';
import { printJson } from '../output/json';
import { whereIs } from '../services/aws-failure';
import { withDynamoDb } from '../services/dynamodb';
import type { ReadOptions } from '../where/options';
import { findTarget } from '../where/target';

export async function listTables(options: ReadOptions): Promise<void> {
  const target = await findTarget(options);
  const tables = (await withDynamoDb(target, createDynamoDbClient, describeAll)).map(rowOf);
  if (options.json) return printJson(tables);
  if (tables.length === 0) {
    return note(`there is no table (${whereIs({ endpoint: target.DYNAMODB_ENDPOINT, region: target.AWS_REGION })})`);
  }
  printTable(
    ['table', 'status', 'items', 'bytes', 'stream'],
    tables.map(({ table, status, items, bytes, stream }) => [table, status, items, bytes, stream]),
  );
}

async function describeAll(client: DynamoDBClient): Promise<TableDescription[]> {
  const tables: TableDescription[] = [];
  for await (const { TableNames = [] } of paginateListTables({ client }, {})) {
    const page = TableNames.map((TableName) => client.send(new DescribeTableCommand({ TableName })));
    tables.push(...(await Promise.all(page)).flatMap(({ Table }) => Table ?? []));
  }
  return tables;
}

/** DynamoDB counts items and bytes every six hours. */
const rowOf = (table: TableDescription) => ({
  table: table.TableName,
  status: table.TableStatus,
  items: table.ItemCount,
  bytes: table.TableSizeBytes,
  stream: table.StreamSpecification?.StreamViewType ?? null,
});
