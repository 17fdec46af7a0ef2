import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type LeanDynamoDbClient, type MeteredRequest, toAttributes } from '@app/common/dynamodb/lean';
import { conversationPartition, storedItemOf } from '@app/common/table';

/**
 * What transactions cost. DynamoDB Local's own count of one is wrong: it says 4 for one small item as for four. So the items
 * are written one by one, and a transaction costs twice what they do.
 */
export class UnitsOfWrites {
  /** @param requests that go through the client. */
  constructor(
    private readonly dynamoDb: LeanDynamoDbClient,
    private readonly documents: DynamoDBDocumentClient,
    private readonly tableName: string,
    private readonly requests: MeteredRequest[],
  ) {}

  /** Of these items, one by one. */
  async ofPuts(items: object[]): Promise<number> {
    this.requests.length = 0;
    for (const item of items) {
      await this.dynamoDb.putItem({ TableName: this.tableName, Item: toAttributes(storedItemOf(item)) });
    }
    return this.requests.reduce((sum, { units }) => sum + units, 0);
  }

  /**
   * Of a transaction that changes items of a conversation: of each twice what the larger costs of what it was and what it is.
   */
  async ofTransaction(groupUuid: string, work: () => Promise<unknown>): Promise<number> {
    const before = await this.itemsIn(groupUuid);
    await work();
    const changed = [...(await this.itemsIn(groupUuid))].filter(
      ([key, item]) => JSON.stringify(item) !== JSON.stringify(before.get(key)),
    );
    let units = 0;
    for (const [key, item] of changed) {
      units += Math.max(await this.ofPuts([before.get(key) ?? item]), await this.ofPuts([item]));
    }
    return 2 * units;
  }

  /** All that lies under a conversation. */
  async itemsOf(groupUuid: string): Promise<object[]> {
    return [...(await this.itemsIn(groupUuid)).values()];
  }

  private async itemsIn(groupUuid: string): Promise<Map<string, object>> {
    const { Items = [] } = await this.documents.send(
      new QueryCommand({
        TableName: this.tableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': conversationPartition(groupUuid) },
        ConsistentRead: true,
      }),
    );
    return new Map(Items.map(storedItemOf).map((item) => [item.sk, item]));
  }
}
