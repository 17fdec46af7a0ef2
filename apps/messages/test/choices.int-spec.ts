import { randomUUID } from 'node:crypto';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Message, Person, PresentedMessageGroup } from '@app/common/contracts';
import { groupRowKey } from '@app/common/table';
import { MessagesOnDynamoDb, type Messages } from './messages-on-dynamodb';
import { ProjectedRows } from './projected-rows';

describe('what a member chooses for a conversation', () => {
  let dynamo: MessagesOnDynamoDb;
  let rows: ProjectedRows;
  let messages: Messages;
  let andrew: Person;
  let bayko: Person;
  let groupUuid: string;

  beforeAll(async () => {
    dynamo = await MessagesOnDynamoDb.create();
    rows = new ProjectedRows(dynamo);
    messages = await dynamo.process();
  });
  beforeEach(async () => {
    messages.clock.time = new Date('2026-01-01T00:00:00.000Z');
    [andrew, bayko] = [dynamo.person(randomUUID()), dynamo.person(randomUUID())];
    const first = await messages.writing.start({ sender: andrew, recipientHandle: bayko.handle, text: 'm1' });
    groupUuid = first.groupUuid;
    await project(await send());
  });
  afterAll(() => dynamo.close());

  const send = () => messages.writing.send(groupUuid, { sender: andrew, text: 'm' });
  const project = (message: Message) => rows.sent(message, [andrew.uuid, bayko.uuid]);
  const row = async () => {
    const Key = groupRowKey(bayko.uuid, groupUuid);
    return (await dynamo.documents.send(new GetCommand({ TableName: dynamo.table.name, Key }))).Item;
  };
  const baykos = () => messages.lists.one(bayko.uuid, groupUuid);
  const listed = async (archived?: boolean) =>
    (await messages.lists.page(bayko.uuid, { limit: 10, archived })).groups.map(({ uuid }) => uuid);

  const { mute, unmute, archive, unarchive, pin, unpin } = {
    mute: (until?: string) => messages.choices.mute(bayko.uuid, groupUuid, { until }),
    unmute: () => messages.choices.unmute(bayko.uuid, groupUuid),
    archive: (number?: number) => messages.choices.archive(bayko.uuid, groupUuid, { number }),
    unarchive: () => messages.choices.unarchive(bayko.uuid, groupUuid),
    pin: () => messages.choices.pin(bayko.uuid, groupUuid),
    unpin: () => messages.choices.unpin(bayko.uuid, groupUuid),
  };

  it('is taken back without a trace', async () => {
    const before = await row();
    await mute();
    await archive();
    await pin();
    expect(await row()).not.toEqual(before);
    await unmute();
    await unarchive();
    const { muted_until, archived, pinned_at } = await unpin();
    expect([muted_until, archived, pinned_at]).toEqual([null, false, null]);
    expect(await row()).toEqual(before);
  });

  it.each<[string, () => Promise<PresentedMessageGroup>]>([
    ['muted', mute],
    ['muted until a time', () => mute('2026-01-02T00:00:00Z')],
    ['archived', archive],
    ['archived up to a message', () => archive(1)],
    ['pinned', pin],
    ['not muted', unmute],
    ['not archived', unarchive],
    ['not pinned', unpin],
  ])('is the same when it is %s again, later', async (_what, choose) => {
    const answer = await choose();
    const chosen = await row();
    messages.clock.time = new Date('2026-01-01T01:00:00.000Z');
    expect(await choose()).toEqual(answer);
    expect(await row()).toEqual(chosen);
  });

  it('is answered with the row as it then is, unread messages and all', async () => {
    expect(await pin()).toEqual({ ...(await baykos()), pinned_at: '2026-01-01T00:00:00.000Z', unread_count: 2 });
  });

  it('is nothing for who has no such conversation, be it another’s or nobody’s', async () => {
    const stranger = dynamo.person(randomUUID()).uuid;
    for (const group of [groupUuid, randomUUID()]) {
      const attempts = [
        messages.lists.one(stranger, group),
        messages.choices.mute(stranger, group, {}),
        messages.choices.unmute(stranger, group),
        messages.choices.archive(stranger, group, {}),
        messages.choices.archive(stranger, group, { number: 1 }),
        messages.choices.unarchive(stranger, group),
        messages.choices.pin(stranger, group),
        messages.choices.unpin(stranger, group),
      ];
      for (const outcome of await Promise.allSettled(attempts)) {
        expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'message_group_not_found' } });
      }
    }
    expect((await messages.lists.page(stranger, { limit: 1 })).groups).toEqual([]);
  });

  describe('muted', () => {
    it('until a time is so no longer then, without a write', async () => {
      expect((await mute('2026-01-01T00:00:01Z')).muted_until).toBe('2026-01-01T00:00:01.000Z');
      expect(await messages.lists.unread(bayko.uuid)).toMatchObject({ messages: 0, muted: { messages: 2 } });
      messages.clock.time = new Date('2026-01-01T00:00:01.000Z');
      expect((await baykos()).muted_until).toBeNull();
      expect(await messages.lists.unread(bayko.uuid)).toMatchObject({ messages: 2, muted: { messages: 0 } });
    });

    it('keeps which message was the last one then', async () => {
      await mute();
      await project(await send());
      await mute();
      expect(await row()).toMatchObject({ muted_until: 'forever', muted_number: 2 });
      await mute('2026-01-02T00:00:00Z');
      expect(await row()).toMatchObject({ muted_until: '2026-01-02T00:00:00.000Z', muted_number: 3 });
    });
  });

  describe('archived', () => {
    it('leaves the list and its total, and is in the list of what is archived, until a message comes', async () => {
      expect((await archive()).archived).toBe(true);
      expect([await listed(), await listed(false), await listed(true)]).toEqual([[], [], [groupUuid]]);
      expect(await messages.lists.unread(bayko.uuid)).toMatchObject({ messages: 0, muted: { messages: 0 } });
      await project(await send());
      expect([await listed(), await listed(true)]).toEqual([[groupUuid], []]);
      expect((await messages.lists.unread(bayko.uuid)).messages).toBe(3);
    });

    it('up to a message is not archived where the list shows a newer one', async () => {
      expect((await archive(1)).archived).toBe(false);
      expect(await listed()).toEqual([groupUuid]);
    });

    it('up to a message that the list does not show yet stays so when it does', async () => {
      const message = await send();
      expect((await archive(message.number)).archived).toBe(true);
      await project(message);
      expect((await baykos()).archived).toBe(true);
    });

    it('goes no further than the newest message', async () => {
      await archive(99);
      expect((await baykos()).archived).toBe(true);
      await project(await send());
      expect((await baykos()).archived).toBe(false);
    });

    it('stays so where an older request comes late', async () => {
      await archive(2);
      expect((await archive(1)).archived).toBe(true);
    });
  });
});
