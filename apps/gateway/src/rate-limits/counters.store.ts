import { type LeanDynamoDbClient, numberOf, toAttributes } from '@app/common/dynamodb/lean';
import { EXPIRES_AT, expiryOf, LIMIT_KEY, USED, type Window } from '@app/common/rate-limits';

/** What all gateways together have counted of who is near a limit. */
export class CountersStore {
  constructor(
    private readonly dynamoDb: LeanDynamoDbClient,
    private readonly tableName: string,
  ) {}

  /**
   * Adds to a counter, for one write unit. @returns what it has then. A repetition after a lost answer may count twice:
   * then the limit is met a little early, never late.
   */
  async add(key: string, count: number, window: Window): Promise<number> {
    const { Attributes = {} } = await this.dynamoDb.updateItem({
      TableName: this.tableName,
      Key: toAttributes({ [LIMIT_KEY]: key }),
      UpdateExpression: `ADD ${USED} :count SET ${EXPIRES_AT} = :expiry`,
      ExpressionAttributeValues: toAttributes({ ':count': count, ':expiry': expiryOf(window) }),
      ReturnValues: 'UPDATED_NEW',
    });
    return numberOf(Attributes, USED);
  }
}
