import { DeleteCommand, type DynamoDBDocumentClient, GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import {
  conversationPartition,
  groupsPartition,
  PARTITION_KEY,
  personPartition,
  reportsPartition,
  SORT_KEY,
  type StoredItem,
  storedItemOf,
  type TableKey,
} from '@app/common/table';

/**
 * Where the table has something of a person: in the conversations that the person's rows name, beside the person, and among the
 * reports. Every read is strongly consistent, and page by page.
 */
export class HeldItems {
  constructor(
    private readonly documents: DynamoDBDocumentClient,
    readonly tableName: string,
  ) {}

  /** The rows of the person's list, one for each conversation that they have ever been in. */
  rows(userUuid: string): AsyncGenerator<StoredItem> {
    return this.query(groupsPartition(userUuid));
  }

  /** Settings, names and blocks. */
  besidePerson(userUuid: string): AsyncGenerator<StoredItem> {
    return this.query(personPartition(userUuid));
  }

  /** @param beginning of the sort keys; without it all, the entries before the conversation itself. */
  ofConversation(groupUuid: string, beginning?: string): AsyncGenerator<StoredItem> {
    return this.query(conversationPartition(groupUuid), beginning);
  }

  /** The open ones, then the closed ones: one that is closed meanwhile comes twice rather than not at all. */
  async *reports(): AsyncGenerator<StoredItem> {
    yield* this.query(reportsPartition('open'));
    yield* this.query(reportsPartition('closed'));
  }

  async item(key: TableKey): Promise<StoredItem | undefined> {
    const { Item } = await this.documents.send(
      new GetCommand({ TableName: this.tableName, Key: key, ConsistentRead: true }),
    );
    return Item && storedItemOf(Item);
  }

  async delete({ pk, sk }: TableKey): Promise<void> {
    await this.documents.send(
      new DeleteCommand({ TableName: this.tableName, Key: { [PARTITION_KEY]: pk, [SORT_KEY]: sk } }),
    );
  }

  private async *query(partition: string, beginning?: string): AsyncGenerator<StoredItem> {
    const bySortKey = beginning === undefined ? '' : ` AND begins_with(${SORT_KEY}, :beginning)`;
    const pages = paginateQuery(
      { client: this.documents },
      {
        TableName: this.tableName,
        KeyConditionExpression: `${PARTITION_KEY} = :pk${bySortKey}`,
        ExpressionAttributeValues: { ':pk': partition, ...(beginning !== undefined && { ':beginning': beginning }) },
        ConsistentRead: true,
      },
    );
    for await (const { Items = [] } of pages) yield* Items.map(storedItemOf);
  }
}
