import { Inject, Injectable } from '@nestjs/common';
import type { MessageGroup } from '@app/common/contracts';
import { type Attributes, LeanDynamoDbClient, storeRead, toAttributes } from '@app/common/dynamodb/lean';
import { groupsPartition, PARTITION_KEY, readGroupRow } from '@app/common/table';
import { MESSAGES_CONFIG, type MessagesConfig } from '../config/messages.config';
import type { GroupCursor } from './group-cursor';
import { ListMetrics } from './list-metrics';
import { NearestRows } from './nearest-rows';

/** Reads the rows of conversation lists. */
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
