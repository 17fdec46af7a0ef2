import { Inject, Injectable } from '@nestjs/common';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, paginateQuery, paginateScan, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { asStoreFailure, storeRequest } from '@app/common/dynamodb';
import {
  CONVERSATION_SORT_KEY,
  type ConversationItem,
  conversationPartition,
  type GroupRowItem,
  groupsPartition,
  itemKind,
  type MessageItem,
  messageSortKey,
} from '@app/common/table';
import { GROUP_PROJECTOR_CONFIG, type GroupProjectorConfig } from '../config/group-projector.config';
import type { GroupRowKey } from '../rows/group-row-move';
import type { RowFields } from './row-corrections';

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
        FilterExpression: 'sk = :conversation',
        ExpressionAttributeValues: { ':conversation': CONVERSATION_SORT_KEY },
        ConsistentRead: true,
      },
    );
    for await (const { Items = [] } of failingAsStore(pages)) yield Items as ConversationItem[];
  }

  conversation(groupUuid: string): Promise<ConversationItem | undefined> {
    return this.get({ pk: conversationPartition(groupUuid), sk: CONVERSATION_SORT_KEY });
  }

  async row(key: GroupRowKey): Promise<RowFields | undefined> {
    const item = await this.get<GroupRowItem>(keyOf(key));
    if (!item) return undefined;
    const { pk: _pk, sk: _sk, ...fields } = item;
    return fields;
  }

  /** A conversation, then its messages from the newest to the oldest, page by page. */
  async *newestFirst(groupUuid: string): AsyncGenerator<ConversationPage> {
    const pages = paginateQuery(
      { client: this.documents, pageSize: ITEMS_AT_ONCE },
      {
        TableName: this.config.TABLE_NAME,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :conversation',
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
      const items = Items as (ConversationItem | MessageItem)[];
      const isMessage = (item: ConversationItem | MessageItem): item is MessageItem => itemKind(item) === 'message';
      const conversation = items.find((item): item is ConversationItem => itemKind(item) === 'conversation');
      yield { messages: items.filter(isMessage), ...(conversation && { conversation }) };
    }
  }

  /** Sets fields of a row if, and only if, it is still as it was read. */
  async mend(key: GroupRowKey, read: RowFields, fields: Partial<RowFields>): Promise<boolean> {
    try {
      await this.documents.send(
        new UpdateCommand({ TableName: this.config.TABLE_NAME, Key: keyOf(key), ...mendingOf(read, fields) }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw asStoreFailure(error);
    }
  }

  private async get<Item>(Key: { pk: string; sk: string }): Promise<Item | undefined> {
    const { Item } = await storeRequest(() =>
      this.documents.send(new GetCommand({ TableName: this.config.TABLE_NAME, Key, ConsistentRead: true })),
    );
    return Item as Item | undefined;
  }
}

const keyOf = ({ userUuid, groupUuid }: GroupRowKey) => ({ pk: groupsPartition(userUuid), sk: groupUuid });

/** Names of attributes stand behind `#`, since a row that is wrong may have any. */
function mendingOf(read: RowFields, fields: Partial<RowFields>) {
  const was = Object.entries(read);
  const sets = Object.entries(fields);
  const added = sets.filter(([name]) => !(name in read));
  return {
    UpdateExpression: `SET ${sets.map(([name]) => `#${name} = :new_${name}`).join(', ')}`,
    ConditionExpression: [
      'attribute_exists(pk)',
      ...was.map(([name]) => `#${name} = :old_${name}`),
      ...added.map(([name]) => `attribute_not_exists(#${name})`),
    ].join(' AND '),
    ExpressionAttributeNames: Object.fromEntries([...was, ...added].map(([name]) => [`#${name}`, name])),
    ExpressionAttributeValues: Object.fromEntries([
      ...was.map(([name, value]) => [`:old_${name}`, value]),
      ...sets.map(([name, value]) => [`:new_${name}`, value]),
    ]) as Record<string, unknown>,
  };
}

async function* failingAsStore<Page>(pages: AsyncIterable<Page>): AsyncGenerator<Page> {
  try {
    yield* pages;
  } catch (error) {
    throw asStoreFailure(error);
  }
}
