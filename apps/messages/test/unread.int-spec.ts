import { randomUUID } from 'node:crypto';
import { BatchWriteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import type { Message, Person, PresentedUnread } from '@app/common/contracts';
import { createLeanClient, meter } from '@app/common/dynamodb/lean';
import { type GroupRowItem, groupRowKey, groupsPartition } from '@app/common/table';
import { aMessageItem } from '../../../test/support/builders';
import { range } from '../../../test/support/range';
import { services } from '../../../test/support/services';
import { toMessageItem } from '../src/conversations/messages/message-items';
import { MessagesOnDynamoDb, type Messages } from './messages-on-dynamodb';
import { ProjectedRows } from './projected-rows';

const MANY = 100;
const BATCH = 25;

describe('unread messages, whatever two people do on two devices each', () => {
  let dynamo: MessagesOnDynamoDb;
  let rows: ProjectedRows;
  let devices: [Messages, Messages];

  beforeAll(async () => {
    dynamo = await MessagesOnDynamoDb.create();
    rows = new ProjectedRows(dynamo);
    devices = [await dynamo.process(), await dynamo.process()];
  });
  afterAll(() => dynamo.close());

  interface Said {
    message: Message;
    isDeleted: boolean;
  }

  /** A conversation by the plainest of models: a list of what was said, and a number for each member. */
  class Pair {
    readonly said: Said[] = [];
    readonly markers = new Map<string, number>();
    readonly muted = new Set<string>();

    constructor(
      readonly members: [Person, Person],
      first: Message,
    ) {
      this.say(first);
    }

    get uuid(): string {
      return this.said[0]!.message.groupUuid;
    }

    get memberUuids(): string[] {
      return this.members.map(({ uuid }) => uuid);
    }

    say(message: Message): void {
      this.said.push({ message, isDeleted: false });
      this.read(message.sender, message.number);
    }

    read({ uuid }: Person, number: number): void {
      this.markers.set(uuid, Math.max(this.markerOf(uuid), number));
    }

    markerOf(uuid: string): number {
      return this.markers.get(uuid) ?? 0;
    }

    unreadOf(uuid: string): number {
      const counts = ({ message, isDeleted }: Said) =>
        message.number > this.markerOf(uuid) && message.sender.uuid !== uuid && !isDeleted;
      return Math.min(this.said.filter(counts).length, MANY);
    }
  }

  type Event = () => Promise<void>;

  class World {
    readonly told: Event[] = [];
    readonly waiting: Event[] = [];
    private revisions = 0;

    constructor(readonly pairs: Pair[]) {}

    static async begin(): Promise<World> {
      const andrew = dynamo.person(randomUUID());
      const pairs = [];
      for (const other of [dynamo.person(randomUUID()), dynamo.person(randomUUID())]) {
        const request = { sender: andrew, recipientHandle: other.handle, text: 'first' };
        pairs.push(new Pair([andrew, other], await devices[0].writing.start(request)));
      }
      return new World(pairs);
    }

    async say(pair: Pair, sender: Person, device: Messages): Promise<void> {
      const message = await device.writing.send(pair.uuid, { sender, text: 'x' });
      pair.say(message);
      this.waiting.push(() => rows.sent(message, pair.memberUuids));
    }

    /** As another copy of the service would: these devices learn of it by their next attempt. */
    async sayMuch(pair: Pair, sender: Person): Promise<void> {
      const last = pair.said.at(-1)!.message;
      const messages = range(2 * BATCH).map((i) => ({
        ...last,
        uuid: randomUUID(),
        sender,
        number: last.number + 1 + i,
      }));
      for (const from of [0, BATCH]) {
        const puts = messages.slice(from, from + BATCH).map((message) => ({
          PutRequest: { Item: toMessageItem(message, { groupUuid: pair.uuid, memberUuids: pair.memberUuids }) },
        }));
        await dynamo.documents.send(new BatchWriteCommand({ RequestItems: { [dynamo.table.name]: puts } }));
      }
      messages.forEach((message) => pair.say(message));
      this.waiting.push(() => rows.sent(messages.at(-1)!, pair.memberUuids));
    }

    async delete(pair: Pair, pick: number): Promise<void> {
      const said = pair.said[pick % pair.said.length]!;
      if (said.isDeleted) return;
      said.isDeleted = true;
      await rows.delete(said.message);
      const revision = ++this.revisions;
      this.waiting.push(() => rows.deleted({ message: said.message, revision }, pair.memberUuids));
    }

    async tell(pick: number): Promise<void> {
      const [event] = this.waiting.splice(pick % Math.max(this.waiting.length, 1), 1);
      if (!event) return;
      await event();
      this.told.push(event);
    }

    async tellAgain(pick: number): Promise<void> {
      await this.told[pick % Math.max(this.told.length, 1)]?.();
    }

    async check(): Promise<void> {
      while (this.waiting.length > 0) await this.tell(0);
      const people = new Set(this.pairs.flatMap(({ members }) => members));
      for (const person of people) for (const device of devices) await this.checkList(person, device);
    }

    private async checkList({ uuid }: Person, device: Messages): Promise<void> {
      const mine = this.pairs.filter(({ memberUuids }) => memberUuids.includes(uuid));
      const { groups } = await device.lists.page(uuid, { limit: 10 });
      const listed = await device.lists.present(uuid, groups);
      const shown = listed.map((group) => [group.uuid, group.last_read_number, group.unread_count]);
      expect(shown.sort()).toEqual(mine.map((pair) => [pair.uuid, pair.markerOf(uuid), pair.unreadOf(uuid)]).sort());
      const total = (isMuted: boolean): PresentedUnread['muted'] => {
        const counts = mine.filter(({ muted }) => muted.has(uuid) === isMuted).map((pair) => pair.unreadOf(uuid));
        return {
          messages: counts.reduce((sum, count) => sum + count, 0),
          conversations: counts.filter((count) => count > 0).length,
          more: counts.includes(MANY),
        };
      };
      expect(await device.lists.unread(uuid)).toEqual({ ...total(false), muted: total(true) });
    }
  }

  const act = fc.record({
    what: fc.constantFrom(
      ...(['say', 'say', 'say much', 'delete', 'delete', 'read', 'force', 'force', 'mute'] as const),
      ...(['tell', 'tell', 'tell again', 'check', 'check', 'check'] as const),
    ),
    pair: fc.nat(1),
    who: fc.nat(1),
    device: fc.nat(1),
    pick: fc.nat(1_000),
  });

  it('are counted exactly in every list and total once all events have come, in any order and again', async () => {
    const property = fc.asyncProperty(fc.array(act, { maxLength: 40, size: 'max' }), async (acts) => {
      const world = await World.begin();
      for (const { what, pick, ...by } of acts) {
        const pair = world.pairs[by.pair]!;
        const person = pair.members[by.who]!;
        const device = devices[by.device]!;
        const number = pick % (pair.said.length + 1);
        const marked = { readerUuid: person.uuid, number };
        if (what === 'say') await world.say(pair, person, device);
        if (what === 'say much') await world.sayMuch(pair, person);
        if (what === 'delete') await world.delete(pair, pick);
        if (what === 'tell') await world.tell(pick);
        if (what === 'tell again') await world.tellAgain(pick);
        if (what === 'check') await world.check();
        if (what === 'read') {
          await device.markers.markRead(pair.uuid, marked);
          pair.read(person, number);
        }
        if (what === 'force') {
          await device.markers.markRead(pair.uuid, { ...marked, force: true });
          pair.markers.set(person.uuid, number);
        }
        if (what === 'mute') {
          const isMuted = pair.muted.has(person.uuid);
          await (isMuted
            ? device.choices.unmute(person.uuid, pair.uuid)
            : device.choices.mute(person.uuid, pair.uuid, {}));
          if (isMuted) pair.muted.delete(person.uuid);
          else pair.muted.add(person.uuid);
        }
      }
      await world.check();
    });
    await fc.assert(property, { numRuns: 20 });
  });
});

describe('the entries that are looked at', () => {
  let dynamo: MessagesOnDynamoDb;
  let messages: Messages;
  const reader = randomUUID();
  const dynamoDb = createLeanClient({ AWS_REGION: 'us-east-1', ...services() });
  const requests = meter(dynamoDb);

  beforeAll(async () => {
    dynamo = await MessagesOnDynamoDb.create();
    messages = await dynamo.process(dynamoDb);
  });
  afterAll(async () => {
    await dynamoDb.destroy();
    await dynamo.close();
  });

  /** A conversation of this many entries, and the reader's row of it. */
  async function put(
    count: number,
    row: Partial<GroupRowItem>,
    entry: (number: number) => object = () => ({}),
  ): Promise<string> {
    const groupUuid = randomUUID();
    const entries = range(count).map((i) => ({ ...aMessageItem(groupUuid, i + 1), ...entry(i + 1) }));
    for (const batch of range(Math.ceil(count / BATCH))) {
      const puts = entries.slice(batch * BATCH, (batch + 1) * BATCH).map((Item) => ({ PutRequest: { Item } }));
      await dynamo.documents.send(new BatchWriteCommand({ RequestItems: { [dynamo.table.name]: puts } }));
    }
    const item: GroupRowItem = {
      ...groupRowKey(reader, groupUuid),
      ...{ last_number: count, last_message_at: '2026-01-01T00:00:00.000Z', last_read_number: 0, message: 'x' },
      ...{ user_uuid: randomUUID(), user_handle: 'bayko', user_display_name: 'Bayko' },
      ...row,
    };
    await dynamo.documents.send(new PutCommand({ TableName: dynamo.table.name, Item: item }));
    return groupUuid;
  }

  const unreadOf = async (groupUuid: string) => {
    requests.length = 0;
    const { unread_count } = await messages.lists.one(reader, groupUuid);
    return [unread_count, requests.map(({ operation }) => operation)];
  };

  it('are messages of others that are not deleted, and nothing else', async () => {
    const odd: Record<number, object> = {
      2: { user_uuid: reader },
      3: { deleted_at: '2026-01-01T00:00:00.000Z', message: '' },
      4: { kind: 'joined' },
      5: { kind: 'message' },
    };
    const groupUuid = await put(7, { last_read_number: 1, uncounted_number: 6 }, (number) => odd[number] ?? {});
    expect(await unreadOf(groupUuid)).toEqual([3, ['GetItem', 'Query']]);
  });

  it('are looked at once', async () => {
    const groupUuid = await put(3, { uncounted_number: 2 });
    expect(await unreadOf(groupUuid)).toEqual([3, ['GetItem', 'Query']]);
    expect(await unreadOf(groupUuid)).toEqual([3, ['GetItem']]);
  });

  it('may be 200', async () => {
    const isDeleted = { deleted_at: '2026-01-01T00:00:00.000Z' };
    const groupUuid = await put(200, { uncounted_number: 200 }, (number) => (number <= 150 ? isDeleted : {}));
    expect(await unreadOf(groupUuid)).toEqual([50, ['GetItem', 'Query']]);
  });

  it('are not 201: these are many', async () => {
    const isDeleted = { deleted_at: '2026-01-01T00:00:00.000Z' };
    const groupUuid = await put(201, { uncounted_number: 201 }, () => isDeleted);
    expect(await unreadOf(groupUuid)).toEqual([MANY, ['GetItem']]);
  });

  it('cost a total one query each, and rows that say it themselves none', async () => {
    const user = randomUUID();
    for (const uncounted_number of [2, 1, 0]) await put(3, { pk: groupsPartition(user), uncounted_number });
    requests.length = 0;
    expect(await messages.lists.unread(user)).toMatchObject({ messages: 9, conversations: 3 });
    expect(requests.map(({ operation }) => operation)).toEqual(['Query', 'Query', 'Query']);
  });

  it('cost a list only those of the page', async () => {
    const user = randomUUID();
    for (const _ of range(3)) await put(3, { pk: groupsPartition(user), uncounted_number: 2 });
    requests.length = 0;
    const { groups } = await messages.lists.page(user, { limit: 1 });
    expect(await messages.lists.present(user, groups)).toMatchObject([{ unread_count: 3 }]);
    expect(requests.map(({ operation }) => operation)).toEqual(['Query', 'Query']);
  });
});
