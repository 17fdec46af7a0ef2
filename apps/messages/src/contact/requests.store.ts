import { Inject, Injectable } from '@nestjs/common';
import type { MessageGroup } from '@app/common/contracts';
import { asStoreFailure, isConditionFailed, LeanDynamoDbClient, toAttributes } from '@app/common/dynamodb/lean';
import { GROUP_ROW, groupRowKey, ITEM_EXISTS, readGroupRow } from '@app/common/table';
import { MESSAGES_CONFIG, type MessagesConfig } from '../config/messages.config';

/** Conversations that wait for their recipient, in the recipients' rows. A repetition changes nothing. */
@Injectable()
export class RequestsStore {
  constructor(
    private readonly dynamoDb: LeanDynamoDbClient,
    @Inject(MESSAGES_CONFIG) private readonly config: Pick<MessagesConfig, 'TABLE_NAME'>,
  ) {}

  /** Also what was declined. @returns the row, undefined where there is none. */
  accept(userUuid: string, groupUuid: string): Promise<MessageGroup | undefined> {
    return this.change(userUuid, groupUuid, {
      UpdateExpression: `REMOVE #request`,
      ConditionExpression: ITEM_EXISTS,
    });
  }

  /** @returns the row; undefined where there is none, or one that does not wait any more. */
  decline(userUuid: string, groupUuid: string): Promise<MessageGroup | undefined> {
    return this.change(userUuid, groupUuid, {
      UpdateExpression: `SET #request = :declined`,
      ConditionExpression: 'attribute_exists(#request)',
      ExpressionAttributeValues: toAttributes({ ':declined': 'declined' }),
    });
  }

  private async change(
    userUuid: string,
    groupUuid: string,
    how: Pick<
      Parameters<LeanDynamoDbClient['updateItem']>[0],
      'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeValues'
    >,
  ): Promise<MessageGroup | undefined> {
    try {
      const { Attributes: row } = await this.dynamoDb.updateItem({
        TableName: this.config.TABLE_NAME,
        Key: toAttributes(groupRowKey(userUuid, groupUuid)),
        ExpressionAttributeNames: { '#request': GROUP_ROW.request },
        ...how,
        ReturnValues: 'ALL_NEW',
      });
      return row && readGroupRow(row);
    } catch (error) {
      if (isConditionFailed(error)) return undefined;
      throw asStoreFailure(error);
    }
  }
}
