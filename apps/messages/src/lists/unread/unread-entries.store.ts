import { Inject, Injectable } from '@nestjs/common';
import { type Attributes, LeanDynamoDbClient, storeRead, toAttributes } from '@app/common/dynamodb/lean';
import { conversationPartition, MESSAGE, messageSortKey, PARTITION_KEY, SORT_KEY } from '@app/common/table';
import { MESSAGES_CONFIG, type MessagesConfig } from '../../config/messages.config';
import type { Stretch } from './unread-position';

/** An entry without a kind is a message. */
const IS_MESSAGE = '(attribute_not_exists(#kind) OR #kind = :message)';

/** Looks at entries of conversations without having them sent. */
@Injectable()
export class UnreadEntriesStore {
  constructor(
    private readonly dynamoDb: LeanDynamoDbClient,
    @Inject(MESSAGES_CONFIG) private readonly config: Pick<MessagesConfig, 'TABLE_NAME'>,
  ) {}

  /** How many messages of others, which are not deleted, are in the stretch. Strongly consistent; 1 unit for each 4 KB. */
  async count(readerUuid: string, groupUuid: string, { from, to }: Stretch): Promise<number> {
    let count = 0;
    let ExclusiveStartKey: Attributes | undefined;
    do {
      const query = {
        TableName: this.config.TABLE_NAME,
        KeyConditionExpression: `${PARTITION_KEY} = :pk AND ${SORT_KEY} BETWEEN :from AND :to`,
        FilterExpression: `#sender <> :reader AND attribute_not_exists(#deleted) AND ${IS_MESSAGE}`,
        ExpressionAttributeNames: {
          '#sender': MESSAGE.senderUuid,
          '#deleted': MESSAGE.deletedAt,
          '#kind': MESSAGE.kind,
        },
        ExpressionAttributeValues: toAttributes({
          ':pk': conversationPartition(groupUuid),
          ':from': messageSortKey(from),
          ':to': messageSortKey(to),
          ':reader': readerUuid,
          ':message': 'message',
        }),
        Select: 'COUNT',
        ConsistentRead: true,
        ExclusiveStartKey,
      } as const;
      const { Count = 0, LastEvaluatedKey } = await storeRead((gone) => this.dynamoDb.query(query, gone));
      count += Count;
      ExclusiveStartKey = LastEvaluatedKey;
    } while (ExclusiveStartKey);
    return count;
  }
}
