import { randomUUID } from 'node:crypto';
import { BatchWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { MessageGroup, MessageGroupPage } from '@app/common/contracts';
import { createLeanClient, meter } from '@app/common/dynamodb/lean';
import { type GroupRowItem, groupRowKey } from '@app/common/table';
import { Random } from '../../../test/faults/support/random';
import { range } from '../../../test/support/range';
import { services } from '../../../test/support/services';
import { MessagesOnDynamoDb, type Messages } from './messages-on-dynamodb';

const random = new Random();
const BATCH = 25;

/** Times of a few minutes, so that rows share some; later ones are of rows that have moved. */
const timeOf = (minute: number): string => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
const uuidOf = ({ uuid }: MessageGroup): string => uuid;

describe(`walks through a conversation list (seed ${random.seed})`, () => {
  let dynamo: MessagesOnDynamoDb;
  let messages: Messages;
  let userUuid: string;
  let clock = 100;

  beforeAll(async () => {
    dynamo = await MessagesOnDynamoDb.create();
    messages = await dynamo.process();
  });
  beforeEach(() => {
    userUuid = randomUUID();
  });
  afterAll(() => dynamo.close());

  const list = (limit: number, cursor?: string, archived = false) =>
    messages.lists.page(userUuid, { limit, archived, ...(cursor && { cursor }) });

  /** As they lie in the table, with as much preview as makes them as large as they can be. */
  async function putRows(count: number, preview = 'hello'): Promise<string[]> {
    const rows = range(count).map((): GroupRowItem => ({
      ...groupRowKey(userUuid, randomUUID()),
      last_number: 1,
      last_message_at: timeOf(random.below(20)),
      last_read_number: 0,
      message: preview,
      user_uuid: randomUUID(),
      user_handle: 'bayko',
      user_display_name: 'Bayko',
    }));
    for (const batch of range(Math.ceil(count / BATCH))) {
      const puts = rows.slice(batch * BATCH, (batch + 1) * BATCH).map((Item) => ({ PutRequest: { Item } }));
      await dynamo.documents.send(new BatchWriteCommand({ RequestItems: { [dynamo.table.name]: puts } }));
    }
    return rows.map(({ sk }) => sk);
  }

  /** As the projector does it when a message comes. */
  const move = (groupUuid: string, lastMessageAt = timeOf(clock++)) =>
    dynamo.documents.send(
      new UpdateCommand({
        TableName: dynamo.table.name,
        Key: groupRowKey(userUuid, groupUuid),
        UpdateExpression: 'SET last_message_at = :at',
        ExpressionAttributeValues: { ':at': lastMessageAt },
      }),
    );

  /** To the end of one way, with something that happens between two pages. */
  async function walk(
    first: MessageGroupPage,
    way: 'nextCursor' | 'previousCursor',
    limit: number,
    between: () => Promise<unknown> = () => Promise.resolve(),
    archived = false,
  ): Promise<MessageGroup[]> {
    const seen: MessageGroup[] = [];
    for (let page = first; ;) {
      seen.push(...(way === 'nextCursor' ? page.groups : page.groups.toReversed()));
      const cursor = page[way];
      if (cursor === undefined) return seen;
      await between();
      page = await list(limit, cursor, archived);
    }
  }

  it('neither skip nor repeat what does not move, either way, while others do', async () => {
    const all = await putRows(60);
    const moving = all.slice(0, 20);
    const still = all.slice(20).sort();
    const stillOf = (groups: MessageGroup[]) => groups.map(uuidOf).filter((uuid) => still.includes(uuid));
    /** Not for ever: what moves as fast as a walk towards the front is walked after. */
    const someMoves = () => {
      let left = 40;
      return () =>
        Promise.all(range(Math.max(0, Math.min(left--, 3))).map(() => move(moving[random.below(moving.length)]!)));
    };
    for (const limit of [1, 2, 7, 13]) {
      const older = stillOf(await walk(await list(limit), 'nextCursor', limit, someMoves()));
      expect(older.toSorted()).toEqual(still);
      const newer = stillOf(await walk(await lastPage(limit), 'previousCursor', limit, someMoves()));
      expect(newer).toEqual(older.toReversed());
    }
  });

  async function lastPage(limit: number, archived = false): Promise<MessageGroupPage> {
    let page = await list(limit, undefined, archived);
    while (page.nextCursor) page = await list(limit, page.nextCursor, archived);
    return page;
  }

  it('go through what is archived and what is not, each once and by full pages, while others move', async () => {
    const all = await putRows(60);
    const kept = all.filter(() => random.below(3) === 0);
    for (const groupUuid of kept) await messages.choices.archive(userUuid, groupUuid, {});
    const moving = all.slice(0, 10);
    const still = (groups: string[]) => groups.filter((uuid) => !moving.includes(uuid)).sort();
    for (const archived of [true, false]) {
      const wanted = all.filter((uuid) => kept.includes(uuid) === archived);
      for (const limit of [1, 4, 9]) {
        let moves = 0;
        const between = async () => (moves++ < 15 ? move(moving[random.below(moving.length)]!) : undefined);
        const first = await list(limit, undefined, archived);
        expect(first.groups).toHaveLength(Math.min(limit, wanted.length));
        const older = (await walk(first, 'nextCursor', limit, between, archived)).map(uuidOf);
        expect(still(older)).toEqual(still(wanted));
        const last = await lastPage(limit, archived);
        const newer = (await walk(last, 'previousCursor', limit, between, archived)).map(uuidOf);
        expect(still(newer)).toEqual(still(wanted));
      }
    }
  });

  it('find a conversation that has moved at the front, on the way back', async () => {
    await putRows(6);
    const first = await list(2);
    const second = await list(2, first.nextCursor);
    const moved = second.groups[1]!.uuid;
    await move(moved);
    const back = await walk(await list(2, second.previousCursor), 'previousCursor', 2);
    expect(back.map(uuidOf)).toEqual([...first.groups.map(uuidOf).reverse(), moved]);
  });

  it('keep a conversation whose time is in the future at the front, and walk on from it', async () => {
    const all = await putRows(6);
    const [far, near] = all;
    await move(far!, '2038-01-19T03:14:07.000Z');
    await move(near!, '2031-01-01T00:00:00.000Z');
    const seen = await walk(await list(1), 'nextCursor', 1);
    expect(seen.map(uuidOf).slice(0, 2)).toEqual([far, near]);
    expect(seen.map(uuidOf).sort()).toEqual(all.sort());
  });

  it('reach every row where one request does not have them all, and cost a request for each MB', async () => {
    // 1.1 KB each, so that 1 MB has some 900 of them.
    const all = await putRows(1_000, '🦊'.repeat(250));
    const dynamoDb = createLeanClient({ AWS_REGION: 'us-east-1', ...services() });
    const requests = meter(dynamoDb);
    messages = await dynamo.process(dynamoDb);
    const first = await list(200);
    expect(requests.map(({ operation }) => operation)).toEqual(['Query', 'Query']);
    const seen = await walk(first, 'nextCursor', 200);
    expect(seen.map(uuidOf).sort()).toEqual(all.sort());
    expect(seen.map(({ lastMessageAt }) => lastMessageAt)).toEqual(
      seen
        .map(({ lastMessageAt }) => lastMessageAt)
        .toSorted()
        .reverse(),
    );
    const back = await walk(await lastPage(200), 'previousCursor', 200);
    expect(back.map(uuidOf)).toEqual(seen.map(uuidOf).reverse());
    await dynamoDb.destroy();
    messages = await dynamo.process();
  });
});

describe('the very next list', () => {
  let dynamo: MessagesOnDynamoDb;

  beforeAll(async () => {
    dynamo = await MessagesOnDynamoDb.create();
  });
  afterAll(() => dynamo.close());

  it('has one’s own read marker, through whichever copy of the service', async () => {
    const [andrew, bayko] = [dynamo.person('andrew'), dynamo.person('bayko')];
    const [one, other] = [await dynamo.process(), await dynamo.process()];
    const { groupUuid } = await one.writing.start({ sender: andrew, recipientHandle: 'bayko', text: 'm1' });
    for (const number of range(20).map((i) => i + 2)) {
      await one.writing.send(groupUuid, { sender: andrew, text: `m${number}` });
      await one.markers.markRead(groupUuid, { readerUuid: bayko.uuid, number });
      const [row] = (await other.lists.page(bayko.uuid, { limit: 1 })).groups;
      expect(row?.lastReadNumber).toBe(number);
    }
  });
});
