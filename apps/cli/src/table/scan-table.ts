import { type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { createDocumentClient } from '@app/common/dynamodb';
import { itemKind, PARTITION_KEY, SORT_KEY, type StoredItem, storedItemOf } from '@app/common/table';
import { note } from '@local-stack/terminal/terminal';
import { printTable } from '../output/format-table';
import { printJsonAsIs } from '../output/json';
import { withDynamoDb } from '../services/dynamodb';
import type { ReadOptions } from '../where/options';
import { findTarget } from '../where/target';

interface Scanned {
  items: StoredItem[];
  hasMore: boolean;
}

export async function scanTable({ limit, ...options }: ReadOptions & { limit: number }): Promise<void> {
  const target = await findTarget(options);
  const { items, hasMore } = await withDynamoDb(target, createDocumentClient, (documents) =>
    scan(documents, target.TABLE_NAME, limit),
  );
  if (options.json) printJsonAsIs(items);
  else printTable(['kind', 'pk', 'sk', 'attributes'], items.map(rowOf));
  note(`${items.length} items${hasMore ? `; there are more: --limit ${limit * 10} shows more of them` : ''}`);
}

/** One item more than asked for tells whether there are more. */
async function scan(client: DynamoDBDocumentClient, TableName: string, limit: number): Promise<Scanned> {
  const items: StoredItem[] = [];
  for await (const page of paginateScan({ client, pageSize: limit + 1 }, { TableName, ConsistentRead: true })) {
    items.push(...(page.Items ?? []).map(storedItemOf));
    if (items.length > limit) break;
  }
  return { items: items.slice(0, limit), hasMore: items.length > limit };
}

function rowOf(item: StoredItem): string[] {
  const { [PARTITION_KEY]: pk, [SORT_KEY]: sk, ...attributes } = item;
  return [itemKind(item) ?? 'unknown', pk, sk, JSON.stringify(attributes)];
}
