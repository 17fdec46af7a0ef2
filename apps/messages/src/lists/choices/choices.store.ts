import { Inject, Injectable } from '@nestjs/common';
import type { MessageGroup } from '@app/common/contracts';
import { asStoreFailure, isConditionFailed, LeanDynamoDbClient, toAttributes } from '@app/common/dynamodb/lean';
import { GROUP_ROW, groupRowKey, ITEM_EXISTS, readGroupRow, readRequest } from '@app/common/table';
import { MESSAGES_CONFIG, type MessagesConfig } from '../../config/messages.config';

const { lastNumber, mutedUntil, mutedNumber, archivedNumber, pinnedAt } = GROUP_ROW;

const IS_LISTED = `${ITEM_EXISTS} AND attribute_not_exists(#request)`;

interface Change {
  /** What is done to the row. */
  update: string;
  /** Otherwise it is done already. */
  when?: string;
  values?: Record<string, string | number>;
}

/**
 * What members choose for conversations, in their rows. Each method is one request, a repetition changes nothing, and the
 * answer is the row as it then is; undefined when this user has no such row.
 */
@Injectable()
export class ChoicesStore {
  constructor(
    private readonly dynamoDb: LeanDynamoDbClient,
    @Inject(MESSAGES_CONFIG) private readonly config: Pick<MessagesConfig, 'TABLE_NAME'>,
  ) {}

  /** Keeps with it which message was the last one. */
  mute(userUuid: string, groupUuid: string, until: string): Promise<MessageGroup | undefined> {
    return this.change(userUuid, groupUuid, {
      update: `SET ${mutedUntil} = :until, ${mutedNumber} = ${lastNumber}`,
      when: `(attribute_not_exists(${mutedUntil}) OR ${mutedUntil} <> :until)`,
      values: { ':until': until },
    });
  }

  unmute(userUuid: string, groupUuid: string): Promise<MessageGroup | undefined> {
    return this.change(userUuid, groupUuid, { update: `REMOVE ${mutedUntil}, ${mutedNumber}` });
  }

  /** Up to `number`; up to the last message that the row shows where there is none. Never less than before. */
  archive(userUuid: string, groupUuid: string, number: number | undefined): Promise<MessageGroup | undefined> {
    const upTo = number === undefined ? lastNumber : ':number';
    return this.change(userUuid, groupUuid, {
      update: `SET ${archivedNumber} = ${upTo}`,
      when: `(attribute_not_exists(${archivedNumber}) OR ${archivedNumber} < ${upTo})`,
      ...(number !== undefined && { values: { ':number': number } }),
    });
  }

  unarchive(userUuid: string, groupUuid: string): Promise<MessageGroup | undefined> {
    return this.change(userUuid, groupUuid, { update: `REMOVE ${archivedNumber}` });
  }

  /** Since when it has been pinned stays. */
  pin(userUuid: string, groupUuid: string, at: string): Promise<MessageGroup | undefined> {
    return this.change(userUuid, groupUuid, {
      update: `SET ${pinnedAt} = :at`,
      when: `attribute_not_exists(${pinnedAt})`,
      values: { ':at': at },
    });
  }

  unpin(userUuid: string, groupUuid: string): Promise<MessageGroup | undefined> {
    return this.change(userUuid, groupUuid, { update: `REMOVE ${pinnedAt}` });
  }

  /** What has not been accepted is not in the list yet. */
  private async change(
    userUuid: string,
    groupUuid: string,
    { update, when, values }: Change,
  ): Promise<MessageGroup | undefined> {
    try {
      const { Attributes: row } = await this.dynamoDb.updateItem({
        TableName: this.config.TABLE_NAME,
        Key: toAttributes(groupRowKey(userUuid, groupUuid)),
        UpdateExpression: update,
        ExpressionAttributeNames: { '#request': GROUP_ROW.request },
        ConditionExpression: [IS_LISTED, ...(when === undefined ? [] : [when])].join(' AND '),
        ...(values && { ExpressionAttributeValues: toAttributes(values) }),
        ReturnValues: 'ALL_NEW',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      return row && readGroupRow(row);
    } catch (error) {
      if (!isConditionFailed(error)) throw asStoreFailure(error);
      return error.Item && !readRequest(error.Item) ? readGroupRow(error.Item) : undefined;
    }
  }
}
