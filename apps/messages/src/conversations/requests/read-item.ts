import { type Attributes, type LeanDynamoDbClient, storeRead, toAttributes } from '@app/common/dynamodb/lean';
import type { TableKey } from '@app/common/table';

/** Strongly consistent; undefined where nothing is. */
export async function readItem(
  dynamoDb: LeanDynamoDbClient,
  TableName: string,
  key: TableKey,
): Promise<Attributes | undefined> {
  const request = { TableName, Key: toAttributes(key), ConsistentRead: true };
  return (await storeRead((gone) => dynamoDb.getItem(request, gone))).Item;
}
