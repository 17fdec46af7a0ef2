import { randomUUID } from 'node:crypto';
import { PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { reactorKey, settingsKey } from '@app/common/table';
import { aMessageItem, MEMBER_UUIDS } from '../../../test/support/builders';
import { deletion, edit, reaction } from '../../../test/support/changes';
import { createTestTable, type TestTable } from '../../../test/support/test-table';
import { TableCopy } from '../src/admin/table-copy';
import { writeChange } from '../../../test/support/write-change';
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
    const { writing, keys } = await dynamo.process();
    const { groupUuid } = await writing.start({ sender, recipientHandle: 'bayko', text: 'x' });
    const request = { sender, text: 'once', sendKey: 'key' };
    const key = { groupUuid, senderUuid: sender.uuid, key: 'key' };
    await keys.claim(key, 2);
    await copy();
    await writing.send(groupUuid, { sender: other, text: 'between' });
    const sent = await (await dynamo.process()).writing.send(groupUuid, request);
    expect(await copy()).toMatchObject({ copied: 3, present: 2, conflicting: 0 });
    expect(await copy()).toMatchObject({ copied: 0, present: 5, conflicting: 0 });
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

  describe('with changes of messages', () => {
    const itemsIn = async (TableName: string) => {
      const { Items = [] } = await dynamo.documents.send(new ScanCommand({ TableName, ConsistentRead: true }));
      return new Map(Items.map((item) => [`${item['pk']} ${item['sk']}`, item]));
    };
    const itemsOf = async (TableName: string, groupUuid: string) =>
      [...(await itemsIn(TableName))].filter(([place]) => place.includes(groupUuid));
    const put = (TableName: string, Item: object) => dynamo.documents.send(new PutCommand({ TableName, Item }));

    it('brings revisions, reactors and settings, and what was changed since an earlier copy', async () => {
      const groupUuid = randomUUID();
      const [user] = MEMBER_UUIDS;
      const { name } = dynamo.table;
      const sent = aMessageItem(groupUuid, 1);
      const reacted = reaction(sent, 1, user);
      const edited = edit(reacted.entry, 2, 'changed');
      const deleted = deletion(edited.entry, 3);
      await put(name, sent);
      await put(name, { ...settingsKey(randomUUID()), receipts: false });
      await writeChange(dynamo.documents, name, reacted);
      await put(name, { ...reactorKey(groupUuid, 1, user), emojis: ['👍'], revision: 1 });
      await writeChange(dynamo.documents, name, edited);
      await copy();
      expect(await itemsOf(restored.name, groupUuid)).toEqual(await itemsOf(name, groupUuid));
      await writeChange(dynamo.documents, name, deleted, [edited.item]);
      await put(name, { ...reactorKey(groupUuid, 1, user), emojis: [], revision: 4 });
      // The message, the edit that has lost its text, the deletion and the reactor.
      expect((await copy()).copied).toBe(4);
      expect(await itemsOf(restored.name, groupUuid)).toEqual(await itemsOf(name, groupUuid));
      expect([...(await itemsIn(restored.name)).keys()]).toContainEqual(expect.stringMatching(/^USR#.* settings$/));
      expect((await copy()).copied).toBe(0);
    });

    it('changes nothing that has been changed in the new table, and tells of it', async () => {
      const groupUuid = randomUUID();
      const sent = aMessageItem(groupUuid, 1);
      const edited = edit(sent, 1, 'changed');
      for (const table of [dynamo.table.name, restored.name]) {
        await put(table, sent);
        await writeChange(dynamo.documents, table, edited);
      }
      const before = await copy();
      await writeChange(dynamo.documents, restored.name, deletion(edited.entry, 2), [edited.item]);
      const there = await itemsOf(restored.name, groupUuid);
      expect(await copy()).toEqual({ ...before, present: before.present - 2, conflicting: before.conflicting + 2 });
      expect(await itemsOf(restored.name, groupUuid)).toEqual(there);
    });
  });

  describe('with what members have said of their conversations', () => {
    const rowsIn = async (TableName: string, groupUuid: string) => {
      const { Items = [] } = await dynamo.documents.send(new ScanCommand({ TableName, ConsistentRead: true }));
      return Items.filter(({ pk, sk }) => String(pk).startsWith('GRP#') && sk === groupUuid);
    };
    const put = (TableName: string, Item: object) => dynamo.documents.send(new PutCommand({ TableName, Item }));

    /** One that the restored table knows as it began, with the rows of that time. */
    const begun = async () => {
      const [andrew, bayko] = [dynamo.person(`andrew ${randomUUID()}`), dynamo.person(`bayko ${randomUUID()}`)];
      const here = await dynamo.process();
      const { groupUuid } = await here.writing.start({ sender: andrew, recipientHandle: bayko.handle, text: '1' });
      return { andrew, bayko, groupUuid, here };
    };

    it('brings it onto rows that are there, and leaves what the messages say of them to the projector', async () => {
      const { andrew, bayko, groupUuid, here } = await begun();
      for (const row of await rowsIn(dynamo.table.name, groupUuid)) await put(restored.name, row);
      for (const text of ['2', '3']) await here.writing.send(groupUuid, { sender: andrew, text });
      await here.markers.markRead(groupUuid, { readerUuid: bayko.uuid, number: 3 });
      await here.markers.markRead(groupUuid, { readerUuid: bayko.uuid, number: 1, force: true });
      await here.choices.mute(bayko.uuid, groupUuid, {});
      await here.choices.archive(bayko.uuid, groupUuid, {});
      await here.choices.pin(andrew.uuid, groupUuid);
      await copy();
      const there = await dynamo.process(dynamo.dynamoDb, restored.name);
      expect(await there.lists.one(bayko.uuid, groupUuid)).toEqual(await here.lists.one(bayko.uuid, groupUuid));
      expect(await there.lists.one(andrew.uuid, groupUuid)).toEqual(await here.lists.one(andrew.uuid, groupUuid));
      const receipts = await there.receipts.of(groupUuid, andrew.uuid);
      expect(receipts).toEqual(await here.receipts.of(groupUuid, andrew.uuid));
      expect(receipts[0]).toMatchObject({ last_read_number: 3 });
      const before = await rowsIn(restored.name, groupUuid);
      const again = await copy();
      expect(again).toMatchObject({ copied: 0 });
      expect(await rowsIn(restored.name, groupUuid)).toEqual(before);
    });

    it('counts rows that are not there yet, and brings it onto them once they are made', async () => {
      const { bayko, groupUuid, here } = await begun();
      await here.markers.markRead(groupUuid, { readerUuid: bayko.uuid, number: 1 });
      const { rowless } = await copy();
      expect(await rowsIn(restored.name, groupUuid)).toEqual([]);
      const rows = await rowsIn(dynamo.table.name, groupUuid);
      for (const row of rows) await put(restored.name, { ...row, last_read_number: 0 });
      expect(await copy()).toMatchObject({ copied: 2, rowless: rowless - 2 });
      expect(await rowsIn(restored.name, groupUuid)).toEqual(rows);
    });
  });
});
