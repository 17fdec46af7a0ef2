import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Person } from '@app/common/contracts';
import { conversationKey, membershipKey, messageKey } from '@app/common/table';
import { eventually } from '../../../test/support/eventually';
import { BreakableClient, BROKEN, type Fate } from './breakable-client';
import { followed, groupItems, membersIn } from './group-items';
import { MessagesOnDynamoDb, type Messages } from './messages-on-dynamodb';

describe('a change of a group', () => {
  let dynamo: MessagesOnDynamoDb;
  let messages: Messages;
  let broken: BreakableClient;

  beforeAll(async () => {
    dynamo = await MessagesOnDynamoDb.create();
    messages = await dynamo.process();
    broken = new BreakableClient(['Query', 'BatchGetItem']);
  });
  beforeEach(() => broken.reset());
  afterAll(async () => {
    await broken.client.destroy();
    await dynamo.close();
  });

  /** Of four, one of whom has left and come back. */
  async function aGroup() {
    const [owner, bayko, londo, vir] = ['o', 'b', 'l', 'v'].map((name) =>
      dynamo.person(`${name}${dynamo.people.length}`),
    ) as [Person, Person, Person, Person];
    const handles = [bayko.handle, londo.handle];
    const { uuid: groupUuid } = await messages.starts.start({ creator: owner, handles, history: 'joined' });
    await messages.memberships.remove(groupUuid, { caller: londo, handle: londo.handle });
    await messages.memberships.add(groupUuid, { caller: owner, handle: londo.handle });
    const by = (caller: Person, { handle }: Person) => ({ caller, handle });
    const changes: Record<string, (process: Messages) => Promise<{ last_number: number }>> = {
      addition: ({ memberships }) => memberships.add(groupUuid, by(owner, vir)),
      leave: ({ memberships }) => memberships.remove(groupUuid, by(bayko, bayko)),
      'removal of who has come back': ({ memberships }) => memberships.remove(groupUuid, by(owner, londo)),
      'new name': ({ memberships }) => memberships.rename(groupUuid, { caller: bayko, name: 'Rangers' }),
      'new owner': ({ memberships }) => memberships.handOver(groupUuid, by(owner, bayko)),
    };
    const itemsNow = () => groupItems(dynamo.documents, dynamo.table.name, groupUuid);
    return { groupUuid, owner, bayko, londo, changes, itemsNow };
  }

  const CHANGES = ['addition', 'leave', 'removal of who has come back', 'new name', 'new owner'];

  /** Entries, revisions, memberships and the conversation, up to the change of number 4. */
  async function expectWhole(itemsNow: () => ReturnType<typeof groupItems>) {
    const { conversation, entries, revisions, memberships } = await itemsNow();
    const last = entries.at(-1)!;
    expect([last.number, last.revision, revisions.length]).toEqual([4, 4, 4]);
    expect(memberships).toEqual(followed(entries));
    expect(conversation).toMatchObject({
      ...{ members_at: 4, member_count: membersIn(last).length, owner_uuid: last.owner_uuid },
    });
  }

  it.each(CHANGES)(
    'that breaks off before its transaction has changed nothing, and is made later: %s',
    async (what) => {
      const { changes, itemsNow } = await aGroup();
      const before = await itemsNow();
      broken.fate = 'lost on its way';
      const process = await dynamo.process(broken.client);
      await expect(changes[what]!(process)).rejects.toBe(BROKEN);
      expect(await itemsNow()).toEqual(before);
      broken.fate = 'done';
      expect(await changes[what]!(process)).toMatchObject({ last_number: 4 });
      await expectWhole(itemsNow);
    },
  );

  it.each(CHANGES)(
    'that breaks off behind its transaction is whole, and a repetition finds it done: %s',
    async (what) => {
      const { changes, itemsNow } = await aGroup();
      broken.fate = 'carried out, its answer lost';
      const process = await dynamo.process(broken.client);
      await expect(changes[what]!(process)).rejects.toBe(BROKEN);
      await expectWhole(itemsNow);
      broken.fate = 'done';
      for (const elsewhere of [process, messages]) {
        expect(await changes[what]!(elsewhere)).toMatchObject({ last_number: 4 });
      }
      await expectWhole(itemsNow);
    },
  );

  it('that the client of DynamoDB sends again is made once', async () => {
    const { changes, itemsNow } = await aGroup();
    broken.fate = 'sent twice';
    expect(await changes['removal of who has come back']!(await dynamo.process(broken.client))).toMatchObject({
      last_number: 4,
    });
    await expectWhole(itemsNow);
  });

  it.each<Fate>(['lost on its way', 'carried out, its answer lost'])(
    'is its start, which breaks off and is repeated under its key: %s',
    async (how) => {
      const [creator, ...others] = ['c', 'd', 'e'].map((name) => dynamo.person(`${name}${dynamo.people.length}`));
      const handles = others.map(({ handle }) => handle);
      const request = { creator: creator!, handles, history: 'joined' as const, startKey: 'key' };
      broken.fate = how;
      await expect((await dynamo.process(broken.client)).starts.start(request)).rejects.toBe(BROKEN);
      const { uuid } = await messages.starts.start(request);
      const { entries, revisions } = await groupItems(dynamo.documents, dynamo.table.name, uuid);
      expect([entries.length, revisions.length]).toEqual([1, 1]);
    },
  );

  describe('of which one item is to be seen before another', () => {
    const TableName = () => dynamo.table.name;
    const tell = async (groupUuid: string, membersAt: number): Promise<void> => {
      const set = { UpdateExpression: 'SET members_at = :at', ExpressionAttributeValues: { ':at': membersAt } };
      const Key = conversationKey(groupUuid);
      await dynamo.documents.send(new UpdateCommand({ TableName: TableName(), Key, ...set }));
    };

    /** Londo is removed by entry 4, which a message may follow. */
    async function removed(isFollowed: boolean) {
      const group = await aGroup();
      await group.changes['removal of who has come back']!(messages);
      if (isFollowed) await messages.writing.send(group.groupUuid, { sender: group.bayko, text: 'behind' });
      const { entries } = await group.itemsNow();
      const Key = messageKey(group.groupUuid, 4);
      const hide = () => dynamo.documents.send(new DeleteCommand({ TableName: TableName(), Key }));
      const show = () => dynamo.documents.send(new PutCommand({ TableName: TableName(), Item: entries[3]! }));
      return { ...group, hide, show, next: entries.length + 1 };
    }

    /** What is Londo's own, as it was before the removal or is behind it. */
    const tellOfLondo = async ({ groupUuid, londo }: Scene, changedAt: number): Promise<void> => {
      const open = { from_number: 3, from_revision: 3 };
      const until = { until_number: 4, until_revision: 4 };
      const first = { from_number: 1, from_revision: 1, until_number: 2, until_revision: 2 };
      const spans = [first, changedAt === 4 ? { ...open, ...until } : open];
      const Item = { ...membershipKey(groupUuid, londo.uuid), spans, changed_at: changedAt };
      await dynamo.documents.send(new PutCommand({ TableName: TableName(), Item }));
    };

    type Scene = Awaited<ReturnType<typeof removed>>;
    const SIDES: [string, boolean, (scene: Scene) => Promise<unknown>, (scene: Scene) => Promise<unknown>][] = [
      [
        'the entry without the conversation',
        false,
        ({ groupUuid }) => tell(groupUuid, 3),
        ({ groupUuid }) => tell(groupUuid, 4),
      ],
      ['the conversation without the entry', false, ({ hide }) => hide(), ({ show }) => show()],
      [
        'the entry without what it says of whom it is about',
        false,
        (scene) => tellOfLondo(scene, 3),
        (scene) => tellOfLondo(scene, 4),
      ],
      ['a message behind what is not to be seen', true, ({ hide }) => hide(), ({ show }) => show()],
    ];

    it.each(SIDES)(
      'lets nobody send while only %s is seen, and everybody who may once all is',
      async (_what, follows, hide, show) => {
        const scene = await removed(follows);
        const { groupUuid, bayko, londo, owner } = scene;
        await hide(scene);
        const process = await dynamo.process(broken.client);
        const sends = Promise.allSettled(
          [bayko, londo].map((sender) => process.writing.send(groupUuid, { sender, text: 'next' })),
        );
        const rename = process.memberships.rename(groupUuid, { caller: owner, name: 'Rangers' });
        await eventually(() => expect(broken.looks).toBeGreaterThan(6));
        expect((await scene.itemsNow()).entries.some(({ message }) => message === 'next')).toBe(false);
        await show(scene);
        const [sent, refused] = await sends;
        expect(sent).toMatchObject({ status: 'fulfilled' });
        expect(refused).toMatchObject({ status: 'rejected', reason: { code: 'message_group_left' } });
        await rename;
        const { entries, memberships } = await scene.itemsNow();
        expect(memberships).toEqual(followed(entries));
        expect(entries).toHaveLength(scene.next + 1);
      },
    );

    it.each(SIDES.slice(1, 3))(
      'lets nobody take the next revision while only %s is seen',
      async (_what, follows, hide, show) => {
        const scene = await removed(follows);
        const { groupUuid, bayko } = scene;
        await hide(scene);
        const { changing } = await dynamo.process(broken.client);
        const reaction = changing.addReaction(groupUuid, 1, '🎉', bayko.uuid);
        await eventually(() => expect(broken.looks).toBeGreaterThan(2));
        expect((await scene.itemsNow()).revisions).toHaveLength(4);
        await show(scene);
        expect((await reaction).message.revision).toBe(5);
      },
    );
  });
});
