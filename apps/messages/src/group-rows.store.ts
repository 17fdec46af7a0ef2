import { ConditionalCheckFailedException, QueryCommand } from '@aws-sdk/client-dynamodb';
import { UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { MessageGroup } from '@app/common/contracts';
import { asStoreFailure, storeRequest } from '@app/common/dynamodb';
import { groupsPartition, type GroupRowItem } from '@app/common/table';
import type { GroupCursor } from './group-cursor';
import type { ListMetrics } from './list-metrics';
import { fromGroupRowItem } from './message-items';
import { NearestRows, type RawRow } from './nearest-rows';

/** The conversation lists as this service needs them: it reads them and moves read markers; the projector does the rest. */
export class GroupRowsStore {
  constructor(
    private readonly documents: DynamoDBDocumentClient,
    private readonly tableName: string,
    private readonly metrics: ListMetrics,
  ) {}

  /**
   * Up to `limit` rows beyond the cursor, nearest first: without a cursor, or towards older ones, by falling recency;
   * towards newer ones by rising recency. Strongly consistent: what was written is in the very next list.
   */
  async list(userUuid: string, cursor: GroupCursor | undefined, limit: number): Promise<MessageGroup[]> {
    const nearest = new NearestRows(cursor, limit);
    let read = 0;
    for await (const rows of this.rowsOf(userUuid)) {
      for (const row of rows) nearest.offer(row);
      read += rows.length;
    }
    this.metrics.listed(userUuid, read);
    return nearest.page().map((row) => fromGroupRowItem(unmarshall(row) as GroupRowItem));
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

  /** All rows of a user: a request for each MB, and the end of one is not the end. */
  private async *rowsOf(userUuid: string): AsyncGenerator<RawRow[]> {
    let ExclusiveStartKey: RawRow | undefined;
    do {
      const query = new QueryCommand({
        TableName: this.tableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: groupsPartition(userUuid) } },
        ConsistentRead: true,
        ExclusiveStartKey,
      });
      const { Items = [], LastEvaluatedKey } = await storeRequest(() => this.documents.send(query));
      yield Items;
      ExclusiveStartKey = LastEvaluatedKey;
    } while (ExclusiveStartKey);
  }
}
