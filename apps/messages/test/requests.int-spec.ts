import { randomUUID } from 'node:crypto';
import type { Message, Person } from '@app/common/contracts';
import type { DomainError } from '@app/common/errors';
import { pairGroupUuid } from '../src/conversations/messages/pair-group-uuid';
import { MessagesOnDynamoDb, type Messages } from './messages-on-dynamodb';
import { ProjectedRows } from './projected-rows';

const NOTHING = { messages: 0, conversations: 0, more: false };
const NOTHING_UNREAD = { ...NOTHING, muted: NOTHING };

describe('a message from somebody new', () => {
  let dynamo: MessagesOnDynamoDb;
  let messages: Messages;
  let rows: ProjectedRows;
  let andrew: Person;
  let bayko: Person;
  let groupUuid: string;

  beforeAll(async () => {
    dynamo = await MessagesOnDynamoDb.create();
    messages = await dynamo.process();
    rows = new ProjectedRows(dynamo);
  });
  beforeEach(async () => {
    [andrew, bayko] = [dynamo.person(randomUUID()), dynamo.person(randomUUID())];
    await messages.settings.change(bayko.uuid, { accepts: 'requests' });
    ({ groupUuid } = await start(andrew, bayko));
  });
  afterAll(() => dynamo.close());

  const start = (sender: Person, { handle }: Person) =>
    messages.writing.start({ sender, recipientHandle: handle, text: 'hello' });
  const send = async (sender: Person): Promise<Message> => {
    const message = await messages.writing.send(groupUuid, { sender, text: 'more' });
    await rows.sent(message, [andrew.uuid, bayko.uuid]);
    return message;
  };
  const uuidsOf = async (page: Promise<{ groups: { uuid: string }[] }>) => (await page).groups.map(({ uuid }) => uuid);
  const listOf = ({ uuid }: Person) => uuidsOf(messages.lists.page(uuid, { limit: 50 }));
  const archiveOf = ({ uuid }: Person) => uuidsOf(messages.lists.page(uuid, { limit: 50, archived: true }));
  const requestsOf = ({ uuid }: Person) => uuidsOf(messages.requests.page(uuid, { limit: 50 }));
  const receiptsOf = ({ uuid }: Person) => messages.receipts.of(groupUuid, uuid);
  const codeOf = (work: Promise<unknown>) => work.catch((error: unknown) => (error as DomainError).code);
  const inLists = async (person: Person) => [
    await listOf(person),
    await requestsOf(person),
    (await messages.lists.unread(person.uuid)).messages,
  ];

  it('waits among the requests, is in no list and no total, and is read there', async () => {
    await send(andrew);
    expect(await requestsOf(bayko)).toEqual([groupUuid]);
    expect([await listOf(bayko), await archiveOf(bayko)]).toEqual([[], []]);
    expect(await messages.lists.unread(bayko.uuid)).toEqual(NOTHING_UNREAD);
    const page = await messages.reading.page(groupUuid, { readerUuid: bayko.uuid, limit: 50 });
    expect(page.messages.map(({ text }) => text)).toEqual(['hello', 'more']);
    const { groups } = await messages.requests.page(bayko.uuid, { limit: 50 });
    expect(await messages.lists.present(bayko.uuid, groups)).toMatchObject([
      { handle: andrew.handle, unread_count: 2 },
    ]);
  });

  it('is read by its address as any other, from its row on', async () => {
    await send(andrew);
    const readerUuid = bayko.uuid;
    const row = await messages.lists.one(readerUuid, groupUuid);
    expect(row).toMatchObject({ uuid: groupUuid, handle: andrew.handle, last_number: 2, unread_count: 2 });
    const { groups } = await messages.requests.page(readerUuid, { limit: 50 });
    expect(await messages.lists.present(readerUuid, groups)).toEqual([row]);
    expect(await messages.one.message(groupUuid, 2, readerUuid)).toMatchObject({ number: 2, message: 'more' });
    const place = { afterNumber: 1, afterRevision: row.revision, limit: 50 };
    const changes = await messages.changes.changes(groupUuid, { readerUuid, ...place });
    expect(changes.entries.map(({ number }) => number)).toEqual([2]);
    await messages.markers.markRead(groupUuid, { readerUuid, number: 1 });
    await messages.markers.markReceived(groupUuid, { readerUuid, number: 2 });
    expect(await messages.lists.one(readerUuid, groupUuid)).toMatchObject({
      ...{ last_read_number: 1, last_received_number: 2, unread_count: 1 },
    });
    expect([await inLists(bayko), await receiptsOf(andrew)]).toEqual([[[], [groupUuid], 0], []]);
  });

  it('is muted, archived and pinned only once it is accepted', async () => {
    const choices = [
      () => messages.choices.mute(bayko.uuid, groupUuid, {}),
      () => messages.choices.archive(bayko.uuid, groupUuid, {}),
      () => messages.choices.pin(bayko.uuid, groupUuid),
    ];
    for (const choose of choices) expect(await codeOf(choose())).toBe('message_group_not_found');
    await messages.requests.accept(bayko.uuid, groupUuid);
    for (const choose of choices) expect(await choose()).toMatchObject({ uuid: groupUuid });
  });

  it('is to its sender as any other', async () => {
    expect(await inLists(andrew)).toEqual([[groupUuid], [], 0]);
    expect(await codeOf(messages.requests.decline(andrew.uuid, groupUuid))).toBe('message_request_not_found');
    expect(await listOf(andrew)).toEqual([groupUuid]);
  });

  it('sends no receipts, either way, until it is accepted', async () => {
    await messages.markers.markRead(groupUuid, { readerUuid: bayko.uuid, number: 1 });
    expect([await receiptsOf(andrew), await receiptsOf(bayko)]).toEqual([[], []]);
    await messages.requests.decline(bayko.uuid, groupUuid);
    expect([await receiptsOf(andrew), await receiptsOf(bayko)]).toEqual([[], []]);
    await messages.requests.accept(bayko.uuid, groupUuid);
    expect([await receiptsOf(andrew), await receiptsOf(bayko)]).toEqual([
      [{ uuid: bayko.uuid, last_read_number: 1, last_received_number: 1 }],
      [{ uuid: andrew.uuid, last_read_number: 1, last_received_number: 1 }],
    ]);
  });

  it('is in the list as soon as it is accepted, however often', async () => {
    await send(andrew);
    for (const _ of 'twice') {
      const accepted = await messages.requests.accept(bayko.uuid, groupUuid);
      expect(accepted).toMatchObject({ uuid: groupUuid, unread_count: 2 });
    }
    expect(await inLists(bayko)).toEqual([[groupUuid], [], 2]);
    expect(await codeOf(messages.requests.decline(bayko.uuid, groupUuid))).toBe('message_request_not_found');
    expect(await inLists(bayko)).toEqual([[groupUuid], [], 2]);
  });

  it('is shown nowhere once it is declined, nor is what follows, which its sender does not learn', async () => {
    const before = await messages.lists.one(andrew.uuid, groupUuid);
    for (const _ of 'twice') await messages.requests.decline(bayko.uuid, groupUuid);
    expect(await messages.lists.one(andrew.uuid, groupUuid)).toEqual(before);
    expect((await send(andrew)).number).toBe(2);
    expect(await inLists(bayko)).toEqual([[], [], 0]);
    expect(await codeOf(messages.lists.one(bayko.uuid, groupUuid))).toBe('message_group_not_found');
  });

  it('is accepted by a reaction of its recipient to it', async () => {
    await messages.changing.addReaction(groupUuid, 1, '👋', bayko.uuid);
    expect(await inLists(bayko)).toEqual([[groupUuid], [], 1]);
  });

  it.each(['pending', 'declined'])('is accepted, when it is %s, by the first word of its recipient', async (state) => {
    if (state === 'declined') await messages.requests.decline(bayko.uuid, groupUuid);
    await send(bayko);
    expect(await inLists(bayko)).toEqual([[groupUuid], [], 0]);
    await send(andrew);
    expect(await inLists(bayko)).toEqual([[groupUuid], [], 1]);
  });

  it('is accepted by its recipient who starts a conversation with its sender, whatever the process knew before', async () => {
    const [londo, vir] = [dynamo.person(randomUUID()), dynamo.person(randomUUID())];
    await messages.settings.change(londo.uuid, { accepts: 'requests' });
    const elsewhere = await dynamo.process();
    // This process has seen that the two have no conversation.
    const theirPair = {
      groupUuid: pairGroupUuid(londo.uuid, vir.uuid),
      senderUuid: londo.uuid,
      recipientUuid: vir.uuid,
    };
    await messages.contacts.allowStart(theirPair);
    const { groupUuid: theirs } = await elsewhere.writing.start({
      sender: vir,
      recipientHandle: londo.handle,
      text: 'hello',
    });
    expect(await requestsOf(londo)).toEqual([theirs]);
    expect((await start(londo, vir)).number).toBe(2);
    expect([await listOf(londo), await requestsOf(londo)]).toEqual([[theirs], []]);
  });

  it('does not wait where the two have a conversation, nor where everybody may write', async () => {
    const londo = dynamo.person(randomUUID());
    const { groupUuid: theirs } = await start(bayko, londo);
    expect(await listOf(londo)).toEqual([theirs]);
    await start(londo, bayko);
    expect([await listOf(bayko), await requestsOf(bayko)]).toEqual([[theirs], [groupUuid]]);
  });

  it('is one of many, which are paged as lists are', async () => {
    const senders = Array.from({ length: 4 }, () => dynamo.person(randomUUID()));
    for (const [minute, sender] of senders.entries()) {
      messages.clock.time = new Date(Date.UTC(2026, 0, 2, 0, minute));
      await start(sender, bayko);
    }
    const all = await requestsOf(bayko);
    expect(all).toHaveLength(5);
    const first = await messages.requests.page(bayko.uuid, { limit: 3 });
    expect(first.previousCursor).toBeUndefined();
    const next = await messages.requests.page(bayko.uuid, { limit: 3, cursor: first.nextCursor });
    expect(next.nextCursor).toBeUndefined();
    expect([...first.groups, ...next.groups].map(({ uuid }) => uuid)).toEqual(all);
  });

  it('cannot be accepted or declined by anybody else', async () => {
    const stranger = dynamo.person(randomUUID());
    for (const answer of ['accept', 'decline'] as const) {
      for (const group of [groupUuid, randomUUID()]) {
        expect(await codeOf(messages.requests[answer](stranger.uuid, group))).toBe('message_request_not_found');
      }
    }
    expect(await requestsOf(bayko)).toEqual([groupUuid]);
  });
});
