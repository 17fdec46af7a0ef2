import { randomUUID } from 'node:crypto';
import { DeleteCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Person } from '@app/common/contracts';
import { groupRowKey, groupsPartition } from '@app/common/table';
import { MessagesOnDynamoDb, type Messages } from './messages-on-dynamodb';
import { ProjectedRows } from './projected-rows';

describe('receipts', () => {
  let dynamo: MessagesOnDynamoDb;
  let messages: Messages;
  let andrew: Person;
  let bayko: Person;
  let groupUuid: string;

  beforeAll(async () => {
    dynamo = await MessagesOnDynamoDb.create();
    messages = await dynamo.process();
  });
  beforeEach(async () => {
    [andrew, bayko] = [dynamo.person(randomUUID()), dynamo.person(randomUUID())];
    const rows = new ProjectedRows(dynamo);
    const members = [andrew.uuid, bayko.uuid];
    const request = { sender: andrew, recipientHandle: bayko.handle, text: 'm' };
    ({ groupUuid } = await messages.writing.start(request));
    for (const _ of '23456789') await rows.sent(await messages.writing.send(groupUuid, request), members);
  });
  afterAll(() => dynamo.close());

  const receiptsOf = ({ uuid }: Person, device = messages) => device.receipts.of(groupUuid, uuid);
  const read = (number: number, force = false) =>
    messages.markers.markRead(groupUuid, { readerUuid: bayko.uuid, number, force });
  const receive = (number: number) => messages.markers.markReceived(groupUuid, { readerUuid: bayko.uuid, number });
  const receiptOf = ({ uuid }: Person, last_read_number: number, last_received_number: number) => [
    { uuid, last_read_number, last_received_number },
  ];

  it('show how far the other has read and received, and not the reader themselves', async () => {
    expect(await receiptsOf(andrew)).toEqual(receiptOf(bayko, 0, 0));
    await receive(5);
    expect(await receiptsOf(andrew)).toEqual(receiptOf(bayko, 0, 5));
    await read(3);
    expect(await receiptsOf(andrew)).toEqual(receiptOf(bayko, 3, 5));
    expect(await receiptsOf(bayko)).toEqual(receiptOf(andrew, 9, 9));
  });

  it('show everything that was read as received', async () => {
    await read(7);
    expect(await receiptsOf(andrew)).toEqual(receiptOf(bayko, 7, 7));
  });

  it('never go back where the other moves their marker back', async () => {
    await read(7);
    await read(2, true);
    expect(await receiptsOf(andrew)).toEqual(receiptOf(bayko, 7, 7));
    await read(4);
    expect(await receiptsOf(andrew)).toEqual(receiptOf(bayko, 7, 7));
    await read(8);
    expect(await receiptsOf(andrew)).toEqual(receiptOf(bayko, 8, 8));
  });

  it('show nothing of a member without a row', async () => {
    const Key = groupRowKey(bayko.uuid, groupUuid);
    await dynamo.documents.send(new DeleteCommand({ TableName: dynamo.table.name, Key }));
    expect(await receiptsOf(andrew)).toEqual(receiptOf(bayko, 0, 0));
  });

  it('are for members alone, through a process that knows the conversation and one that does not', async () => {
    for (const device of [messages, await dynamo.process()]) {
      const stranger = dynamo.person(randomUUID());
      await expect(receiptsOf(stranger, device)).rejects.toMatchObject({ code: 'message_group_not_found' });
    }
  });

  it('are mutual: who switches them off is not seen, and sees nobody, until they are on again', async () => {
    expect(await messages.settings.read(bayko.uuid)).toMatchObject({ receipts: true });
    expect(await messages.settings.change(bayko.uuid, { receipts: false })).toMatchObject({ receipts: false });
    expect([await receiptsOf(andrew), await receiptsOf(bayko)]).toEqual([[], []]);
    expect(await messages.settings.change(bayko.uuid, {})).toMatchObject({ receipts: false });
    expect(await messages.settings.change(bayko.uuid, { receipts: true })).toMatchObject({ receipts: true });
    expect([await receiptsOf(andrew), await receiptsOf(bayko)]).toEqual([
      receiptOf(bayko, 0, 0),
      receiptOf(andrew, 9, 9),
    ]);
  });

  describe('are the only way in which others learn of it that somebody', () => {
    const choices: [string, () => Promise<unknown>][] = [
      ['reads', () => read(4)],
      ['moves their marker back', async () => [await read(6), await read(1, true)]],
      ['receives', () => receive(5)],
      ['mutes', () => messages.choices.mute(bayko.uuid, groupUuid, {})],
      ['archives', () => messages.choices.archive(bayko.uuid, groupUuid, {})],
      ['pins', () => messages.choices.pin(bayko.uuid, groupUuid)],
      ['switches receipts off', () => messages.settings.change(bayko.uuid, { receipts: false })],
    ];

    /** All that is stored under the other's list, and all that the other can ask for but receipts. */
    const seenBy = async ({ uuid }: Person) => {
      const { groups } = await messages.lists.page(uuid, { limit: 50 });
      const stored = new QueryCommand({
        TableName: dynamo.table.name,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': groupsPartition(uuid) },
      });
      return {
        rows: (await dynamo.documents.send(stored)).Items,
        list: await messages.lists.present(uuid, groups),
        archived: await messages.lists.page(uuid, { limit: 50, archived: true }),
        one: await messages.lists.one(uuid, groupUuid),
        total: await messages.lists.unread(uuid),
        page: await messages.reading.page(groupUuid, { readerUuid: uuid, limit: 50 }),
        settings: await messages.settings.read(uuid),
      };
    };

    it.each(choices)(
      '%s: rows, list and its order, totals, pages and settings of the other stay as they were',
      async (_what, choose) => {
        await messages.writing.start({
          sender: andrew,
          recipientHandle: dynamo.person(randomUUID()).handle,
          text: 'm',
        });
        const before = await seenBy(andrew);
        expect(before.list).toHaveLength(2);
        await choose();
        expect(await seenBy(andrew)).toEqual(before);
      },
    );
  });
});
