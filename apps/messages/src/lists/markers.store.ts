import { Inject, Injectable } from '@nestjs/common';
import {
  asStoreFailure,
  isConditionFailed,
  LeanDynamoDbClient,
  numberOf,
  toAttributes,
} from '@app/common/dynamodb/lean';
import { GROUP_ROW, groupRowKey, ITEM_EXISTS } from '@app/common/table';
import { MESSAGES_CONFIG, type MessagesConfig } from '../config/messages.config';

/** How far members have come, in their rows: what the members themselves say; what their sending says, the projector does. */
@Injectable()
export class MarkersStore {
  constructor(
    private readonly dynamoDb: LeanDynamoDbClient,
    @Inject(MESSAGES_CONFIG) private readonly config: Pick<MessagesConfig, 'TABLE_NAME'>,
  ) {}

  /**
   * Moves the member's read marker forward to `number`, never back.
   * @returns where the marker then stands; undefined when this user has no such row.
   */
  async moveRead(userUuid: string, groupUuid: string, number: number): Promise<number | undefined> {
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
}
