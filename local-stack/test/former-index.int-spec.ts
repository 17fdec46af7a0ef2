import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Person } from '@app/common/contracts';
import { createDynamoDbClient } from '@app/common/dynamodb';
import { groupsPartition, type GroupRowItem } from '@app/common/table';
import { MessagesOnDynamoDb, type Messages } from '../../apps/messages/test/messages-on-dynamodb';
import { formerTableDefinition } from '../../test/support/former-table';
import { range } from '../../test/support/range';
import { services } from '../../test/support/services';
import { deleteFormerIndex, FORMER_INDEX, formerIndexOf } from '../provisioning/former-index';
import { provideTables } from '../provisioning/provide-tables';

const AWS_REGION = 'us-east-1';

describe('a table of an older version, with conversations', () => {
  let client: DynamoDBClient;
  let dynamo: MessagesOnDynamoDb;
  let messages: Messages;
  let andrew: Person;
  let groups: string[];

  beforeAll(() => {
    client = createDynamoDbClient({ AWS_REGION, ...services() });
  });
  afterAll(() => client.destroy());
  beforeEach(async () => {
    dynamo = await MessagesOnDynamoDb.create(formerTableDefinition);
    messages = await dynamo.process();
    andrew = dynamo.person('andrew');
    groups = [];
    for (const i of range(12)) {
      const { handle } = dynamo.person(`friend${i}`);
      messages.clock.time = new Date(Date.UTC(2026, 0, 1, 0, i));
      groups.unshift((await messages.writing.start({ sender: andrew, recipientHandle: handle, text: 'x' })).groupUuid);
    }
  });
  afterEach(() => dynamo.close());

  const hasIndex = async (): Promise<boolean> => {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: dynamo.table.name }));
    return formerIndexOf(Table!) !== undefined;
  };

  /** In pages of five. */
  async function listed(): Promise<string[]> {
    const seen: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await messages.lists.page(andrew.uuid, { limit: 5, ...(cursor && { cursor }) });
      seen.push(...page.groups.map(({ uuid }) => uuid));
      if (page.nextCursor === undefined) return seen;
      cursor = page.nextCursor;
    }
  }

  /** As copies of the older version do it. */
  async function listedByIndex(): Promise<string[]> {
    const { Items = [] } = await dynamo.documents.send(
      new QueryCommand({
        TableName: dynamo.table.name,
        IndexName: FORMER_INDEX,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': groupsPartition(andrew.uuid) },
        ScanIndexForward: false,
      }),
    );
    return (Items as GroupRowItem[]).map(({ sk }) => sk);
  }

  it('gives the same lists before its index is deleted, meanwhile and afterwards', async () => {
    expect(await listed()).toEqual(groups);
    expect(await listedByIndex()).toEqual(groups);

    let isDone = false;
    let lists = 0;
    const reading = (async () => {
      for (; !isDone; lists++) expect(await listed()).toEqual(groups);
    })();
    const sending = (async () => {
      while (!isDone) await messages.writing.send(groups[0]!, { sender: andrew, text: 'meanwhile' });
    })();
    expect(await deleteFormerIndex(client, dynamo.table.name)).toBe('deleted');
    isDone = true;
    await Promise.all([reading, sending]);

    expect(lists).toBeGreaterThan(0);
    expect(await listed()).toEqual(groups);
    await expect(listedByIndex()).rejects.toThrow('does not have the specified index');
  });

  it('loses its index once, however many ask for it', async () => {
    const outcomes = await Promise.all(range(3).map(() => deleteFormerIndex(client, dynamo.table.name)));
    expect(outcomes).toContain('deleted');
    expect(await hasIndex()).toBe(false);
    expect(await deleteFormerIndex(client, dynamo.table.name)).toBe('absent');
    expect(await listed()).toEqual(groups);
  });

  describe('when set up again', () => {
    const provide = (endpoint = services().DYNAMODB_ENDPOINT) =>
      provideTables({
        AWS_REGION,
        DYNAMODB_ENDPOINT: endpoint,
        TABLE_NAME: dynamo.table.name,
        // The same, so that none is left over.
        LEASE_TABLE_NAME: dynamo.table.name,
        RATE_LIMIT_TABLE_NAME: dynamo.table.name,
      });

    it('loses its index on this machine, where the services start afterwards', async () => {
      await provide();
      expect(await hasIndex()).toBe(false);
      expect(await listed()).toEqual(groups);
    });

    it('keeps it elsewhere, and the command that deletes it is told', async () => {
      const told: string[] = [];
      const write = jest.spyOn(process.stderr, 'write').mockImplementation((line) => !!told.push(String(line)));
      // It leads here, but does not say so.
      await provide(services().DYNAMODB_ENDPOINT.replace('127.0.0.1', '0.0.0.0'));
      write.mockRestore();
      expect(await hasIndex()).toBe(true);
      expect(told.join('')).toMatch(`table ${dynamo.table.name} has the index ${FORMER_INDEX}`);
      expect(told.join('')).toContain('npx cruddur table migrate');
    });
  });
});
