import { Inject, Injectable } from '@nestjs/common';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, paginateQuery, paginateScan, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { asStoreFailure, storeRequest } from '@app/common/dynamodb';
import {
  CONVERSATION_SORT_KEY,
  type ConversationItem,
  conversationKey,
  conversationOf,
  conversationPartition,
  GROUP_ROW,
  ITEM_EXISTS,
  type ItemKind,
  itemKind,
  type MessageItem,
  messageOf,
  messageSortKey,
  PARTITION_KEY,
  SORT_KEY,
  type StoredItem,
  storedItemOf,
  type TableKey,
} from '@app/common/table';
import { GROUP_PROJECTOR_CONFIG, type GroupProjectorConfig } from '../config/group-projector.config';
import { type GroupRowKey, tableKeyOf } from '../rows/group-row-move';
import type { FoundRow, RowFields } from './row-corrections';

const ITEMS_AT_ONCE = 25;

export interface ConversationPage {
  /** On the first page. */
  conversation?: ConversationItem;
  messages: MessageItem[];
}

/** Conversations and rows as a rebuild needs them. Every read is strongly consistent. */
@Injectable()
export class RebuildStore {
  constructor(
    private readonly documents: DynamoDBDocumentClient,
    @Inject(GROUP_PROJECTOR_CONFIG) private readonly config: Pick<GroupProjectorConfig, 'TABLE_NAME'>,
  ) {}

  /** All conversations, page by page; reads the whole table. */
  async *conversations(): AsyncGenerator<ConversationItem[]> {
    const pages = paginateScan(
      { client: this.documents },
      {
        TableName: this.config.TABLE_NAME,
        FilterExpression: `${SORT_KEY} = :conversation`,
        ExpressionAttributeValues: { ':conversation': CONVERSATION_SORT_KEY },
        ConsistentRead: true,
      },
    );
    for await (const { Items = [] } of failingAsStore(pages)) yield Items.map(conversationOf);
  }

  async conversation(groupUuid: string): Promise<ConversationItem | undefined> {
    const item = await this.get(conversationKey(groupUuid));
    return item && conversationOf(item);
  }

  async row(key: GroupRowKey): Promise<FoundRow | undefined> {
    const item = await this.get(tableKeyOf(key));
    if (!item) return undefined;
    const { [PARTITION_KEY]: _pk, [SORT_KEY]: _sk, ...fields } = item;
    return fields;
  }

  /** A conversation, then its messages from the newest to the oldest, page by page. */
  async *newestFirst(groupUuid: string): AsyncGenerator<ConversationPage> {
    const pages = paginateQuery(
      { client: this.documents, pageSize: ITEMS_AT_ONCE },
      {
        TableName: this.config.TABLE_NAME,
        KeyConditionExpression: `${PARTITION_KEY} = :pk AND ${SORT_KEY} BETWEEN :first AND :conversation`,
        ExpressionAttributeValues: {
          ':pk': conversationPartition(groupUuid),
          ':first': messageSortKey(1),
          ':conversation': CONVERSATION_SORT_KEY,
        },
        ScanIndexForward: false,
        ConsistentRead: true,
      },
    );
    for await (const { Items = [] } of failingAsStore(pages)) {
      const ofKind = (kind: ItemKind): StoredItem[] => items.filter((item) => itemKind(item) === kind);
      const items = Items.map(storedItemOf);
      const [conversation] = ofKind('conversation').map(conversationOf);
      yield { messages: ofKind('message').map(messageOf), ...(conversation && { conversation }) };
    }
  }

  /** Sets fields of a row if, and only if, it is still as it was read. */
  async mend(key: GroupRowKey, read: FoundRow, fields: Partial<RowFields>): Promise<boolean> {
    try {
      await this.documents.send(
        new UpdateCommand({ TableName: this.config.TABLE_NAME, Key: tableKeyOf(key), ...mendingOf(read, fields) }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw asStoreFailure(error);
    }
  }

  private async get(Key: TableKey): Promise<StoredItem | undefined> {
    const { Item } = await storeRequest(() =>
      this.documents.send(new GetCommand({ TableName: this.config.TABLE_NAME, Key, ConsistentRead: true })),
    );
    return Item && storedItemOf(Item);
  }
}

/** Names of attributes stand behind `#`, since a row that is wrong may have any. */
function mendingOf(read: FoundRow, fields: Partial<RowFields>) {
  const was = Object.entries(read);
  const sets = Object.entries(fields);
  const added = sets.filter(([name]) => !(name in read));
  // The row is made of the table, which may be ahead of Kafka: when Kafka got what it has, nobody knows.
  const forgets = GROUP_ROW.movedAt in read ? ` REMOVE #${GROUP_ROW.movedAt}` : '';
  return {
    UpdateExpression: `SET ${sets.map(([name]) => `#${name} = :new_${name}`).join(', ')}${forgets}`,
    ConditionExpression: [
      ITEM_EXISTS,
      ...was.map(([name]) => `#${name} = :old_${name}`),
      ...added.map(([name]) => `attribute_not_exists(#${name})`),
    ].join(' AND '),
    ExpressionAttributeNames: Object.fromEntries([...was, ...added].map(([name]) => [`#${name}`, name])),
    ExpressionAttributeValues: Object.fromEntries<unknown>([
      ...was.map(([name, value]) => [`:old_${name}`, value] as const),
      ...sets.map(([name, value]) => [`:new_${name}`, value] as const),
    ]),
  };
}

async function* failingAsStore<Page>(pages: AsyncIterable<Page>): AsyncGenerator<Page> {
  try {
    yield* pages;
  } catch (error) {
    throw asStoreFailure(error);
  }
}
