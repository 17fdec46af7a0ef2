import { type Attributes, type LeanDynamoDbClient, storeRead, toAttributes } from '@app/common/dynamodb/lean';
import { conversationPartition, PARTITION_KEY, SORT_KEY } from '@app/common/table';

export interface ItemRange {
  groupUuid: string;
  /** Sort keys; both ends belong to the range. */
  from: string;
  to: string;
  backward?: boolean;
  /** Absent: all. */
  limit?: number;
}

/** The first items of a range, as many as were asked for if there are so many: one request reads 1 MB at most. */
export async function readRange(
  dynamoDb: LeanDynamoDbClient,
  TableName: string,
  { groupUuid, from, to, backward = false, limit }: ItemRange,
): Promise<Attributes[]> {
  const items: Attributes[] = [];
  let ExclusiveStartKey: Attributes | undefined;
  do {
    const query = {
      TableName,
      KeyConditionExpression: `${PARTITION_KEY} = :pk AND ${SORT_KEY} BETWEEN :from AND :to`,
      ExpressionAttributeValues: toAttributes({ ':pk': conversationPartition(groupUuid), ':from': from, ':to': to }),
      ScanIndexForward: !backward,
      ConsistentRead: true,
      ...(limit !== undefined && { Limit: limit - items.length }),
      ...(ExclusiveStartKey && { ExclusiveStartKey }),
    };
    const { Items = [], LastEvaluatedKey } = await storeRead((gone) => dynamoDb.query(query, gone));
    items.push(...Items);
    ExclusiveStartKey = LastEvaluatedKey;
  } while (ExclusiveStartKey && (limit === undefined || items.length < limit));
  return items;
}
