import { Inject, Injectable } from '@nestjs/common';
import {
  asStoreFailure,
  type Attributes,
  isConditionFailed,
  LeanDynamoDbClient,
  storeRead,
  storeRequest,
  textOf,
  toAttributes,
} from '@app/common/dynamodb/lean';
import {
  BLOCK,
  type BlockItem,
  blockKey,
  BLOCKS_SORT_KEY,
  ITEM_IS_ABSENT,
  PARTITION_KEY,
  personPartition,
  SORT_KEY,
} from '@app/common/table';
import { MESSAGES_CONFIG, type MessagesConfig } from '../config/messages.config';

/** Whom a person blocks, and since when. */
export interface Block {
  userUuid: string;
  createdAt: string;
}

/** Whom people block. Every read is strongly consistent. */
@Injectable()
export class BlocksStore {
  constructor(
    private readonly dynamoDb: LeanDynamoDbClient,
    @Inject(MESSAGES_CONFIG) private readonly config: Pick<MessagesConfig, 'TABLE_NAME'>,
  ) {}

  /** @returns the block; one that was there before stays as it was. */
  async add(blockerUuid: string, block: Block): Promise<Block> {
    const item: BlockItem = {
      ...blockKey(blockerUuid, block.userUuid),
      user_uuid: block.userUuid,
      created_at: block.createdAt,
    };
    try {
      await this.dynamoDb.putItem({
        TableName: this.config.TABLE_NAME,
        Item: toAttributes(item),
        ConditionExpression: ITEM_IS_ABSENT,
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      return block;
    } catch (error) {
      if (isConditionFailed(error) && error.Item) return readBlock(error.Item);
      throw asStoreFailure(error);
    }
  }

  /** Does nothing where there is no such block. */
  async remove(blockerUuid: string, userUuid: string): Promise<void> {
    const Key = toAttributes(blockKey(blockerUuid, userUuid));
    await storeRequest(() => this.dynamoDb.deleteItem({ TableName: this.config.TABLE_NAME, Key }));
  }

  /** In no order. */
  async of(blockerUuid: string): Promise<Block[]> {
    const blocks: Block[] = [];
    let ExclusiveStartKey: Attributes | undefined;
    do {
      const query = {
        TableName: this.config.TABLE_NAME,
        KeyConditionExpression: `${PARTITION_KEY} = :pk AND begins_with(${SORT_KEY}, :block)`,
        ExpressionAttributeValues: toAttributes({ ':pk': personPartition(blockerUuid), ':block': BLOCKS_SORT_KEY }),
        ConsistentRead: true,
        ExclusiveStartKey,
      };
      const { Items = [], LastEvaluatedKey } = await storeRead((gone) => this.dynamoDb.query(query, gone));
      blocks.push(...Items.map(readBlock));
      ExclusiveStartKey = LastEvaluatedKey;
    } while (ExclusiveStartKey);
    return blocks;
  }
}

const readBlock = (item: Attributes): Block => ({
  userUuid: textOf(item, BLOCK.userUuid),
  createdAt: textOf(item, BLOCK.createdAt),
});
