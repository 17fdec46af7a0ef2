import { randomUUID } from 'node:crypto';
import { DeleteCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Person, StartGroupRequest } from '@app/common/contracts';
import type { ErrorCode } from '@app/common/errors';
import { blockKey, settingsKey } from '@app/common/table';
import { range } from '../../../test/support/range';
import { followed, groupItems, membersIn } from './group-items';
import { MessagesOnDynamoDb, type Messages } from './messages-on-dynamodb';

const refused = (code: ErrorCode) => ({ code });

describe('a group', () => {
  let dynamo: MessagesOnDynamoDb;
  let messages: Messages;
  let elsewhere: Messages;
  let [andrew, bayko, londo, vir, stranger] = [] as Person[] as [Person, Person, Person, Person, Person];

  beforeAll(async () => {
    dynamo = await MessagesOnDynamoDb.create();
    [messages, elsewhere] = [await dynamo.process(), await dynamo.process()];
    [andrew, bayko, londo, vir, stranger] = ['andrew', 'bayko', 'londo', 'vir', 'stranger'].map((handle) =>
      dynamo.person(handle),
    ) as [Person, Person, Person, Person, Person];
  });
  afterAll(() => dynamo.close());

  const itemsOf = (groupUuid: string) => groupItems(dynamo.documents, dynamo.table.name, groupUuid);
  const itemCount = async () => (await dynamo.documents.send(new ScanCommand({ TableName: dynamo.table.name }))).Count;

  const request = (more: Partial<StartGroupRequest> = {}): StartGroupRequest => ({
    creator: andrew,
    handles: [bayko.handle, londo.handle],
    history: 'joined',
    ...more,
  });
  const aGroup = async (more: Partial<StartGroupRequest> = {}) => (await messages.starts.start(request(more))).uuid;
  const add = (groupUuid: string, caller: Person, { handle }: Person, on = messages) =>
    on.memberships.add(groupUuid, { caller, handle });
  const remove = (groupUuid: string, caller: Person, { handle }: Person, on = messages) =>
    on.memberships.remove(groupUuid, { caller, handle });
  const send = (groupUuid: string, sender: Person, text = 'x', on = messages) =>
    on.writing.send(groupUuid, { sender, text });

  describe('is started', () => {
    it('by one transaction, with an entry and a revision that name all members', async () => {
      const shown = await messages.starts.start(request({ name: 'Rangers', history: 'all' }));
      const { conversation, entries, revisions, memberships } = await itemsOf(shown.uuid);
      expect(conversation).toMatchObject({
        ...{ kind: 'group', members_at: 1, member_count: 3, owner_uuid: andrew.uuid },
        ...{ group_name: 'Rangers', history: 'all' },
      });
      expect(entries).toEqual([
        expect.objectContaining({
          ...{ number: 1, revision: 1, kind: 'created', members_at: 1, member_count: 3, subjects: [] },
          ...{ user_uuid: andrew.uuid, owner_uuid: andrew.uuid, group_name: 'Rangers', history: 'all', message: '' },
        }),
      ]);
      expect(membersIn(entries[0]!)).toEqual([andrew.uuid, bayko.uuid, londo.uuid]);
      expect(revisions).toEqual([
        expect.objectContaining({ revision: 1, number: 1, kind: 'members', members_at: 1, member_count: 3 }),
      ]);
      expect(memberships).toEqual({});
    });

    it('and shown at once, without a row', async () => {
      expect(await messages.starts.start(request({ name: 'Rangers' }))).toMatchObject({
        ...{ display_name: 'Rangers', name: 'Rangers', handle: '', kind: 'group', member_count: 3, left: false },
        ...{ last_number: 1, last_kind: 'created', unread_count: 0, revision: 1, message: '' },
        members: [
          { uuid: bayko.uuid, handle: 'bayko' },
          { uuid: londo.uuid, handle: 'londo' },
        ],
      });
    });

    it('once for all attempts with one key, at once and later, in whatever process', async () => {
      const keyed = request({ startKey: randomUUID() });
      const starts = range(6).map((i) => [messages, elsewhere][i % 2]!.starts.start(keyed));
      const uuids = new Set((await Promise.all(starts)).map(({ uuid }) => uuid));
      expect(uuids.size).toBe(1);
      const [groupUuid] = [...uuids] as [string];
      await send(groupUuid, bayko);
      expect(await elsewhere.starts.start(keyed)).toMatchObject({
        uuid: groupUuid,
        last_number: 2,
        last_kind: 'message',
      });
      expect((await itemsOf(groupUuid)).entries).toHaveLength(2);
    });

    it('under a key only as it was asked for first', async () => {
      const keyed = request({ startKey: randomUUID() });
      await messages.starts.start(keyed);
      const inAnotherOrder = { ...keyed, handles: keyed.handles.toReversed() };
      await expect(elsewhere.starts.start(inAnotherOrder)).resolves.toBeDefined();
      for (const other of [{ name: 'x' }, { history: 'all' as const }, { handles: [bayko.handle, vir.handle] }]) {
        await expect(elsewhere.starts.start({ ...keyed, ...other })).rejects.toMatchObject(
          refused('idempotency_key_reused'),
        );
      }
      expect(
        (await elsewhere.starts.start({ ...keyed, creator: bayko, handles: ['andrew', 'vir'] })).uuid,
      ).toBeDefined();
    });

    it.each<[ErrorCode[], () => Partial<StartGroupRequest>]>([
      [['members_below_3'], () => ({ handles: ['bayko'] })],
      [['members_exceed_256'], () => ({ handles: range(256).map(String) })],
      [['handles_unknown'], () => ({ handles: ['bayko', 'nobody'] })],
      [['handles_own'], () => ({ handles: ['bayko', 'andrew'] })],
      [['handles_repeated'], () => ({ handles: ['bayko', 'londo', 'bayko'] })],
      [['handles_unknown', 'handles_own', 'handles_repeated'], () => ({ handles: ['a', 'andrew', 'vir', 'vir'] })],
    ])('not with what is refused as %j, and then nothing is stored', async (codes, wrong) => {
      const before = await itemCount();
      await expect(messages.starts.start(request(wrong()))).rejects.toMatchObject({ codes });
      expect(await itemCount()).toBe(before);
    });
  });

  const entryKinds = async (groupUuid: string) =>
    (await itemsOf(groupUuid)).entries.map(({ kind = 'message', subjects = [] }) =>
      [kind, ...subjects.map(({ handle }) => handle)].join(' '),
    );

  describe('is changed', () => {
    it('by entries that each are a revision too, and say who is in it from then on', async () => {
      const groupUuid = await aGroup();
      await send(groupUuid, bayko);
      expect(await add(groupUuid, bayko, vir)).toMatchObject({ last_number: 3, last_kind: 'added', member_count: 4 });
      await messages.memberships.rename(groupUuid, { caller: londo, name: 'Rangers' });
      await remove(groupUuid, andrew, londo);
      const left = await remove(groupUuid, bayko, bayko);
      expect(left).toMatchObject({ last_number: 6, last_kind: 'left', left: true, member_count: 2, name: 'Rangers' });
      await messages.memberships.handOver(groupUuid, { caller: andrew, handle: vir.handle });
      await remove(groupUuid, andrew, andrew);
      expect(await messages.memberships.rename(groupUuid, { caller: vir, name: null })).toMatchObject({
        ...{ name: null, member_count: 1, members: [], left: false, revision: 8, last_number: 9 },
      });
      expect(await entryKinds(groupUuid)).toEqual([
        ...['created', 'message', 'added vir', 'renamed', 'removed londo', 'left bayko', 'owner_changed vir'],
        ...['left andrew', 'renamed'],
      ]);
      const { conversation, entries, revisions, memberships } = await itemsOf(groupUuid);
      expect(revisions.map(({ revision, number, kind }) => [revision, number, kind])).toEqual(
        [1, 3, 4, 5, 6, 7, 8, 9].map((number, index) => [index + 1, number, 'members']),
      );
      expect(memberships).toEqual(followed(entries));
      expect(conversation).toMatchObject({ members_at: 9, member_count: 1, owner_uuid: vir.uuid });
      expect(conversation).not.toHaveProperty('group_name');
    });

    it.each(['joined', 'all'] as const)('for who comes back, who sees what follows, or all: %s', async (history) => {
      const groupUuid = await aGroup({ history });
      await send(groupUuid, andrew);
      for (const on of [messages, elsewhere]) {
        await remove(groupUuid, bayko, bayko, on);
        await send(groupUuid, andrew, 'unseen', on);
        await add(groupUuid, londo, bayko, on);
      }
      const { entries, memberships } = await itemsOf(groupUuid);
      expect(memberships).toEqual(followed(entries));
      const spans = history === 'all' ? [[1, undefined]] : [[1, 3], [5, 6], [8, undefined]]; // prettier-ignore
      expect(memberships[bayko.uuid]!.spans.map((span) => [span.from_number, span.until_number])).toEqual(spans);
      const toUnseen = messages.writing.send(groupUuid, { sender: bayko, text: 'x', replyTo: 4 });
      if (history === 'all') expect(await toUnseen).toMatchObject({ quoted: { text: 'unseen' } });
      else await expect(toUnseen).rejects.toMatchObject(refused('reply_to_unknown'));
    });

    it('not by a request for what is so already, which is answered with the group as it is', async () => {
      const groupUuid = await aGroup({ name: 'Rangers' });
      await remove(groupUuid, andrew, londo);
      await send(groupUuid, bayko, 'last');
      const before = await itemsOf(groupUuid);
      const { memberships } = elsewhere;
      const asItIs = { last_number: 3, last_kind: 'message', message: 'last', member_count: 2, left: false };
      expect(await memberships.add(groupUuid, { caller: andrew, handle: bayko.handle })).toMatchObject(asItIs);
      expect(await memberships.remove(groupUuid, { caller: andrew, handle: londo.handle })).toMatchObject(asItIs);
      expect(await memberships.rename(groupUuid, { caller: bayko, name: 'Rangers' })).toMatchObject(asItIs);
      expect(await memberships.handOver(groupUuid, { caller: andrew, handle: andrew.handle })).toMatchObject(asItIs);
      const asItWas = { last_number: 2, last_kind: 'removed', message: '', left: true, revision: 2 };
      expect(await memberships.remove(groupUuid, { caller: londo, handle: londo.handle })).toMatchObject(asItWas);
      expect(await itemsOf(groupUuid)).toEqual(before);
    });

    it('only where its rules allow it, and else stays as it is', async () => {
      const groupUuid = await aGroup();
      await remove(groupUuid, andrew, londo);
      const before = await itemsOf(groupUuid);
      const { memberships } = messages;
      const rename = (caller: Person) => memberships.rename(groupUuid, { caller, name: 'x' });
      const handOver = (caller: Person, { handle }: Person) => memberships.handOver(groupUuid, { caller, handle });
      const nobody = { ...stranger, handle: 'nobody' };
      const cases: [ErrorCode, () => Promise<unknown>][] = [
        ...[stranger].flatMap((caller): [ErrorCode, () => Promise<unknown>][] => [
          ['message_group_not_found', () => add(groupUuid, caller, nobody)],
          ['message_group_not_found', () => remove(groupUuid, caller, nobody)],
          ['message_group_not_found', () => remove(groupUuid, caller, caller)],
          ['message_group_not_found', () => rename(caller)],
          ['message_group_not_found', () => handOver(caller, nobody)],
          ['message_group_not_found', () => send(groupUuid, caller)],
        ]),
        ['message_group_not_found', () => add(randomUUID(), andrew, bayko)],
        ['message_group_left', () => add(groupUuid, londo, nobody)],
        ['message_group_left', () => remove(groupUuid, londo, nobody)],
        ['message_group_left', () => rename(londo)],
        ['message_group_left', () => handOver(londo, bayko)],
        ['message_group_left', () => send(groupUuid, londo)],
        ['user_not_found', () => add(groupUuid, bayko, nobody)],
        ['message_group_owner_only', () => remove(groupUuid, bayko, andrew)],
        ['message_group_owner_only', () => remove(groupUuid, bayko, nobody)],
        ['message_group_owner_only', () => handOver(bayko, bayko)],
        ['member_not_found', () => remove(groupUuid, andrew, stranger)],
        ['member_not_found', () => remove(groupUuid, andrew, nobody)],
        ['member_not_found', () => handOver(andrew, londo)],
        ['member_not_found', () => handOver(andrew, nobody)],
        ['message_group_owner_leaves', () => remove(groupUuid, andrew, andrew)],
      ];
      for (const [code, attempt] of cases) await expect(attempt()).rejects.toMatchObject(refused(code));
      expect(await itemsOf(groupUuid)).toEqual(before);
    });

    it('by its last member, who can do all but leave', async () => {
      const groupUuid = await aGroup();
      for (const gone of [bayko, londo]) await remove(groupUuid, gone, gone);
      await expect(remove(groupUuid, andrew, andrew)).rejects.toMatchObject(refused('message_group_last_member'));
      expect(await add(groupUuid, andrew, vir)).toMatchObject({ member_count: 2 });
    });

    it('to 256 members, and no further', async () => {
      const others = range(254).map((i) => dynamo.person(`member-${i}`));
      const groupUuid = await aGroup({ handles: others.map(({ handle }) => handle) });
      await add(groupUuid, others[253]!, vir);
      await expect(add(groupUuid, andrew, bayko)).rejects.toMatchObject(refused('members_exceed_256'));
      expect(membersIn((await itemsOf(groupUuid)).entries.at(-1)!)).toEqual(
        [andrew, ...others, vir].map(({ uuid }) => uuid),
      );
    });

    it('not where it is a conversation of two, and a stranger does not learn that it is one', async () => {
      const { groupUuid } = await messages.writing.start({ sender: andrew, recipientHandle: vir.handle, text: 'x' });
      const { memberships } = messages;
      const [isPair, notFound] = [refused('message_group_is_pair'), refused('message_group_not_found')];
      for (const [caller, refusal] of [
        [andrew, isPair],
        [stranger, notFound],
      ] as const) {
        // prettier-ignore
        await expect(add(groupUuid, caller, bayko)).rejects.toMatchObject(refusal);
        await expect(remove(groupUuid, caller, caller)).rejects.toMatchObject(refusal);
        await expect(memberships.rename(groupUuid, { caller, name: 'x' })).rejects.toMatchObject(refusal);
        await expect(memberships.handOver(groupUuid, { caller, handle: vir.handle })).rejects.toMatchObject(refusal);
      }
    });

    it('no more than started while groups are off; a request for what is so already is answered all the same', async () => {
      const keyed = request({ startKey: randomUUID() });
      const groupUuid = (await messages.starts.start(keyed)).uuid;
      await remove(groupUuid, londo, londo);
      const off = await dynamo.process(undefined, undefined, undefined, { MESSAGE_GROUPS: 'off' });
      const isOff = refused('message_groups_off');
      await expect(off.starts.start(request())).rejects.toMatchObject(isOff);
      await expect(add(groupUuid, andrew, vir, off)).rejects.toMatchObject(isOff);
      await expect(remove(groupUuid, andrew, bayko, off)).rejects.toMatchObject(isOff);
      expect(await off.starts.start(keyed)).toMatchObject({ uuid: groupUuid });
      expect(await add(groupUuid, andrew, bayko, off)).toMatchObject({ member_count: 2 });
      expect(await remove(groupUuid, londo, londo, off)).toMatchObject({ left: true });
      expect(await send(groupUuid, bayko, 'x', off)).toMatchObject({ number: 3 });
    });
  });

  describe('and those who take no messages', () => {
    const say = (item: object) => dynamo.documents.send(new PutCommand({ TableName: dynamo.table.name, Item: item }));
    const takesNone = refused('member_takes_no_messages');

    it.each<[string, (person: Person) => object]>([
      ['from nobody', ({ uuid }) => ({ ...settingsKey(uuid), accepts: 'nobody' })],
      ['from who owns the group', ({ uuid }) => blockKey(uuid, andrew.uuid)],
    ])('are neither started with nor added: %s', async (_whom, itemOf) => {
      const shy = dynamo.person(randomUUID());
      const groupUuid = await aGroup();
      await say(itemOf(shy));
      const before = await itemCount();
      await expect(aGroup({ handles: [bayko.handle, shy.handle] })).rejects.toMatchObject(takesNone);
      expect(await itemCount()).toBe(before);
      const items = await itemsOf(groupUuid);
      await expect(add(groupUuid, bayko, shy)).rejects.toMatchObject(takesNone);
      expect(await itemsOf(groupUuid)).toEqual(items);
    });

    it('stay members, and hear each other there', async () => {
      const groupUuid = await aGroup();
      await say(blockKey(bayko.uuid, andrew.uuid));
      expect(await send(groupUuid, andrew)).toMatchObject({ number: 2 });
      expect(await add(groupUuid, andrew, bayko)).toMatchObject({ member_count: 3 });
      await dynamo.documents.send(
        new DeleteCommand({ TableName: dynamo.table.name, Key: blockKey(bayko.uuid, andrew.uuid) }),
      );
    });
  });

  describe('and its messages', () => {
    it('are of members alone, who name the entry that has the members', async () => {
      const groupUuid = await aGroup();
      await send(groupUuid, londo, 'one');
      await add(groupUuid, andrew, vir);
      await send(groupUuid, vir, 'two', elsewhere);
      const { entries } = await itemsOf(groupUuid);
      expect(entries.filter(({ kind }) => !kind)).toEqual([
        expect.objectContaining({ message: 'one', members_at: 1, member_count: 3 }),
        expect.objectContaining({ message: 'two', members_at: 3, member_count: 4 }),
      ]);
      expect(entries.every(({ member_uuids: uuids }) => uuids === undefined)).toBe(true);
    });

    it('are changed by members alone, whatever a process remembers of those who have left', async () => {
      const groupUuid = await aGroup();
      await send(groupUuid, londo, 'one');
      for (const { changing } of [messages, elsewhere]) await changing.addReaction(groupUuid, 2, '🎉', londo.uuid);
      await remove(groupUuid, andrew, londo);
      const left = refused('message_group_left');
      for (const { changing, writing } of [messages, elsewhere]) {
        const [userUuid, text] = [londo.uuid, 'one'];
        await expect(changing.edit(groupUuid, 2, { userUuid, text })).rejects.toMatchObject(left);
        await expect(changing.edit(groupUuid, 2, { userUuid, text: 'two' })).rejects.toMatchObject(left);
        await expect(changing.delete(groupUuid, 2, { userUuid })).rejects.toMatchObject(left);
        await expect(changing.addReaction(groupUuid, 2, '🎉', userUuid)).rejects.toMatchObject(left);
        await expect(changing.removeReaction(groupUuid, 2, '🎉', userUuid)).rejects.toMatchObject(left);
        await expect(writing.send(groupUuid, { sender: londo, text, replyTo: 2 })).rejects.toMatchObject(left);
        const strange = changing.addReaction(groupUuid, 2, '🎉', stranger.uuid);
        await expect(strange).rejects.toMatchObject(refused('message_group_not_found'));
      }
      await messages.changing.addReaction(groupUuid, 2, '🎉', bayko.uuid);
      const { revisions } = await itemsOf(groupUuid);
      expect(revisions.map(({ kind, members_at: at, member_count: count }) => [kind, at, count])).toEqual([
        ...[['members', 1, 3], ['reacted', 1, 3], ['members', 3, 2], ['reacted', 3, 2]], // prettier-ignore
      ]);
    });

    it('from before somebody has joined are neither answered nor reacted to by that one', async () => {
      const groupUuid = await aGroup();
      await send(groupUuid, londo, 'secret');
      await add(groupUuid, andrew, vir);
      const reply = messages.writing.send(groupUuid, { sender: vir, text: 'x', replyTo: 2 });
      await expect(reply).rejects.toMatchObject(refused('reply_to_unknown'));
      const reaction = messages.changing.addReaction(groupUuid, 2, '🎉', vir.uuid);
      await expect(reaction).rejects.toMatchObject(refused('message_not_found'));
      expect(await messages.writing.send(groupUuid, { sender: vir, text: 'x', replyTo: 3 })).toMatchObject({
        number: 4,
      });
    });

    it('from before somebody has come back are as that one has left them', async () => {
      const groupUuid = await aGroup();
      await send(groupUuid, londo, 'as it was');
      await send(groupUuid, bayko, 'own');
      await remove(groupUuid, bayko, bayko);
      const { changing, writing } = elsewhere;
      await changing.edit(groupUuid, 2, { userUuid: londo.uuid, text: 'unseen' });
      await add(groupUuid, andrew, bayko);
      const reply = await writing.send(groupUuid, { sender: bayko, text: 'x', replyTo: 2 });
      expect(reply.quoted).toMatchObject({ text: 'as it was' });
      const reaction = changing.addReaction(groupUuid, 2, '🎉', bayko.uuid);
      await expect(reaction).rejects.toMatchObject(refused('message_not_found'));
      const own = await changing.delete(groupUuid, 3, { userUuid: bayko.uuid });
      expect(own.message.deletedAt).toBeDefined();
    });

    it('do not include what changes the membership: nobody edits or deletes that', async () => {
      const groupUuid = await aGroup({ name: 'Rangers' });
      const [userUuid, notOwn] = [andrew.uuid, refused('message_not_own')];
      await expect(messages.changing.edit(groupUuid, 1, { userUuid, text: 'x' })).rejects.toMatchObject(notOwn);
      await expect(messages.changing.delete(groupUuid, 1, { userUuid })).rejects.toMatchObject(notOwn);
    });
  });

  it('has one order of sends, changes and memberships, whoever makes them at once, in two processes', async () => {
    const groupUuid = await aGroup({ handles: [bayko.handle, londo.handle, vir.handle] });
    const first = await send(groupUuid, andrew, 'first');
    const of = (i: number) => [messages, elsewhere][i % 2]!;
    const work = range(6).flatMap((i) => [
      send(groupUuid, bayko, `bayko ${i}`, of(i)),
      send(groupUuid, londo, `londo ${i}`, of(i + 1)),
      remove(groupUuid, bayko, bayko, of(i)),
      add(groupUuid, andrew, bayko, of(i + 1)),
      remove(groupUuid, andrew, londo, of(i)),
      add(groupUuid, vir, londo, of(i)),
      of(i).changing.edit(groupUuid, first.number, { userUuid: andrew.uuid, text: `edit ${i}` }),
      of(i).changing.addReaction(groupUuid, first.number, '🎉', londo.uuid),
      of(i).memberships.rename(groupUuid, { caller: vir, name: `name ${i}` }),
    ]);
    for (const outcome of await Promise.allSettled(work)) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject(refused('message_group_left'));
    }
    const { conversation, entries, revisions, memberships } = await itemsOf(groupUuid);
    expect(memberships).toEqual(followed(entries));
    const last = entries.findLast(({ kind }) => kind !== undefined)!;
    expect(conversation).toMatchObject({
      ...{ members_at: last.number, member_count: last.member_count, owner_uuid: last.owner_uuid },
      group_name: last.group_name,
    });
    expect(revisions.map(({ revision }) => revision)).toEqual(range(revisions.length).map((i) => i + 1));
    const changes = entries.filter(({ kind }) => kind !== undefined);
    const told = revisions.filter(({ kind }) => kind === 'members');
    expect(told.map(({ number, revision }) => [number, revision])).toEqual(
      changes.map(({ number, revision }) => [number, revision]),
    );
    let at = 0;
    for (const { kind, number, members_at: membersAt, user_uuid: uuid } of revisions) {
      if (kind === 'members') at = number;
      expect(membersAt).toBe(at);
      expect(membersIn(entries[at - 1]!).includes(uuid) || kind === 'members').toBe(true);
    }
  });
});
