import { CreateTableCommand, DeleteTableCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { createDynamoDbClient } from '@app/common/dynamodb';
import { messagesTableDefinition } from '@app/common/table';
import { services } from './services';
import { uniqueName } from './unique';

export interface TestTable {
  name: string;
  drop: () => Promise<void>;
}

/**
 * A table of the real shape for one test file alone, without a stream unless the test reads it: DynamoDB Local keeps the
 * streams of dropped tables for a day, and each slows down every write of all tables.
 */
export async function createTestTable({ stream = false, form = messagesTableDefinition } = {}): Promise<TestTable> {
  const client = createDynamoDbClient({ AWS_REGION: 'us-east-1', ...services() });
  const TableName = uniqueName('cruddur-messages');
  const { StreamSpecification, ...definition } = form(TableName);
  await client.send(new CreateTableCommand({ ...definition, ...(stream && { StreamSpecification }) }));
  await waitUntilTableExists({ client, maxWaitTime: 30, minDelay: 0.1, maxDelay: 1 }, { TableName });
  return {
    name: TableName,
    drop: async () => {
      await client.send(new DeleteTableCommand({ TableName }));
      client.destroy();
    },
  };
}
