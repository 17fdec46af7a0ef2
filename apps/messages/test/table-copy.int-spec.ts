import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { createTestTable, type TestTable } from '../../../test/support/test-table';
import { TableCopy } from '../src/admin/table-copy';
import { MessagesOnDynamoDb } from './messages-on-dynamodb';

describe('the copy of a table into one that was restored from before', () => {
  let dynamo: MessagesOnDynamoDb;
  let restored: TestTable;

  beforeAll(async () => {
    dynamo = await MessagesOnDynamoDb.create();
    restored = await createTestTable();
  });
  afterAll(async () => {
    await restored.drop();
    await dynamo.close();
  });

  const copy = () =>
    new TableCopy(dynamo.documents, dynamo.table.name, restored.name, false).run(new AbortController().signal, () => 0);

  it('moves a send key on, so that a repetition finds its message there too', async () => {
    const [sender, other] = [dynamo.person('andrew'), dynamo.person('bayko')];
    const { writing, store } = await dynamo.process();
    const { groupUuid } = await writing.start({ sender, recipientHandle: 'bayko', text: 'x' });
    const request = { sender, text: 'once', sendKey: 'key' };
    const key = { groupUuid, senderUuid: sender.uuid, key: 'key' };
    await store.claim(key, 2);
    await copy();
    await writing.send(groupUuid, { sender: other, text: 'between' });
    const sent = await (await dynamo.process()).writing.send(groupUuid, request);
    expect(await copy()).toEqual({ copied: 3, present: 2, conflicting: 0 });
    expect(await copy()).toEqual({ copied: 0, present: 5, conflicting: 0 });
    expect(sent.number).toBe(3);
    const there = await dynamo.process(dynamo.dynamoDb, restored.name);
    expect(await there.writing.send(groupUuid, request)).toEqual(sent);
  });

  it('does not change a send key that has already moved further', async () => {
    const key = { pk: 'MSG#g', sk: '#key#u#k' };
    const put = (TableName: string, tried_number: number) =>
      dynamo.documents.send(new PutCommand({ TableName, Item: { ...key, tried_number } }));
    await put(dynamo.table.name, 2);
    await put(restored.name, 3);
    expect((await copy()).conflicting).toBe(1);
  });
});
