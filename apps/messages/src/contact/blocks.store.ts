import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@app/common/contracts';
import {
  asStoreFailure,
  type Attributes,
  isConditionFailed,
  LeanDynamoDbClient,
  optionalTextOf,
  storeRead,
  storeRequest,
  textOf,
  toAttributes,
} from '@app/common/dynamodb/lean';
import {
  BLOCK,
  blockKey,
  BLOCKS_SORT_KEY,
  ITEM_IS_ABSENT,
  NAMES,
  namesKey,
  PARTITION_KEY,
  personPartition,
  SORT_KEY,
} from '@app/common/table';
import { MESSAGES_CONFIG, type MessagesConfig } from '../config/messages.config';
import { SeveralItems } from '../conversations/several-items';

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
    private readonly items: SeveralItems,
    @Inject(MESSAGES_CONFIG) private readonly config: Pick<MessagesConfig, 'TABLE_NAME'>,
  ) {}

  /** @returns the block; one that was there before stays as it was. */
  async add(blockerUuid: string, block: Block): Promise<Block> {
    const held = await this.putIfAbsent({
      ...blockKey(blockerUuid, block.userUuid),
      [BLOCK.userUuid]: block.userUuid,
      [BLOCK.createdAt]: block.createdAt,
    });
    return held ? readBlock(held) : block;
  }

  /** One that is not there is none already. */
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

  /** For the list, unless they are known already, and maybe by newer names. */
  async keepNames({ uuid, handle, displayName }: Person): Promise<void> {
    await this.putIfAbsent({ ...namesKey(uuid), [NAMES.handle]: handle, [NAMES.displayName]: displayName });
  }

  /** In the order of the uuids; who has been erased has none. */
  async namesOf(userUuids: string[]): Promise<Person[]> {
    const found = await this.items.read(userUuids.map(namesKey));
    return userUuids.map((uuid) => {
      const names = found.get(namesKey(uuid)) ?? {};
      const handle = optionalTextOf(names, NAMES.handle) ?? '';
      return { uuid, handle, displayName: optionalTextOf(names, NAMES.displayName) ?? '' };
    });
  }

  /** @returns what was there before. */
  private async putIfAbsent(item: object): Promise<Attributes | undefined> {
    try {
      await this.dynamoDb.putItem({
        TableName: this.config.TABLE_NAME,
        Item: toAttributes(item),
        ConditionExpression: ITEM_IS_ABSENT,
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      return undefined;
    } catch (error) {
      if (isConditionFailed(error)) return error.Item;
      throw asStoreFailure(error);
    }
  }
}

const readBlock = (item: Attributes): Block => ({
  userUuid: textOf(item, BLOCK.userUuid),
  createdAt: textOf(item, BLOCK.createdAt),
});
