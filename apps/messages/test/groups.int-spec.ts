import { randomUUID } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Person, StartGroupRequest } from '@app/common/contracts';
import type { ErrorCode } from '@app/common/errors';
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
});
