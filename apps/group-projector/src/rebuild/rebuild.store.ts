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
  MAX_MESSAGE_NUMBER,
  membershipKey,
  type MessageItem,
  messageOf,
  messageSortKey,
  NAMES,
  namesKey,
  PARTITION_KEY,
  SORT_KEY,
  type StoredItem,
  storedItemOf,
  type TableKey,
} from '@app/common/table';
import { GROUP_PROJECTOR_CONFIG, type GroupProjectorConfig } from '../config/group-projector.config';
import { type GroupRowKey, tableKeyOf } from '../rows/group-row-move';
import type { FoundRow, MendedFields } from './row-corrections';

const ITEMS_AT_ONCE = 25;

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

  /** Who has joined, left or been removed since the group's start. */
  async changedMembers(groupUuid: string): Promise<string[]> {
    const [first, last] = ['', '~'].map((end) => membershipKey(groupUuid, end));
    const pages = paginateQuery(
      { client: this.documents },
      {
        TableName: this.config.TABLE_NAME,
        KeyConditionExpression: `${PARTITION_KEY} = :pk AND ${SORT_KEY} BETWEEN :first AND :last`,
        ExpressionAttributeValues: {
          ':pk': first![PARTITION_KEY],
          ':first': first![SORT_KEY],
          ':last': last![SORT_KEY],
        },
        ConsistentRead: true,
      },
    );
    const uuids: string[] = [];
    for await (const { Items = [] } of failingAsStore(pages)) {
      uuids.push(...Items.map((item) => storedItemOf(item)[SORT_KEY].slice(first![SORT_KEY].length)));
    }
    return uuids;
  }

  /** As they are now; empty where nobody has kept them. */
  async handleOf(userUuid: string): Promise<string> {
    const handle = (await this.get(namesKey(userUuid)))?.[NAMES.handle];
    return typeof handle === 'string' ? handle : '';
  }

  /** A conversation's entries from the newest to the oldest, page by page. @param upTo the number of the first of them. */
  async *newestFirst(groupUuid: string, upTo = MAX_MESSAGE_NUMBER): AsyncGenerator<MessageItem[]> {
    const pages = paginateQuery(
      { client: this.documents, pageSize: ITEMS_AT_ONCE },
      {
        TableName: this.config.TABLE_NAME,
        KeyConditionExpression: `${PARTITION_KEY} = :pk AND ${SORT_KEY} BETWEEN :first AND :last`,
        ExpressionAttributeValues: {
          ':pk': conversationPartition(groupUuid),
          ':first': messageSortKey(1),
          ':last': messageSortKey(upTo),
        },
        ScanIndexForward: false,
        ConsistentRead: true,
      },
    );
    for await (const { Items = [] } of failingAsStore(pages)) yield Items.map(messageOf);
  }

  /** Sets fields of a row if, and only if, it is still as it was read. */
  async mend(key: GroupRowKey, read: FoundRow, fields: MendedFields): Promise<boolean> {
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
function mendingOf(read: FoundRow, fields: MendedFields) {
  const was = Object.entries(read);
  const names = Object.keys(fields);
  const sets = Object.entries(fields).filter(([, value]) => value !== undefined);
  // The row is made of the table, which may be ahead of Kafka: when Kafka got what it has, nobody knows.
  const forgotten = GROUP_ROW.movedAt in read ? [GROUP_ROW.movedAt] : [];
  const removes = [...names.filter((name) => !sets.some(([set]) => set === name)), ...forgotten];
  const added = names.filter((name) => !(name in read));
  return {
    UpdateExpression: [
      ...(sets.length > 0 ? [`SET ${sets.map(([name]) => `#${name} = :new_${name}`).join(', ')}`] : []),
      ...(removes.length > 0 ? [`REMOVE ${removes.map((name) => `#${name}`).join(', ')}`] : []),
    ].join(' '),
    ConditionExpression: [
      ITEM_EXISTS,
      ...was.map(([name]) => `#${name} = :old_${name}`),
      ...added.map((name) => `attribute_not_exists(#${name})`),
    ].join(' AND '),
    ExpressionAttributeNames: Object.fromEntries(
      [...was.map(([name]) => name), ...added].map((name) => [`#${name}`, name]),
    ),
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
