import type { MessagePage, Person } from '@app/common/contracts';
import { range } from '../../../test/support/range';
import { MessagesOnDynamoDb, type Messages } from './messages-on-dynamodb';

describe('reading a conversation', () => {
  let dynamo: MessagesOnDynamoDb;
  let messages: Messages;
  let andrew: Person;
  let groupUuid: string;

  beforeAll(async () => {
    dynamo = await MessagesOnDynamoDb.create();
    messages = await dynamo.process();
    andrew = dynamo.person('andrew');
    const bayko = dynamo.person('bayko');
    ({ groupUuid } = await messages.writing.start({ sender: andrew, recipientHandle: 'bayko', text: 'm1' }));
    for (const i of range(9))
      await messages.writing.send(groupUuid, { sender: bayko, text: `m${i + 2}`, sendKey: `k${i}` });
  });
  afterAll(() => dynamo.close());

  type Where = { before?: number; after?: number; around?: number; limit: number };
  const page = (where: Where) => messages.reading.page(groupUuid, { readerUuid: andrew.uuid, ...where });
  const shape = ({ messages: list, hasOlder, hasNewer }: MessagePage) => [
    list.map((m) => m.number),
    hasOlder,
    hasNewer,
  ];

  it.each<[string, Where, number[], boolean, boolean]>([
    ['the newest page', { limit: 3 }, [8, 9, 10], true, false],
    ['all, where the limit is larger', { limit: 50 }, range(10).map((i) => i + 1), false, false],
    ['all, where the limit is just enough', { limit: 10 }, range(10).map((i) => i + 1), false, false],
    ['the page before a number', { before: 8, limit: 3 }, [5, 6, 7], true, true],
    ['the first page', { before: 4, limit: 3 }, [1, 2, 3], false, true],
    ['nothing before the first', { before: 1, limit: 3 }, [], false, true],
    ['the newest before a number that is not there yet', { before: 99, limit: 3 }, [8, 9, 10], true, false],
    ['the page after a number', { after: 3, limit: 3 }, [4, 5, 6], true, true],
    ['the last page after a number', { after: 7, limit: 3 }, [8, 9, 10], true, false],
    ['nothing after the last', { after: 10, limit: 3 }, [], true, false],
    ['all after zero', { after: 0, limit: 4 }, [1, 2, 3, 4], false, true],
    ['a number in the middle', { around: 5, limit: 3 }, [4, 5, 6], true, true],
    ['a number near the beginning', { around: 1, limit: 3 }, [1, 2, 3], false, true],
    ['nothing around a number that is not there yet', { around: 99, limit: 3 }, [], true, false],
    ['numbers below any', { after: -5, limit: 2 }, [1, 2], false, true],
    ['numbers beyond any', { after: Number.MAX_SAFE_INTEGER, limit: 2 }, [], true, false],
  ])('gives %s', async (_what, where, numbers, hasOlder, hasNewer) => {
    expect(shape(await page(where))).toEqual([numbers, hasOlder, hasNewer]);
  });

  it('shows a stranger no page of it, and an unknown conversation to nobody', async () => {
    const stranger = dynamo.person('stranger');
    const places: Where[] = [{ limit: 3 }, { before: 5, limit: 3 }, { before: 1, limit: 3 }, { after: 10, limit: 3 }];
    for (const where of places) {
      for (const group of [groupUuid, '00000000-0000-4000-8000-000000000000']) {
        const read = messages.reading.page(group, { readerUuid: stranger.uuid, ...where });
        await expect(read).rejects.toMatchObject({ code: 'message_group_not_found' });
      }
    }
  });

  it('skips and repeats nothing while new messages arrive', async () => {
    const seen: number[] = [];
    let before: number | undefined;
    do {
      const { messages: list, hasOlder } = await page({ ...(before && { before }), limit: 4 });
      seen.unshift(...list.map(({ number }) => number));
      before = hasOlder ? list[0]?.number : undefined;
      await messages.writing.send(groupUuid, { sender: andrew, text: 'meanwhile' });
    } while (before);
    expect(seen).toEqual(range(10).map((i) => i + 1));
  });
});

describe('a conversation of which more is asked for than DynamoDB reads at once', () => {
  it('is read whole', async () => {
    const dynamo = await MessagesOnDynamoDb.create();
    const [andrew, bayko] = [dynamo.person('andrew'), dynamo.person('bayko')];
    const { writing, reading } = await dynamo.process();
    const text = '😀'.repeat(1024);
    const { groupUuid } = await writing.start({ sender: andrew, recipientHandle: 'bayko', text });
    for (const _ of range(229)) await writing.send(groupUuid, { sender: bayko, text });
    const page = async (where: { after?: number; before?: number }) => {
      const { messages, hasOlder, hasNewer } = await reading.page(groupUuid, {
        ...where,
        readerUuid: andrew.uuid,
        limit: 200,
      });
      return [messages[0]!.number, messages.at(-1)!.number, messages.length, hasOlder, hasNewer];
    };
    expect(await page({ after: 0 })).toEqual([1, 200, 200, false, true]);
    expect(await page({ after: 200 })).toEqual([201, 230, 30, true, false]);
    expect(await page({})).toEqual([31, 230, 200, true, false]);
    expect(await page({ before: 231 })).toEqual([31, 230, 200, true, false]);
    await dynamo.close();
  });
});

describe('the conversation list', () => {
  let dynamo: MessagesOnDynamoDb;
  let messages: Messages;
  let andrew: Person;
  let groups: string[];

  beforeAll(async () => {
    dynamo = await MessagesOnDynamoDb.create();
    messages = await dynamo.process();
    andrew = dynamo.person('andrew');
    groups = [];
    for (const i of range(7)) {
      dynamo.person(`friend${i}`);
      // Two share a moment: their order is then that of their uuids.
      messages.clock.time = new Date(Date.UTC(2026, 0, 1, 0, Math.floor(i / 2)));
      const first = await messages.writing.start({ sender: andrew, recipientHandle: `friend${i}`, text: `m${i}` });
      groups.push(first.groupUuid);
    }
  });
  afterAll(() => dynamo.close());

  const list = (cursor?: string) => messages.lists.page(andrew.uuid, { limit: 3, ...(cursor && { cursor }) });

  it('pages from the most recent to the least and back, each conversation once', async () => {
    const forward = [];
    let page = await list();
    expect(page.previousCursor).toBeUndefined();
    for (;;) {
      forward.push(page.groups.map(({ uuid }) => uuid));
      if (!page.nextCursor) break;
      page = await list(page.nextCursor);
    }
    expect(forward.map((each) => each.length)).toEqual([3, 3, 1]);
    expect(new Set(forward.flat())).toEqual(new Set(groups));
    const back = await list(page.previousCursor);
    expect(back.groups.map(({ uuid }) => uuid)).toEqual(forward[1]);
    const front = await list(back.previousCursor);
    expect(front.groups.map(({ uuid }) => uuid)).toEqual(forward[0]);
  });

  it('refuses a cursor that it did not make', async () => {
    await expect(list('nonsense')).rejects.toMatchObject({ code: 'cursor_malformed' });
  });

  it('never shows a list to anybody else', async () => {
    const others = await messages.lists.page(dynamo.person('stranger').uuid, { limit: 3 });
    expect(others.groups).toEqual([]);
  });
});

describe('marking read', () => {
  let dynamo: MessagesOnDynamoDb;
  let messages: Messages;
  let andrew: Person;
  let bayko: Person;
  let groupUuid: string;

  beforeEach(async () => {
    dynamo = await MessagesOnDynamoDb.create();
    messages = await dynamo.process();
    [andrew, bayko] = [dynamo.person('andrew'), dynamo.person('bayko')];
    ({ groupUuid } = await messages.writing.start({ sender: andrew, recipientHandle: 'bayko', text: 'm1' }));
    for (const text of ['m2', 'm3']) await messages.writing.send(groupUuid, { sender: andrew, text });
  });
  afterEach(() => dynamo.close());

  const mark = (number: number, reader = bayko, process = messages) =>
    process.markers.markRead(groupUuid, { readerUuid: reader.uuid, number });

  it('moves the marker forward and never back', async () => {
    expect(await mark(2)).toEqual({ lastReadNumber: 2 });
    expect(await mark(1)).toEqual({ lastReadNumber: 2 });
    expect(await mark(3)).toEqual({ lastReadNumber: 3 });
    const [row] = (await messages.lists.page(bayko.uuid, { limit: 1 })).groups;
    expect(row?.lastReadNumber).toBe(3);
  });

  it('goes no further than the newest message, so that later ones count as unread', async () => {
    expect(await mark(99)).toEqual({ lastReadNumber: 3 });
    expect(await mark(99, bayko, await dynamo.process())).toEqual({ lastReadNumber: 3 });
  });

  it('knows of messages that another process wrote', async () => {
    await (await dynamo.process()).writing.send(groupUuid, { sender: andrew, text: 'm4' });
    expect(await mark(4)).toEqual({ lastReadNumber: 4 });
  });

  it('is refused to strangers as for a conversation that does not exist', async () => {
    await expect(mark(1, dynamo.person('stranger'))).rejects.toMatchObject({ code: 'message_group_not_found' });
  });
});
