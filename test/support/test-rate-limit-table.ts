import { CreateTableCommand, DeleteTableCommand, ScanCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { createDynamoDbClient } from '@app/common/dynamodb';
import { rateLimitTableDefinition, USED } from '@app/common/rate-limits';
import { services } from './services';
import { uniqueName } from './unique';

export interface TestRateLimitTable {
  /** What a process reads to find it. */
  variables: { DYNAMODB_ENDPOINT: string; RATE_LIMIT_TABLE_NAME: string };
  /** Sum of all counts. */
  used: () => Promise<number>;
  drop: () => Promise<void>;
}

/** A table of rate limits of its own. */
export async function createTestRateLimitTable(): Promise<TestRateLimitTable> {
  const { DYNAMODB_ENDPOINT } = services();
  const client = createDynamoDbClient({ AWS_REGION: 'us-east-1', DYNAMODB_ENDPOINT });
  const TableName = uniqueName('cruddur-rate-limits');
  const { expiresBy: _, ...definition } = rateLimitTableDefinition(TableName);
  await client.send(new CreateTableCommand(definition));
  await waitUntilTableExists({ client, maxWaitTime: 30, minDelay: 0.1, maxDelay: 1 }, { TableName });
  return {
    variables: { DYNAMODB_ENDPOINT, RATE_LIMIT_TABLE_NAME: TableName },
    used: async () => {
      const { Items = [] } = await client.send(new ScanCommand({ TableName, ConsistentRead: true }));
      return Items.reduce((sum, item) => sum + Number(item[USED]?.N), 0);
    },
    drop: async () => {
      await client.send(new DeleteTableCommand({ TableName }));
      client.destroy();
    },
  };
}
