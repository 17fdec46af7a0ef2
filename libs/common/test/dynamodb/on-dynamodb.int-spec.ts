import { randomUUID } from 'node:crypto';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { createDynamoDbClient } from '@app/common/dynamodb';
import { LeanDynamoDbClient, toAttributes } from '@app/common/dynamodb/lean';
import { services } from '../../../../test/support/services';
import { createTestTable, type TestTable } from '../../../../test/support/test-table';
import { BOTH, type Client, outcomeOf } from './both-clients';
import { SCENARIO } from './scenario';

describe('on DynamoDB, the lean client', () => {
  const config = { AWS_REGION: 'us-east-1', ...services() };
  const outcomes: Record<string, object>[] = [];
  let tables: TestTable[];

  beforeAll(async () => {
    tables = await Promise.all(BOTH.map(() => createTestTable()));
    for (const [i, create] of BOTH.entries()) {
      const client = create(config);
      outcomes.push(await played(client, tables[i]!.name));
      await client.close();
    }
  });
  afterAll(() => Promise.all(tables.map((table) => table.drop())));

  /** The scenario, on this table; its name is that of both in the outcomes. */
  async function played(client: Client, table: string): Promise<Record<string, object>> {
    const outcomes: Record<string, object> = {};
    for (const [what, request] of Object.entries(SCENARIO)) {
      // A token is known to DynamoDB beyond its table.
      const text = JSON.stringify(request)
        .replaceAll('<table>', table)
        .replaceAll('"token"', `"${table.slice(-36)}"`);
      const outcome = await outcomeOf(client.send(JSON.parse(text) as typeof request));
      outcomes[what] = JSON.parse(JSON.stringify(outcome).replaceAll(table, '<table>')) as object;
    }
    return outcomes;
  }

  it.each(Object.keys(SCENARIO))('has the same outcome as the SDK for %s', (what) => {
    const [bySdk, byLean] = outcomes;
    expect(byLean![what]).toEqual(bySdk![what]);
  });

  it('writes bytes that the SDK reads', async () => {
    const [lean, sdk] = [new LeanDynamoDbClient(config), createDynamoDbClient(config)];
    const Key = toAttributes({ pk: randomUUID(), sk: 'x' });
    const TableName = tables[0]!.name;
    await lean.putItem({ TableName, Item: { ...Key, ...toAttributes({ bytes: new Uint8Array([0, 1, 255]) }) } });
    const { Item } = await sdk.send(new GetItemCommand({ TableName, Key: Key as never, ConsistentRead: true }));
    expect(Item?.['bytes']?.B).toEqual(new Uint8Array([0, 1, 255]));
    await lean.destroy();
    sdk.destroy();
  });
});
