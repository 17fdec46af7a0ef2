import { randomUUID } from 'node:crypto';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Message, Person } from '@app/common/contracts';
import { createLeanClient, type LeanDynamoDbClient } from '@app/common/dynamodb/lean';
import { groupRowKey } from '@app/common/table';
import { services } from '../../../test/support/services';
import { MessagesOnDynamoDb, type Messages } from './messages-on-dynamodb';
import { ProjectedRows } from './projected-rows';

describe('a marker that is moved back', () => {
  let dynamo: MessagesOnDynamoDb;
  let rows: ProjectedRows;
  let desk: Messages;
  let phone: Messages;
  let phonesClient: LeanDynamoDbClient;
  /** What happens before each of the phone's requests. */
  let before: (operation: string) => Promise<void>;
  let andrew: Person;
  let bayko: Person;
  let said: Message[];
  let groupUuid: string;

  beforeAll(async () => {
    dynamo = await MessagesOnDynamoDb.create();
    rows = new ProjectedRows(dynamo);
    phonesClient = createLeanClient({ AWS_REGION: 'us-east-1', ...services() });
    phonesClient.wrap((next) => async (operation, input, signal) => {
      await before(operation);
      return next(operation, input, signal);
    });
    phone = await dynamo.process(phonesClient);
    desk = await dynamo.process();
  });
  beforeEach(async () => {
    before = () => Promise.resolve();
    [andrew, bayko] = [dynamo.person(randomUUID()), dynamo.person(randomUUID())];
    said = [await desk.writing.start({ sender: andrew, recipientHandle: bayko.handle, text: 'm1' })];
    groupUuid = said[0]!.groupUuid;
    for (const _ of '2345') await say(andrew);
  });
  afterAll(async () => {
    await phonesClient.destroy();
    await dynamo.close();
  });

  const members = () => [andrew.uuid, bayko.uuid];
  const send = async (sender: Person): Promise<Message> => {
    const message = await desk.writing.send(groupUuid, { sender, text: `m${said.length + 1}` });
    said.push(message);
    return message;
  };
  const say = async (sender: Person): Promise<void> => rows.sent(await send(sender), members());
  const read = (number: number, device = desk) =>
    device.markers.markRead(groupUuid, { readerUuid: bayko.uuid, number });
  const force = (number: number, device = desk) =>
    device.markers.markRead(groupUuid, { readerUuid: bayko.uuid, number, force: true });
  const baykos = () => desk.lists.one(bayko.uuid, groupUuid);
  const rowOf = async ({ uuid }: Person) =>
    (await dynamo.documents.send(new GetCommand({ TableName: dynamo.table.name, Key: groupRowKey(uuid, groupUuid) })))
      .Item;
  /** Once, before the phone's first request of this kind. */
  const meanwhile = (operation: string, what: () => Promise<unknown>): void => {
    before = async (next) => {
      if (next !== operation) return;
      before = () => Promise.resolve();
      await what();
    };
  };

  it('stands where it was moved, on every device, and counts what is above it', async () => {
    await read(5);
    expect(await force(2)).toEqual({ lastReadNumber: 2 });
    expect(await phone.lists.one(bayko.uuid, groupUuid)).toMatchObject({ last_read_number: 2, unread_count: 3 });
    expect(await force(0)).toEqual({ lastReadNumber: 0 });
    expect((await baykos()).unread_count).toBe(5);
  });

  it('goes no further than the newest message, and forward like any other', async () => {
    expect(await force(99)).toEqual({ lastReadNumber: 5 });
    await force(2);
    expect(await read(4)).toEqual({ lastReadNumber: 4 });
    expect((await baykos()).unread_count).toBe(1);
  });

  it('keeps received messages received', async () => {
    await read(5);
    await force(1);
    expect((await baykos()).last_received_number).toBe(5);
  });

  it('is moved on by no own message that was sent before, however late or often its event comes', async () => {
    const own = await send(bayko);
    await force(1);
    await rows.sent(own, members());
    await rows.sent(own, members());
    expect(await baykos()).toMatchObject({ last_number: 6, last_read_number: 1, unread_count: 4 });
  });

  it('is moved on by an own message that is sent afterwards', async () => {
    await force(1);
    await say(bayko);
    expect(await baykos()).toMatchObject({ last_read_number: 6, unread_count: 0 });
  });

  it('counts no own message that another process had sent, which this one does not know of', async () => {
    await phone.markers.markRead(groupUuid, { readerUuid: bayko.uuid, number: 5 });
    const own = await send(bayko);
    await force(1, phone);
    await rows.sent(own, members());
    expect(await baykos()).toMatchObject({ last_read_number: 1, unread_count: 4 });
  });

  it('writes over nothing that the other device reads meanwhile: what is deleted behind both never counts', async () => {
    await read(3);
    meanwhile('UpdateItem', async () => {
      await say(andrew);
      await say(andrew);
      await read(7);
      await rows.delete(said[6]!);
      await rows.deleted({ message: said[6]!, revision: 1 }, members());
    });
    expect(await force(2, phone)).toEqual({ lastReadNumber: 2 });
    expect((await baykos()).unread_count).toBe(4);
    await read(5);
    expect((await baykos()).unread_count).toBe(1);
  });

  it('loses no other that is moved back at the same time, whichever is last', async () => {
    await read(5);
    meanwhile('UpdateItem', () => force(3));
    expect(await force(1, phone)).toEqual({ lastReadNumber: 1 });
    expect(await rowOf(bayko)).toMatchObject({ last_read_number: 1, seen_number: 5, forced_number: 5 });
  });

  it('is refused to strangers as for a conversation that does not exist', async () => {
    const stranger = { readerUuid: randomUUID(), number: 1, force: true };
    for (const group of [groupUuid, randomUUID()]) {
      const answer = desk.markers.markRead(group, stranger);
      await expect(answer).rejects.toMatchObject({ code: 'message_group_not_found' });
    }
  });

  describe('and received messages', () => {
    const receive = (number: number) => desk.markers.markReceived(groupUuid, { readerUuid: bayko.uuid, number });

    it('move forward, never back, and no further than the newest message', async () => {
      expect(await receive(2)).toEqual({ lastReceivedNumber: 2 });
      expect(await receive(1)).toEqual({ lastReceivedNumber: 2 });
      expect(await receive(0)).toEqual({ lastReceivedNumber: 2 });
      expect(await receive(99)).toEqual({ lastReceivedNumber: 5 });
      expect(await baykos()).toMatchObject({ last_received_number: 5, last_read_number: 0, unread_count: 5 });
    });

    it('are at least those that were read', async () => {
      await read(4);
      expect(await receive(2)).toEqual({ lastReceivedNumber: 4 });
      expect((await baykos()).last_received_number).toBe(4);
    });

    it('are told by members alone', async () => {
      const answer = desk.markers.markReceived(groupUuid, { readerUuid: randomUUID(), number: 1 });
      await expect(answer).rejects.toMatchObject({ code: 'message_group_not_found' });
    });
  });

  it('changes no row but the member’s own, and makes none', async () => {
    const andrews = await rowOf(andrew);
    await read(4);
    await force(2);
    await desk.markers.markReceived(groupUuid, { readerUuid: bayko.uuid, number: 5 });
    expect(await rowOf(andrew)).toEqual(andrews);
  });
});
