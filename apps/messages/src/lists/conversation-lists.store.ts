import { Inject, Injectable } from '@nestjs/common';
import type { MessageGroup } from '@app/common/contracts';
import {
  asStoreFailure,
  type Attributes,
  isConditionFailed,
  LeanDynamoDbClient,
  numberOf,
  storeRead,
  toAttributes,
} from '@app/common/dynamodb/lean';
import { GROUP_ROW, groupRowKey, groupsPartition, ITEM_EXISTS, PARTITION_KEY, readGroupRow } from '@app/common/table';
import { MESSAGES_CONFIG, type MessagesConfig } from '../config/messages.config';
import type { GroupCursor } from './group-cursor';
import { ListMetrics } from './list-metrics';
import { NearestRows } from './nearest-rows';

/** The conversation lists as this service needs them: it reads them and moves read markers; the projector does the rest. */
@Injectable()
export class ConversationListsStore {
  constructor(
    private readonly dynamoDb: LeanDynamoDbClient,
    @Inject(MESSAGES_CONFIG) private readonly config: Pick<MessagesConfig, 'TABLE_NAME'>,
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
    return nearest.page().map(readGroupRow);
  }

  /**
   * Moves the member's read marker forward to `number`, never back.
   * @returns where the marker then stands; undefined when this user has no such row.
   */
  async moveReadMarker(userUuid: string, groupUuid: string, number: number): Promise<number | undefined> {
    try {
      await this.dynamoDb.updateItem({
        TableName: this.config.TABLE_NAME,
        Key: toAttributes(groupRowKey(userUuid, groupUuid)),
        UpdateExpression: `SET ${GROUP_ROW.lastReadNumber} = :n`,
        ConditionExpression: `${ITEM_EXISTS} AND ${GROUP_ROW.lastReadNumber} < :n`,
        ExpressionAttributeValues: toAttributes({ ':n': number }),
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      return number;
    } catch (error) {
      if (!isConditionFailed(error)) throw asStoreFailure(error);
      return error.Item && numberOf(error.Item, GROUP_ROW.lastReadNumber);
    }
  }

  /** All rows of a user: a request for each MB, and the end of one is not the end. */
  private async *rowsOf(userUuid: string): AsyncGenerator<Attributes[]> {
    let ExclusiveStartKey: Attributes | undefined;
    do {
      const query = {
        TableName: this.config.TABLE_NAME,
        KeyConditionExpression: `${PARTITION_KEY} = :pk`,
        ExpressionAttributeValues: toAttributes({ ':pk': groupsPartition(userUuid) }),
        ConsistentRead: true,
        ExclusiveStartKey,
      };
      const { Items = [], LastEvaluatedKey } = await storeRead((gone) => this.dynamoDb.query(query, gone));
      yield Items;
      ExclusiveStartKey = LastEvaluatedKey;
    } while (ExclusiveStartKey);
  }
}
