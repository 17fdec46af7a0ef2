import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Person } from '@app/common/contracts';
import { createLeanClient, meter } from '@app/common/dynamodb/lean';
import { DomainError } from '@app/common/errors';
import { services } from '../../../test/support/services';
import { pairGroupUuid } from '../src/conversations/messages/pair-group-uuid';
import { MessagesOnDynamoDb, type Messages } from './messages-on-dynamodb';

/** What a block may take, from its answer on, to hold in every process. */
const HOLDS_AFTER_MS = 5_000;
const BETWEEN_SENDS_MS = 100;

describe('people who take no messages', () => {
  let dynamo: MessagesOnDynamoDb;
  let messages: Messages;
  let andrew: Person;
  let bayko: Person;

  beforeAll(async () => {
    dynamo = await MessagesOnDynamoDb.create();
    messages = await dynamo.process();
  });
  beforeEach(() => {
    [andrew, bayko] = [dynamo.person(randomUUID()), dynamo.person(randomUUID())];
  });
  afterAll(() => dynamo.close());

  const start = (sender: Person, { handle }: Person, process = messages) =>
    process.writing.start({ sender, recipientHandle: handle, text: 'hello' });
  const send = (sender: Person, groupUuid: string, process = messages) =>
    process.writing.send(groupUuid, { sender, text: 'hello' });
  const outcome = (work: Promise<unknown>) =>
    work.then(
      () => 'sent',
      (error: unknown) => (error instanceof DomainError ? error.code : error),
    );
  const refuses = (process = messages) => process.settings.change(bayko.uuid, { accepts: 'nobody' });
  const blocks = (process = messages) => process.blocks.block(bayko.uuid, andrew);

  it.each([
    ['a block', blocks],
    ['taking from nobody', refuses],
  ])('let neither start nor send whom %s keeps away, and nothing is stored', async (_what, keepAway) => {
    const { groupUuid } = await start(andrew, bayko);
    await keepAway();
    const process = await dynamo.process();
    expect(await outcome(send(andrew, groupUuid, process))).toBe('recipient_takes_no_messages');
    expect(await outcome(start(andrew, bayko, process))).toBe('recipient_takes_no_messages');
    expect((await messages.store.head(groupUuid))?.lastNumber).toBe(1);
    const londo = dynamo.person(randomUUID());
    if (keepAway === refuses) {
      expect(await outcome(start(londo, bayko))).toBe('recipient_takes_no_messages');
      expect(await messages.store.head(pairGroupUuid(londo.uuid, bayko.uuid))).toBeUndefined();
    } else expect(await outcome(start(londo, bayko))).toBe('sent');
  });

  it.each([
    ['a block', blocks],
    ['taking from nobody', refuses],
  ])(
    'are told nothing new by edits and reactions of whom %s keeps away, who may take back what there is',
    async (_what, keepAway) => {
      const { groupUuid } = await start(andrew, bayko);
      await send(bayko, groupUuid);
      const before = await dynamo.process();
      await before.changing.addReaction(groupUuid, 2, '👍', andrew.uuid);
      await keepAway();
      const { changing } = await dynamo.process();
      const edit = changing.edit(groupUuid, 1, { userUuid: andrew.uuid, text: 'another word' });
      expect(await outcome(edit)).toBe('recipient_takes_no_messages');
      expect(await outcome(changing.addReaction(groupUuid, 2, '🎉', andrew.uuid))).toBe('recipient_takes_no_messages');
      expect((await messages.store.message(groupUuid, 1))?.text).toBe('hello');
      expect(await outcome(changing.removeReaction(groupUuid, 2, '👍', andrew.uuid))).toBe('sent');
      expect(await outcome(changing.delete(groupUuid, 1, { userUuid: andrew.uuid }))).toBe('sent');
    },
  );

  it('cannot be told apart by what is asked of the table', async () => {
    const dynamoDb = createLeanClient({ AWS_REGION: 'us-east-1', ...services() });
    const requests = meter(dynamoDb);
    const asked: string[][] = [];
    for (const keepAway of [blocks, refuses]) {
      [andrew, bayko] = [dynamo.person(randomUUID()), dynamo.person(randomUUID())];
      await keepAway();
      const process = await dynamo.process(dynamoDb);
      requests.length = 0;
      for (const _ of '12') await outcome(start(andrew, bayko, process));
      asked.push(requests.map(({ operation }) => operation));
    }
    await dynamoDb.destroy();
    expect(asked).toEqual([['BatchGetItem'], ['BatchGetItem']]);
  });

  it('hear of their own block when they write to whom they block', async () => {
    const { groupUuid } = await start(andrew, bayko);
    await blocks();
    expect(await outcome(send(bayko, groupUuid))).toBe('recipient_blocked');
    expect(await outcome(start(bayko, andrew))).toBe('recipient_blocked');
    await messages.blocks.unblock(bayko.uuid, andrew.uuid);
    expect(await outcome(send(bayko, groupUuid))).toBe('sent');
    expect(await outcome(send(andrew, groupUuid))).toBe('sent');
  });

  it('get messages from nobody a few seconds later, through any process, and get them again a few seconds after they allow it', async () => {
    const other = await dynamo.process();
    const { groupUuid } = await start(andrew, bayko);
    /** Sends until another outcome comes. @returns how long after `since` the last send began that still met the former one. */
    async function untilItIs(expected: string, since: number): Promise<number> {
      let last = 0;
      for (;;) {
        const began = performance.now() - since;
        if ((await outcome(send(andrew, groupUuid, other))) === expected) return last;
        last = began;
        if (last > HOLDS_AFTER_MS) return last;
        await sleep(BETWEEN_SENDS_MS);
      }
    }
    await send(andrew, groupUuid, other);
    await blocks();
    expect(await untilItIs('recipient_takes_no_messages', performance.now())).toBeLessThan(HOLDS_AFTER_MS);
    await messages.blocks.unblock(bayko.uuid, andrew.uuid);
    expect(await untilItIs('sent', performance.now())).toBeLessThan(HOLDS_AFTER_MS);
  });

  it('get no more messages at once through the process that they asked', async () => {
    const { groupUuid } = await start(andrew, bayko);
    expect(await outcome(send(andrew, groupUuid))).toBe('sent');
    await blocks();
    expect(await outcome(send(andrew, groupUuid))).toBe('recipient_takes_no_messages');
  });

  it('see whom they block, the newest first, and nobody else does', async () => {
    const londo = dynamo.person(randomUUID());
    const presented = ({ uuid, handle, displayName }: Person, created_at: string) => ({
      ...{ uuid, handle, display_name: displayName },
      created_at,
    });
    expect(await messages.blocks.list(bayko.uuid)).toEqual([]);
    messages.clock.time = new Date('2026-01-01T00:00:00.000Z');
    const first = await messages.blocks.block(bayko.uuid, andrew);
    expect(first).toEqual(presented(andrew, '2026-01-01T00:00:00.000Z'));
    messages.clock.time = new Date('2026-01-02T00:00:00.000Z');
    const second = await messages.blocks.block(bayko.uuid, londo);
    expect(await messages.blocks.block(bayko.uuid, andrew)).toEqual(first);
    expect(await messages.blocks.list(bayko.uuid)).toEqual([second, first]);
    expect(await messages.blocks.list(andrew.uuid)).toEqual([]);
    for (const _ of 'twice') await messages.blocks.unblock(bayko.uuid, andrew.uuid);
    expect(await messages.blocks.list(bayko.uuid)).toEqual([second]);
    expect(await messages.settings.read(bayko.uuid)).toEqual({ receipts: true, accepts: 'everybody' });
  });

  it('do not block themselves', async () => {
    expect(await outcome(messages.blocks.block(bayko.uuid, bayko))).toBe('user_handle_own');
    expect(await messages.blocks.list(bayko.uuid)).toEqual([]);
  });

  it('say so beside their other settings', async () => {
    await messages.settings.change(bayko.uuid, { receipts: false });
    expect(await messages.settings.change(bayko.uuid, { accepts: 'requests' })).toEqual({
      receipts: false,
      accepts: 'requests',
    });
    expect(await messages.settings.change(bayko.uuid, { receipts: true, accepts: 'everybody' })).toEqual({
      receipts: true,
      accepts: 'everybody',
    });
  });

  it('are added to no group by those whose messages they do not take', async () => {
    const { contacts } = messages;
    const londo = dynamo.person(randomUUID());
    const others = [bayko.uuid, londo.uuid];
    expect(await outcome(contacts.allowMembers(others, [andrew.uuid]))).toBe('sent');
    await messages.settings.change(bayko.uuid, { accepts: 'requests' });
    expect(await outcome(contacts.allowMembers(others, [andrew.uuid]))).toBe('sent');
    await blocks();
    expect(await outcome(contacts.allowMembers(others, [londo.uuid, andrew.uuid]))).toBe('member_takes_no_messages');
    expect(await outcome(contacts.allowMembers([bayko.uuid], [londo.uuid]))).toBe('sent');
    await messages.settings.change(londo.uuid, { accepts: 'nobody' });
    expect(await outcome(contacts.allowMembers([londo.uuid], [andrew.uuid]))).toBe('member_takes_no_messages');
    expect(await outcome(contacts.allowMembers([andrew.uuid], [bayko.uuid]))).toBe('sent');
  });
});
