import { Logger } from '@nestjs/common';
import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Person } from '@app/common/contracts';
import { createDocumentClient } from '@app/common/dynamodb';
import { createLeanClient } from '@app/common/dynamodb/lean';
import { DomainError } from '@app/common/errors';
import { conversationPartition, type GroupRowItem, messageKey } from '@app/common/table';
import { normalRow } from '../../../test/support/expected-row';
import { range } from '../../../test/support/range';
import { services } from '../../../test/support/services';
import { createTestTable, type TestTable } from '../../../test/support/test-table';
import type { GroupRowsProjection } from '../src/projections/group-rows.projection';
import type { MessageSent, ProjectedEvent } from '../src/projections/projected-event';
import type { Rebuild, RebuildOutcome, RebuildSettings } from '../src/rebuild/rebuild';
import { Conversation, type ReadState } from './conversation';
import { FormerProjector } from './former-projector';
import { projectorOn } from './projector-on-dynamodb';

describe('a rebuild of the rows', () => {
  const documents = createDocumentClient({ AWS_REGION: 'us-east-1', ...services() });
  const dynamoDb = createLeanClient({ AWS_REGION: 'us-east-1', ...services() });
  let table: TestTable;
  let projection: GroupRowsProjection;
  let rebuilding: Rebuild;

  beforeAll(() => void Logger.overrideLogger(false));
  beforeEach(async () => {
    table = await createTestTable();
    ({ projection, rebuild: rebuilding } = await projectorOn(table.name, dynamoDb));
  });
  afterEach(() => table.drop());
  afterAll(async () => {
    documents.destroy();
    await dynamoDb.destroy();
  });

  const rebuild = (settings: RebuildSettings = {}): Promise<RebuildOutcome> => rebuilding.run(settings);

  const store = async ({ data }: MessageSent): Promise<void> => {
    const key = messageKey(data.message_group_uuid, data.number);
    await documents.send(new PutCommand({ TableName: table.name, Item: { ...key, ...data } }));
  };

  /** Of `count` messages, all by Andrew but those with the numbers of `byBayko`; stored and projected. */
  const aConversation = async (count: number, byBayko: number[] = []) => {
    const conversation = await Conversation.start(documents, table.name);
    const sender = (number: number): Person => (byBayko.includes(number) ? conversation.bayko : conversation.andrew);
    const events = range(count).map((i) => conversation.sent(i + 1, sender(i + 1)));
    await Promise.all(events.map(store));
    await projection.project(events);
    return { conversation, events };
  };

  const change = (conversation: Conversation, member: Person, fields: Partial<GroupRowItem>): Promise<unknown> =>
    documents.send(
      new PutCommand({
        TableName: table.name,
        Item: { ...conversation.expectedRow(member, []), ...fields },
      }),
    );

  const lose = (conversation: Conversation, member: Person): Promise<unknown> =>
    documents.send(new DeleteCommand({ TableName: table.name, Key: conversation.keyOf(member) }));

  it('finds nothing to correct where the rows say what the messages say', async () => {
    await aConversation(1);
    const { conversation } = await aConversation(7, [3, 5]);
    await conversation.markRead(conversation.bayko, 6);
    expect(await rebuild()).toEqual({ conversations: 2, rows: 4, corrected: [] });
  });

  it('makes rows that are missing, of a first message too, with the member’s own last message as read', async () => {
    const { conversation: short } = await aConversation(1);
    const { conversation: long, events } = await aConversation(60, [2]);
    await Promise.all([short, long].flatMap((each) => [lose(each, each.andrew), lose(each, each.bayko)]));
    expect((await rebuild()).corrected.map(({ kind }) => kind)).toEqual(range(4).map(() => 'make'));
    expect(await short.rows()).toEqual([short.expectedRow(short.andrew, []), short.expectedRow(short.bayko, [])]);
    expect(await long.rows()).toEqual([long.expectedRow(long.andrew, events), long.expectedRow(long.bayko, events)]);
    expect((await long.row(long.bayko))?.last_read_number).toBe(2);
  });

  it('moves rows on that are behind, and lowers no read marker', async () => {
    const { conversation, events } = await aConversation(5);
    const { andrew, bayko } = conversation;
    await change(conversation, andrew, { last_number: 2, message: 'message 2', last_read_number: 2 });
    await change(conversation, bayko, { last_read_number: 4 });
    const { corrected } = await rebuild();
    expect(corrected.map(({ kind, member, before }) => [kind, member.handle, before['last_number']])).toEqual([
      ['move', 'andrew', 2],
      ['move', 'bayko', 1],
    ]);
    expect(await conversation.rows()).toEqual([
      conversation.expectedRow(andrew, events),
      conversation.expectedRow(bayko, events, 4),
    ]);
  });

  it.each<[string, Partial<GroupRowItem>, number]>([
    ['is beyond the newest message', { last_number: 9, last_message_at: '2027-01-01T00:00:00.000Z', message: '?' }, 5],
    ['shows another text', { last_number: 5, message: 'nonsense' }, 5],
    ['shows somebody else', { user_uuid: 'x', user_handle: 'x', user_display_name: 'X' }, 5],
    ['has read more than there is', { last_number: 5, message: 'message 5', last_read_number: 99 }, 5],
  ])('mends a row that %s', async (_what, wrong, lastReadNumber) => {
    const { conversation, events } = await aConversation(5);
    await change(conversation, conversation.andrew, wrong);
    const { corrected } = await rebuild();
    expect(corrected).toEqual([expect.objectContaining({ kind: 'mend' })]);
    expect(await conversation.rows()).toEqual([
      conversation.expectedRow(conversation.andrew, events, lastReadNumber),
      conversation.expectedRow(conversation.bayko, events),
    ]);
    expect((await rebuild()).corrected).toEqual([]);
  });

  it('corrects nothing in a dry run, and says what it would', async () => {
    const { conversation } = await aConversation(3);
    await lose(conversation, conversation.bayko);
    const dry = await rebuild({ dryRun: true });
    expect(await conversation.row(conversation.bayko)).toBeUndefined();
    expect((await rebuild()).corrected).toEqual(dry.corrected);
  });

  it('stays within one user, and within one conversation', async () => {
    const { conversation } = await aConversation(3);
    const { conversation: other } = await aConversation(3);
    const { andrew, bayko, groupUuid } = conversation;
    await Promise.all([conversation, other].flatMap((each) => [lose(each, each.andrew), lose(each, each.bayko)]));
    expect(await rebuild({ userUuid: bayko.uuid })).toMatchObject({ rows: 1, corrected: [{ groupUuid }] });
    expect(await conversation.row(andrew)).toBeUndefined();
    expect(await rebuild({ groupUuid })).toMatchObject({
      conversations: 1,
      rows: 2,
      corrected: [{ member: { uuid: andrew.uuid } }],
    });
    expect(await other.rows()).toEqual([undefined, undefined]);
  });

  it('refuses a conversation that does not exist', async () => {
    await expect(rebuild({ groupUuid: 'nothing' })).rejects.toThrow(
      new DomainError('message_group_not_found', { detail: 'no conversation nothing' }),
    );
  });

  it('leaves the rest when it is told to stop', async () => {
    await Promise.all(range(20).map(() => aConversation(1)));
    const stop = new AbortController();
    const outcome = await rebuild({ signal: stop.signal, progress: () => stop.abort() });
    expect(outcome.conversations).toBeGreaterThan(0);
    expect(outcome.conversations).toBeLessThan(20);
  });

  it('ends at the same rows, which never go backwards, while messages are sent, projected and read, twice at once', async () => {
    const conversations = await Promise.all(range(8).map(() => aConversation(5, [2, 4])));
    const backwards: unknown[] = [];
    let isWatching = true;
    const watch = async ({ conversation }: { conversation: Conversation }): Promise<void> => {
      let last: GroupRowItem | undefined;
      while (isWatching) {
        const row = await conversation.row(conversation.bayko);
        const isBehind =
          last && (!row || row.last_number < last.last_number || row.last_read_number < last.last_read_number);
        if (isBehind) backwards.push([last, row]);
        last = row ?? last;
      }
    };
    const live = async ({ conversation, events }: { conversation: Conversation; events: MessageSent[] }) => {
      const { andrew, bayko } = conversation;
      await change(conversation, andrew, { last_number: 99, message: 'nonsense', user_handle: 'x' });
      for (const number of range(25).map((i) => i + 6)) {
        const event = conversation.sent(number, number % 3 ? andrew : bayko);
        await store(event);
        events.push(event);
        await projection.project([event]);
        if (number % 5 === 0) await conversation.markRead(bayko, number - 1);
      }
    };
    const watches = conversations.map(watch);
    await Promise.all([...conversations.map(live), rebuild(), rebuild()]);
    isWatching = false;
    await Promise.all(watches);
    await rebuild();

    for (const { conversation, events } of conversations) {
      expect(await conversation.rows()).toEqual([
        conversation.expectedRow(conversation.andrew, events),
        conversation.expectedRow(conversation.bayko, events, 29),
      ]);
    }
    expect(backwards).toEqual([]);
  });

  it('takes a name over from the conversation, unless the row has a later one', async () => {
    const { conversation } = await aConversation(2);
    const { andrew, bayko, groupUuid } = conversation;
    await documents.send(
      new UpdateCommand({
        TableName: table.name,
        Key: { pk: conversationPartition(groupUuid), sk: '~conversation' },
        UpdateExpression: 'SET members[1].display_name = :name, members[1].version = :version',
        ExpressionAttributeValues: { ':name': 'Bayko II', ':version': 2 },
      }),
    );
    await rebuild();
    expect(await conversation.row(andrew)).toMatchObject({ user_display_name: 'Bayko II', user_version: 2 });
    await change(conversation, andrew, {
      ...(await conversation.row(andrew)),
      user_display_name: 'Bayko III',
      user_version: 3,
    });
    expect((await rebuild()).corrected).toEqual([]);
    expect(await conversation.row(bayko)).toMatchObject({ user_display_name: andrew.displayName });
  });

  describe('with edits, deletions, reactions and a marker that was moved back', () => {
    /** Stored, and projected but for the last ones of `events`. */
    const changed = async (projected?: number) => {
      const conversation = await Conversation.start(documents, table.name);
      const { bayko } = conversation;
      const [second, third, fourth, fifth] = [
        conversation.sent(2, bayko),
        conversation.sent(3),
        conversation.sent(4, bayko),
        conversation.sent(5),
      ];
      const events: ProjectedEvent[] = [
        ...[second, third, fourth],
        conversation.edited(third, 1),
        conversation.deleted(third, 2),
        conversation.reacted(second, 3),
        fifth,
        conversation.edited(fifth, 4),
        conversation.reacted(fifth, 5),
        conversation.edited(fifth, 6),
      ];
      await conversation.store(events);
      await projection.project(events.slice(0, projected));
      return { conversation, events };
    };
    const expectedRows = (conversation: Conversation, events: ProjectedEvent[], read: ReadState = {}) => [
      conversation.expectedRow(conversation.andrew, events),
      conversation.expectedRow(conversation.bayko, events, read),
    ];

    it('leaves rows that are right as they are, byte for byte, and so does a replay from the beginning', async () => {
      const { conversation, events } = await changed();
      const { bayko } = conversation;
      await conversation.forceRead(bayko, 1, 5);
      await conversation.set(bayko, { muted_until: 'forever', archived_number: 5, pinned_at: 'x', received_number: 4 });
      const rows = await conversation.rows();
      expect((await rebuild()).corrected).toEqual([]);
      for (const event of events) await projection.project([event]);
      await projection.project([conversation.sent(1), ...events]);
      expect((await rebuild()).corrected).toEqual([]);
      expect(await conversation.rows()).toEqual(rows);
      expect(rows[1]).toMatchObject({ last_read_number: 1, forced_number: 5, seen_number: 4, uncounted_number: 5 });
    });

    it('makes lost rows right, whoever makes them: itself, or a replay and then it', async () => {
      const [{ conversation: one, events }, { conversation: other, events: others }] = [
        await changed(),
        await changed(),
      ];
      for (const member of [one.andrew, one.bayko]) await one.lose(member);
      for (const member of [other.andrew, other.bayko]) await other.lose(member);
      await projection.project([others[0]!]);
      expect((await other.rows()).map((row) => row?.message)).toEqual(['text of revision 6', 'text of revision 6']);
      for (const event of others) await projection.project([event]);
      await rebuild();
      expect(await one.rows()).toEqual(expectedRows(one, events));
      const [andrew, bayko] = expectedRows(other, others);
      // Of a lost row all that is above the marker is looked at.
      expect(await other.rows()).toEqual([andrew, { ...bayko, uncounted_number: 5 }]);
      expect((await rebuild()).corrected).toEqual([]);
    });

    it.each([0, 3, 4, 5, 6, 7, 8, 9])('moves rows on that have taken in %i events of ten', async (projected) => {
      const { conversation, events } = await changed(projected);
      const dry = await rebuild({ dryRun: true });
      expect(dry.corrected.length).toBeGreaterThan(0);
      expect((await rebuild()).corrected).toEqual(dry.corrected);
      expect((await conversation.rows()).map((row) => normalRow(row!))).toEqual(expectedRows(conversation, events));
      expect((await rebuild()).corrected).toEqual([]);
      const rows = await conversation.rows();
      await projection.project(events);
      expect(await conversation.rows()).toEqual(rows);
    });

    it.each<[string, Partial<GroupRowItem>]>([
      ['shows the text before an edit', { message: 'message 5' }],
      ['has taken in what nobody has changed', { revision: 9 }],
      ['shows a change that nobody has made', { preview_revision: 9 }],
      ['passes over what nobody has sent', { uncounted_number: 9 }],
    ])('mends a row that %s', async (_what, wrong) => {
      const { conversation, events } = await changed();
      await conversation.set(conversation.andrew, wrong);
      expect((await rebuild()).corrected).toMatchObject([{ kind: 'mend', member: { handle: 'andrew' } }]);
      expect((await conversation.rows()).map((row) => normalRow(row!))).toEqual(expectedRows(conversation, events));
    });

    it.each(['edited', 'deleted', 'reacted'] as const)(
      'says of no row what is not all to be seen yet, and what is afterwards: %s',
      async (kind) => {
        const conversation = await Conversation.start(documents, table.name);
        const sent = [2, 3, 4].map((number) => conversation.sent(number));
        const events = [...sent, conversation[kind](sent[0]!, 1)];
        await conversation.store(events, { unseen: 1 });
        await conversation.markRead(conversation.bayko, 3);
        await projection.project(sent);
        await expect(rebuild({ groupUuid: conversation.groupUuid })).rejects.toMatchObject({
          code: 'service_unavailable',
        });
        expect(await conversation.row(conversation.bayko)).not.toHaveProperty('revision');
        await conversation.store(events);
        await rebuild({ groupUuid: conversation.groupUuid });
        expect(await conversation.rows()).toMatchObject([{ revision: 1 }, { revision: 1 }]);
      },
    );

    it('mends what a copy of the version before has made of a message that was told changed first', async () => {
      const conversation = await Conversation.start(documents, table.name);
      const second = conversation.sent(2);
      const edited = conversation.edited(second, 1);
      await conversation.store([second, edited]);
      await projection.project([edited]);
      await new FormerProjector(dynamoDb, table.name).project(conversation, second);
      expect(await conversation.row(conversation.bayko)).toMatchObject({ message: 'message 2' });
      await rebuild();
      expect(await conversation.rows()).toEqual(expectedRows(conversation, [second, edited]));
    });
  });
});
