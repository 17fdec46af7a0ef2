import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Person, PresentedChanges, PresentedMessage } from '@app/common/contracts';
import { createLeanClient, meter } from '@app/common/dynamodb/lean';
import { groupRowKey, type GroupRowItem } from '@app/common/table';
import { range } from '../../../test/support/range';
import { services } from '../../../test/support/services';
import { groupItems } from './group-items';
import { MessagesOnDynamoDb, type Messages } from './messages-on-dynamodb';

const NOT_FOUND = { code: 'message_group_not_found' };

/** What somebody may see, as they read it. */
describe('what somebody reads of a group', () => {
  let dynamo: MessagesOnDynamoDb;
  let messages: Messages;
  let [andrew, bayko, londo, vir] = [] as Person[] as [Person, Person, Person, Person];
  let stranger: Person;

  beforeAll(async () => {
    dynamo = await MessagesOnDynamoDb.create();
    messages = await dynamo.process();
    [andrew, bayko, londo, vir] = ['andrew', 'bayko', 'londo', 'vir'].map((handle) => dynamo.person(handle)) as [
      Person,
      Person,
      Person,
      Person,
    ];
    stranger = dynamo.person('stranger');
  });
  afterAll(() => dynamo.close());

  const start = async (history: 'joined' | 'all' = 'joined') =>
    (await messages.starts.start({ creator: andrew, handles: [bayko.handle, londo.handle], history })).uuid;
  const send = (groupUuid: string, sender: Person, text: string, replyTo?: number) =>
    messages.writing.send(groupUuid, { sender, text, ...(replyTo !== undefined && { replyTo }) });
  const add = (groupUuid: string, { handle }: Person) =>
    messages.memberships.add(groupUuid, { caller: andrew, handle });
  const remove = (groupUuid: string, { handle }: Person) =>
    messages.memberships.remove(groupUuid, { caller: andrew, handle });
  const leave = (groupUuid: string, caller: Person) =>
    messages.memberships.remove(groupUuid, { caller, handle: caller.handle });
  const edit = (groupUuid: string, { uuid: userUuid }: Person, number: number, text: string) =>
    messages.changing.edit(groupUuid, number, { userUuid, text });
  const erase = (groupUuid: string, { uuid: userUuid }: Person, number: number) =>
    messages.changing.delete(groupUuid, number, { userUuid });

  type Where = { before?: number; after?: number; around?: number; limit?: number };
  const page = async (groupUuid: string, { uuid }: Person, where: Where = {}, on = messages) => {
    const read = await on.reading.page(groupUuid, { readerUuid: uuid, limit: 50, ...where });
    return { ...read, numbers: read.messages.map(({ number }) => number) };
  };
  const numbersOf = async (...asked: Parameters<typeof page>) => (await page(...asked)).numbers;
  const textsOf = async (...asked: Parameters<typeof page>) =>
    (await page(...asked)).messages.map(({ text, kind = '' }) => kind || text);
  const changes = (groupUuid: string, { uuid }: Person, [afterNumber, afterRevision]: [number, number], limit = 50) =>
    messages.changes.changes(groupUuid, { readerUuid: uuid, afterNumber, afterRevision, limit });

  /** A client that asks as long as there is more. */
  async function follow(groupUuid: string, reader: Person, limit: number) {
    const known = new Map<number, PresentedMessage>();
    let [number, revision] = [0, 0];
    for (let answer: PresentedChanges; ;) {
      answer = await changes(groupUuid, reader, [number, revision], limit);
      for (const each of [...answer.entries, ...answer.revisions.map(({ message }) => message)]) {
        if (each.revision >= (known.get(each.number)?.revision ?? 0)) known.set(each.number, each);
      }
      expect(answer.entries.length + answer.revisions.length > 0 || !answer.has_more).toBe(true);
      number = answer.entries.at(-1)?.number ?? number;
      revision = answer.revisions.at(-1)?.revision ?? revision;
      if (!answer.has_more) break;
    }
    return { texts: [...known.values()].map(({ message, kind }) => message || kind), number, revision };
  }

  it('is all since they joined, or all that there is, as the group was made', async () => {
    for (const [history, seen] of [
      ['joined', ['added', 'second']],
      ['all', ['created', 'first', 'added', 'second']],
    ] as const) {
      const group = await start(history);
      await send(group, bayko, 'first');
      await add(group, vir);
      await send(group, bayko, 'second');
      expect(await textsOf(group, vir)).toEqual(seen);
      expect(await textsOf(group, bayko)).toEqual(['created', 'first', 'added', 'second']);
      expect((await follow(group, vir, 1)).texts).toEqual(seen);
      const { hasOlder, hasNewer } = await page(group, vir);
      expect([hasOlder, hasNewer]).toEqual([false, false]);
    }
  });

  it('ends with the entry of their going, whether they left or were removed', async () => {
    for (const go of [leave, remove]) {
      const group = await start();
      await send(group, bayko, 'first');
      await go(group, bayko);
      await send(group, londo, 'after');
      const seen = ['created', 'first', go === leave ? 'left' : 'removed'];
      expect(await textsOf(group, bayko)).toEqual(seen);
      expect(await textsOf(group, bayko, { around: 9, limit: 20 })).toEqual(seen);
      expect((await page(group, bayko, { after: 1, limit: 2 })).hasNewer).toBe(false);
      expect(await numbersOf(group, bayko, { after: 3 })).toEqual([]);
      expect((await page(group, bayko, { before: 9, limit: 2 })).hasNewer).toBe(false);
      expect((await follow(group, bayko, 1)).texts).toEqual(seen);
      await expect(messages.one.message(group, 4, bayko.uuid)).rejects.toMatchObject({ code: 'message_not_found' });
      await expect(changes(group, bayko, [4, 0])).rejects.toMatchObject({ code: 'after_number_unknown' });
      await expect(changes(group, bayko, [3, 9])).rejects.toMatchObject({ code: 'after_revision_unknown' });
    }
  });

  it('covers every time that they were a member, also for somebody who came back twice, by pages of any size from any place', async () => {
    const group = await start();
    const gone = async () => {
      await remove(group, bayko);
      for (const i of range(3)) await send(group, londo, `away ${i}`);
      await add(group, bayko);
      await send(group, londo, 'back');
    };
    await gone();
    await gone();
    const seen = [1, 2, 6, 7, 8, 12, 13];
    for (const limit of range(8).map((i) => i + 1)) {
      const older: number[] = [];
      let at: number | undefined;
      for (;;) {
        const { numbers, hasOlder } = await page(group, bayko, { limit, ...(at !== undefined && { before: at }) });
        older.unshift(...numbers);
        at = numbers[0];
        if (!hasOlder) break;
      }
      expect(older).toEqual(seen);
      expect((await follow(group, bayko, limit)).number).toBe(13);
    }
    expect(await numbersOf(group, bayko, { around: 4, limit: 4 })).toEqual([2, 6, 7, 8]);
    expect(await numbersOf(group, bayko, { after: 3, limit: 2 })).toEqual([6, 7]);
    expect(await numbersOf(group, bayko, { before: 5, limit: 2 })).toEqual([1, 2]);
  });

  it('has texts as of when they left, and nothing of what was deleted, then or later', async () => {
    const group = await start();
    for (const text of ['edited twice', 'edited once', 'deleted', 'reacted to', 'edited, then deleted']) {
      await send(group, londo, text);
    }
    await edit(group, londo, 2, 'edited before');
    await messages.changing.addReaction(group, 5, '👍', bayko.uuid);
    await remove(group, bayko);
    await edit(group, londo, 2, 'edited after');
    await edit(group, londo, 3, 'edited after too');
    await erase(group, londo, 4);
    await messages.changing.addReaction(group, 5, '🎉', andrew.uuid);
    await edit(group, londo, 6, 'edited after, then deleted');
    await erase(group, londo, 6);
    const [, second, third, fourth, fifth, sixth] = (await page(group, bayko)).messages;
    expect(second).toMatchObject({ text: 'edited before', revision: 2 });
    expect(second!.editedAt).toBeDefined();
    expect(third).toMatchObject({ text: 'edited once' });
    expect([third!.editedAt, third!.revision]).toEqual([undefined, undefined]);
    expect([fourth!.text, fourth!.deletedAt !== undefined]).toEqual(['', true]);
    expect([fifth!.text, fifth!.reactions]).toEqual(['reacted to', undefined]);
    expect([sixth!.text, sixth!.deletedAt !== undefined]).toEqual(['', true]);

    const history = (number: number) => messages.one.history(group, number, bayko.uuid);
    expect((await history(2)).map(({ message }) => message)).toEqual(['edited twice', 'edited before']);
    expect((await history(3)).map(({ message }) => message)).toEqual(['edited once']);
    expect(await history(6)).toEqual([]);
    expect(await messages.one.reactors(group, 5, bayko.uuid)).toEqual([]);
    expect(await messages.one.message(group, 3, bayko.uuid)).toMatchObject({ message: 'edited once', revision: 0 });
    expect(await follow(group, bayko, 2)).toMatchObject({ number: 7, revision: 4 });
  });

  it('shows the message that is answered only where they may see it', async () => {
    const group = await start();
    await send(group, bayko, 'before');
    await add(group, vir);
    await send(group, bayko, 'after');
    await send(group, londo, 'answers what vir cannot see', 2);
    await send(group, londo, 'answers what vir can see', 4);
    const present = async (reader: Person) =>
      (await messages.view.present((await page(group, reader, { after: 4 })).messages, reader.uuid)).map(
        ({ reply_to }) => reply_to?.message,
      );
    expect(await present(vir)).toEqual([undefined, 'after']);
    expect(await present(andrew)).toEqual(['before', 'after']);
    const { message } = await messages.changing.addReaction(group, 5, '👍', vir.uuid);
    expect(await messages.view.quotedBy(message, vir.uuid)).toBeUndefined();
  });

  it('passes over changes of what is hidden, however many there are', async () => {
    const group = await start();
    await send(group, bayko, 'before');
    await add(group, vir);
    for (const i of range(5)) await edit(group, bayko, 2, `edit ${i}`);
    await send(group, bayko, 'after');
    await edit(group, bayko, 4, 'edited after');
    const { texts, revision } = await follow(group, vir, 1);
    expect([texts, revision]).toEqual([['added', 'edited after'], 8]);
    expect(await changes(group, vir, [4, 7])).toMatchObject({ entries: [], revisions: [{ revision: 8 }] });
  });

  it('is nothing for strangers: the same requests are made whether the group exists or not', async () => {
    const group = await start();
    await send(group, bayko, 'first');
    const pair = (await messages.writing.start({ sender: andrew, recipientHandle: 'vir', text: 'x' })).groupUuid;
    const nothing = '00000000-0000-4000-8000-000000000000';
    const dynamoDb = createLeanClient({ AWS_REGION: 'us-east-1', ...services() });
    const made = meter(dynamoDb);
    const reads: ((on: Messages, group: string) => Promise<unknown>)[] = [
      (on, each) => page(each, stranger, {}, on),
      (on, each) => page(each, stranger, { before: 2 }, on),
      (on, each) => page(each, stranger, { before: 1 }, on),
      (on, each) => page(each, stranger, { after: 99 }, on),
      (on, each) => on.one.message(each, 1, stranger.uuid),
      (on, each) => on.changes.changes(each, { readerUuid: stranger.uuid, afterNumber: 0, afterRevision: 0, limit: 9 }),
      (on, each) => on.markers.markRead(each, { readerUuid: stranger.uuid, number: 1 }),
      (on, each) => on.receipts.of(each, stranger.uuid),
      (on, each) => on.members.of(each, stranger.uuid),
    ];
    const on = await dynamo.process(dynamoDb);
    for (const read of reads) {
      const costs: string[] = [];
      for (const each of [group, pair, nothing]) {
        made.splice(0);
        await expect(read(on, each)).rejects.toMatchObject(NOT_FOUND);
        costs.push(
          made
            .map(({ operation }) => operation)
            .sort()
            .join(),
        );
      }
      expect(new Set(costs).size).toBe(1);
    }
    await dynamoDb.destroy();
  });

  it('costs every reader one request more than a conversation of two, from the second time on', async () => {
    const group = await start();
    await send(group, bayko, 'first');
    await remove(group, bayko);
    await send(group, londo, 'away');
    await add(group, bayko);
    await send(group, londo, 'back');
    const dynamoDb = createLeanClient({ AWS_REGION: 'us-east-1', ...services() });
    const made = meter(dynamoDb);
    const on = await dynamo.process(dynamoDb);
    for (const reader of [andrew, bayko]) {
      await page(group, reader, { limit: 1 }, on);
      made.splice(0);
      await page(group, reader, { limit: 1 }, on);
      expect(made.map(({ operation }) => operation)).toEqual(['Query', 'BatchGetItem']);
    }
    await dynamoDb.destroy();
  });

  describe('in lists', () => {
    /** As the projector makes it. */
    async function row(groupUuid: string, { uuid }: Person, changes: Partial<GroupRowItem>): Promise<void> {
      const { entries, memberships } = await groupItems(dynamo.documents, dynamo.table.name, groupUuid);
      const own = memberships[uuid];
      const until = own?.spans.every(({ until_number }) => until_number !== undefined)
        ? Math.max(...own.spans.map(({ until_number = 0 }) => until_number))
        : entries.length;
      const last = entries[until - 1]!;
      const Item: GroupRowItem = {
        ...groupRowKey(uuid, groupUuid),
        last_number: last.number,
        last_message_at: last.created_at,
        last_read_number: 0,
        message: last.message,
        ...(last.kind !== undefined && { last_kind: last.kind }),
        members_at: last.members_at!,
        member_count: last.member_count!,
        ...(own && { spans: own.spans, spans_at: own.changed_at }),
        ...changes,
      };
      await dynamo.documents.send(new PutCommand({ TableName: dynamo.table.name, Item }));
    }

    it('counts as unread what the member may see, and no change of the membership', async () => {
      const group = await start();
      await remove(group, bayko);
      for (const i of range(3)) await send(group, londo, `away ${i}`);
      await add(group, bayko);
      await send(group, londo, 'back');
      await row(group, bayko, { last_read_number: 1, uncounted_number: 6 });
      expect(await messages.lists.one(bayko.uuid, group)).toMatchObject({
        unread_count: 1,
        last_number: 7,
        left: false,
      });
      await row(group, andrew, { last_read_number: 1, uncounted_number: 6 });
      expect(await messages.lists.one(andrew.uuid, group)).toMatchObject({ unread_count: 4 });
      expect(await messages.lists.unread(bayko.uuid)).toMatchObject({ messages: 1, conversations: 1 });
    });

    it('goes by the names of the other members, for somebody who has left by those of that time', async () => {
      const group = await start();
      await row(group, andrew, {});
      expect(await messages.lists.one(andrew.uuid, group)).toMatchObject({
        display_name: [bayko, londo].map(({ displayName }) => displayName).join(', '),
        ...{ handle: '', kind: 'group', name: null, member_count: 3, left: false, last_kind: 'created' },
        members: [{ uuid: bayko.uuid }, { uuid: londo.uuid }],
      });
      await leave(group, bayko);
      await add(group, vir);
      await row(group, bayko, { uncounted_number: 2 });
      expect(await messages.lists.one(bayko.uuid, group)).toMatchObject({
        ...{ left: true, member_count: 2, last_kind: 'left', unread_count: 0 },
        members: [{ uuid: andrew.uuid }, { uuid: londo.uuid }],
      });
    });

    it('lists its members, for somebody who has left those of that time', async () => {
      const group = await start();
      await leave(group, bayko);
      await messages.memberships.handOver(group, { caller: andrew, handle: londo.handle });
      await add(group, vir);
      const members = async ({ uuid }: Person) =>
        (await messages.members.of(group, uuid)).map(({ handle, owner }) => (owner ? `${handle} owns` : handle));
      expect(await members(vir)).toEqual(['andrew', 'londo owns', 'vir']);
      expect(await members(bayko)).toEqual(['andrew owns', 'londo']);
    });

    it('is marked as read, up to their end, by somebody who has left, who gets no receipts of others', async () => {
      const group = await start();
      await send(group, londo, 'x');
      await leave(group, bayko);
      for (const i of range(2)) await send(group, londo, `after ${i}`);
      await row(group, bayko, {});
      for (const force of [false, true]) {
        const marked = await messages.markers.markRead(group, { readerUuid: bayko.uuid, number: 9, force });
        expect(marked).toEqual({ lastReadNumber: 3 });
      }
      expect(await messages.receipts.of(group, bayko.uuid)).toEqual([]);
      expect((await messages.receipts.of(group, londo.uuid)).map(({ uuid }) => uuid)).toEqual([andrew.uuid]);
    });
  });
});
