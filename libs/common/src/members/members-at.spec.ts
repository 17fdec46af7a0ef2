import { randomUUID } from 'node:crypto';
import type { LeanDynamoDbClient } from '@app/common/dynamodb/lean';
import { type Attributes, toAttributes } from '@app/common/dynamodb/lean';
import { messageKey, toMemberBytes } from '@app/common/table';
import { MembersAt } from './members-at';

type Client = Pick<LeanDynamoDbClient, 'getItem' | 'batchGetItem'>;

const TABLE = 'messages';

/** A table that answers when it is told to, and counts what it is asked. */
class Entries {
  readonly items = new Map<string, Attributes>();
  gets = 0;
  batches: number[] = [];
  /** Of how many keys of a batch no answer is given. */
  left = 0;
  answer: Promise<void> = Promise.resolve();

  add(groupUuid: string, membersAt: number, uuids: string[]): void {
    const key = toAttributes(messageKey(groupUuid, membersAt));
    this.items.set(JSON.stringify(key), { ...key, ...toAttributes({ members: toMemberBytes(uuids) }) });
  }

  readonly client = {
    getItem: async ({ Key }: { Key: Attributes }) => {
      this.gets += 1;
      await this.answer;
      return { Item: this.items.get(JSON.stringify(Key)) };
    },
    batchGetItem: async ({ RequestItems }: { RequestItems: Record<string, { Keys: Attributes[] }> }) => {
      const { Keys } = RequestItems[TABLE]!;
      this.batches.push(Keys.length);
      await this.answer;
      const [left, read] = [Keys.slice(0, this.left), Keys.slice(this.left)];
      return {
        Responses: { [TABLE]: read.flatMap((key) => this.items.get(JSON.stringify(key)) ?? []) },
        UnprocessedKeys: left.length > 0 ? { [TABLE]: { Keys: left } } : {},
      };
    },
  } as unknown as Client;
}

describe('MembersAt', () => {
  const members = [randomUUID(), randomUUID(), randomUUID()];
  let entries: Entries;
  let membersAt: MembersAt;

  beforeEach(() => {
    entries = new Entries();
    membersAt = new MembersAt(entries.client, TABLE);
  });

  const places = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ groupUuid: `group ${i % 7}`, membersAt: i + 1 }));
  const addAll = (of: { groupUuid: string; membersAt: number }[]) =>
    of.forEach(({ groupUuid, membersAt: number }) => entries.add(groupUuid, number, members));

  it('reads a place once, for all who ask for it at once and later', async () => {
    const [place] = places(1);
    addAll([place!]);
    const answers = await Promise.all([1, 2, 3].map(() => membersAt.uuids(place!)));
    expect([...answers, await membersAt.uuids(place!)]).toEqual([members, members, members, members]);
    expect(entries.gets).toBe(1);
  });

  it('reads again what was not to be seen, or could not be read', async () => {
    const [place] = places(1);
    expect(await membersAt.uuids(place!)).toBeUndefined();
    entries.answer = Promise.reject(new Error('away'));
    await expect(membersAt.uuids(place!)).rejects.toThrow();
    await expect(membersAt.uuidsOfAll([place!, { ...place!, membersAt: 2 }])).rejects.toThrow();
    entries.answer = Promise.resolve();
    addAll([place!]);
    expect(await membersAt.uuids(place!)).toEqual(members);
  });

  it('reads a hundred places a request, each once, and those alone that are not known', async () => {
    const all = places(230);
    addAll(all.slice(0, 229));
    await membersAt.uuids(all[0]!);
    const found = await membersAt.uuidsOfAll([...all, ...all]);
    expect(found.map((uuids) => uuids?.length)).toEqual(
      [...all, ...all].map((_, i) => (i % 230 === 229 ? undefined : 3)),
    );
    expect([entries.batches, entries.gets]).toEqual([[100, 100, 29], 1]);
  });

  it('reads by itself what DynamoDB leaves out of a batch', async () => {
    const all = places(5);
    addAll(all);
    entries.left = 2;
    expect(await membersAt.uuidsOfAll(all)).toEqual(all.map(() => members));
    expect([entries.batches, entries.gets]).toEqual([[5], 2]);
  });

  it('shares one request between who asks for many places and who asks for one of them', async () => {
    const all = places(3);
    addAll(all);
    const [many, one] = await Promise.all([membersAt.uuidsOfAll(all), membersAt.uuids(all[1]!)]);
    expect([many[1], one]).toEqual([members, members]);
    expect([entries.batches, entries.gets]).toEqual([[3], 0]);
  });
});
