import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { QueryCommand, UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { MessageGroup } from '@app/common/contracts';
import { asStoreFailure, storeRequest } from '@app/common/dynamodb';
import { groupsPartition, RECENCY_INDEX, RECENCY_KEY, type GroupRowItem } from '@app/common/table';
import type { GroupCursor } from './group-cursor';
import { fromGroupRowItem } from './message-items';

/** The conversation lists as this service needs them: it reads them and moves read markers; the projector does the rest. */
export class GroupRowsStore {
  constructor(
    private readonly documents: DynamoDBDocumentClient,
    private readonly tableName: string,
  ) {}

  /**
   * Up to `limit` rows beyond the cursor in one request, nearest first: without a cursor, or towards older ones, by
   * falling recency; towards newer ones by rising recency. The index follows the table within moments.
   */
  async list(userUuid: string, cursor: GroupCursor | undefined, limit: number): Promise<MessageGroup[]> {
    const { Items = [] } = await storeRequest(() =>
      this.documents.send(
        new QueryCommand({
          TableName: this.tableName,
          IndexName: RECENCY_INDEX,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': groupsPartition(userUuid) },
          ScanIndexForward: cursor?.towards === 'newer',
          Limit: limit,
          ...(cursor && {
            ExclusiveStartKey: {
              pk: groupsPartition(userUuid),
              sk: cursor.groupUuid,
              [RECENCY_KEY]: cursor.lastMessageAt,
            },
          }),
        }),
      ),
    );
    return (Items as GroupRowItem[]).map(fromGroupRowItem);
  }

  /**
   * Moves the member's read marker forward to `number`, never back.
   * @returns where the marker then stands; undefined when this user has no such row.
   */
  async moveReadMarker(userUuid: string, groupUuid: string, number: number): Promise<number | undefined> {
    try {
      await this.documents.send(
        new UpdateCommand({
          TableName: this.tableName,
          Key: { pk: groupsPartition(userUuid), sk: groupUuid },
          UpdateExpression: 'SET last_read_number = :n',
          ConditionExpression: 'attribute_exists(pk) AND last_read_number < :n',
          ExpressionAttributeValues: { ':n': number },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return number;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw asStoreFailure(error);
      return error.Item && (unmarshall(error.Item) as GroupRowItem).last_read_number;
    }
  }
}
