import { context, propagation, trace } from '@opentelemetry/api';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import type { Person } from '@app/common/contracts';
import { createLeanClient, meter } from '@app/common/dynamodb/lean';
import { CONVERSATION_SORT_KEY, conversationPartition, groupsPartition, messageSortKey } from '@app/common/table';
import { correlated, tracer } from '@app/common/tracing';
import { services } from '../../../test/support/services';
import { pairGroupUuid } from '../src/conversations/messages/pair-group-uuid';
import { MessagesOnDynamoDb, type Messages } from './messages-on-dynamodb';
import { UnitsOfWrites } from './units-of-writes';

/** Requests and capacity units as DynamoDB counts them. Reads are strongly consistent: 1 unit for each 4 KB. */
describe('what an operation costs', () => {
  let dynamo: MessagesOnDynamoDb;
  const dynamoDb = createLeanClient({ AWS_REGION: 'us-east-1', ...services() });
  const requests = meter(dynamoDb);
  let andrew: Person;
  let groupUuid: string;
  let written: UnitsOfWrites;

  beforeAll(async () => {
    dynamo = await MessagesOnDynamoDb.create();
    written = new UnitsOfWrites(dynamoDb, dynamo.documents, dynamo.table.name, requests);
    andrew = dynamo.person('andrew');
    dynamo.person('bayko');
    const first = await (await dynamo.process()).writing.start({ sender: andrew, recipientHandle: 'bayko', text: 'x' });
    groupUuid = first.groupUuid;
  });
  afterAll(async () => {
    await dynamoDb.destroy();
    await dynamo.close();
  });

  /** Settings of the recipient, blocks of both, the sender's row. On AWS each costs 1 unit, also what does not exist. */
  const mayTheyWrite = ['BatchGetItem', expect.any(Number)];

  /** What `work` asks of DynamoDB in a process that remembers nothing, or in the one given. */
  async function requestsOf(work: (messages: Messages) => Promise<unknown>, process?: Messages) {
    const messages = process ?? (await dynamo.process(dynamoDb));
    requests.length = 0;
    await work(messages);
    return requests.map(({ operation, units }) => [operation, units]);
  }

  it('opens a conversation with one query', async () => {
    const open = requestsOf(({ reading }) => reading.page(groupUuid, { readerUuid: andrew.uuid, limit: 50 }));
    expect(await open).toEqual([['Query', 1]]);
  });

  it.each([
    ['before', { before: 2 }],
    ['after', { after: 0 }],
    ['around', { around: 1 }],
  ])('opens the page %s a number with one query', async (_where, where) => {
    const open = requestsOf(({ reading }) => reading.page(groupUuid, { readerUuid: andrew.uuid, limit: 50, ...where }));
    expect(await open).toEqual([['Query', 1]]);
  });

  it('lists the conversations with one query', async () => {
    const list = requestsOf(({ lists }) => lists.page(andrew.uuid, { limit: 50 }));
    expect(await list).toEqual([['Query', 1]]);
  });

  it('shows a list with its unread messages with that query alone', async () => {
    const list = requestsOf(async ({ lists }) =>
      lists.present(andrew.uuid, (await lists.page(andrew.uuid, { limit: 50 })).groups),
    );
    expect(await list).toEqual([['Query', 1]]);
  });

  it('compares what a stream has told with one query', async () => {
    expect(await requestsOf(({ live }) => live.rows(andrew.uuid))).toEqual([['Query', 1]]);
  });

  it('tells all that is unread with one query', async () => {
    expect(await requestsOf(({ lists }) => lists.unread(andrew.uuid))).toEqual([['Query', 1]]);
  });

  it('shows one row with one read', async () => {
    expect(await requestsOf(({ lists }) => lists.one(andrew.uuid, groupUuid))).toEqual([['GetItem', 1]]);
  });

  it('shows receipts of a conversation that the process knows with one batch: 1 unit an item', async () => {
    const process = await dynamo.process(dynamoDb);
    await process.writing.send(groupUuid, { sender: andrew, text: 'x' });
    const receipts = requestsOf(({ receipts }) => receipts.of(groupUuid, andrew.uuid), process);
    expect((await receipts).map(([operation]) => operation)).toEqual(['BatchGetItem']);
  });

  it.each<[string, (messages: Messages, group: string) => Promise<unknown>]>([
    ['mutes', ({ choices }, group) => choices.mute(andrew.uuid, group, {})],
    ['archives', ({ choices }, group) => choices.archive(andrew.uuid, group, {})],
    ['pins', ({ choices }, group) => choices.pin(andrew.uuid, group)],
    ['undoes it', ({ choices }, group) => choices.unpin(andrew.uuid, group)],
    ['changes settings', ({ settings }) => settings.change(andrew.uuid, { receipts: true })],
  ])('%s with one update of 1 unit', async (_what, choose) => {
    expect(await requestsOf((messages) => choose(messages, groupUuid))).toEqual([['UpdateItem', 1]]);
  });

  it.each([
    [60, 1],
    [1024, 2],
  ])('sends %i bytes into a conversation with two reads and one put of %i units', async (bytes, units) => {
    const send = requestsOf(({ writing }) => writing.send(groupUuid, { sender: andrew, text: 'x'.repeat(bytes) }));
    expect(await send).toEqual([['Query', 1], mayTheyWrite, ['PutItem', units]]);
  });

  it.each([
    [60, 1],
    [1024, 2],
  ])('sends %i bytes with a key for one unit more than the %i of the message', async (bytes, units) => {
    const sendKey = `${bytes}`.padEnd(64, 'k');
    const request = { sender: andrew, text: 'x'.repeat(bytes), sendKey, textHash: 'h'.repeat(43) };
    expect(await requestsOf(({ writing }) => writing.send(groupUuid, request))).toEqual([
      ['Query', 1],
      mayTheyWrite,
      ['PutItem', 1],
      ['PutItem', units],
    ]);
  });

  it.each([
    [60, 1],
    [1024, 2],
  ])('sends %i bytes of a traced request with its longest id at the same cost of %i units', async (bytes, units) => {
    new NodeTracerProvider().register();
    const send = correlated({ requestId: 'r'.repeat(64) }, () =>
      tracer.startActiveSpan('request', () =>
        requestsOf(({ writing }) => writing.send(groupUuid, { sender: andrew, text: 'x'.repeat(bytes) })),
      ),
    );
    expect((await send).at(-1)).toEqual(['PutItem', units]);
    for (const api of [trace, context, propagation]) api.disable();
  });

  it('sends an answer to another message with one read more, of what it answers', async () => {
    const process = await dynamo.process(dynamoDb);
    await process.writing.send(groupUuid, { sender: andrew, text: 'first' });
    const request = { sender: andrew, text: 'x'.repeat(60), replyTo: 1 };
    expect(await requestsOf(({ writing }) => writing.send(groupUuid, request), process)).toEqual([
      ['GetItem', 1],
      ['PutItem', 1],
    ]);
    const start = { ...request, recipientHandle: 'bayko' };
    expect(await requestsOf(({ writing }) => writing.start(start))).toEqual([
      ['Query', 1],
      ['GetItem', 1],
      mayTheyWrite,
      ['PutItem', 1],
    ]);
  });

  it('sends again from the same process with the put alone', async () => {
    const process = await dynamo.process(dynamoDb);
    await process.writing.send(groupUuid, { sender: andrew, text: 'first' });
    const send = requestsOf(({ writing }) => writing.send(groupUuid, { sender: andrew, text: 'second' }), process);
    expect(await send).toEqual([['PutItem', 1]]);
  });

  it.each([
    [60, 8],
    [1024, 10],
  ])('starts a conversation with %i bytes in one read and one transaction of %i units', async (bytes, units) => {
    const recipient = dynamo.person(`receives-${bytes}`);
    const start = requestsOf(({ writing }) =>
      writing.start({ sender: andrew, recipientHandle: recipient.handle, text: 'x'.repeat(bytes) }),
    );
    expect((await start).map(([operation]) => operation)).toEqual(['BatchGetItem', 'TransactWriteItems']);
    const items = await itemsOfStart(andrew, recipient);
    expect(items).toHaveLength(4);
    expect(2 * (await written.ofPuts(items))).toBe(units);
  });

  /** Conversation, first message and both rows. */
  async function itemsOfStart(sender: Person, recipient: Person): Promise<object[]> {
    const group = pairGroupUuid(sender.uuid, recipient.uuid);
    const pairs = [
      [conversationPartition(group), CONVERSATION_SORT_KEY],
      [conversationPartition(group), messageSortKey(1)],
      [groupsPartition(sender.uuid), group],
      [groupsPartition(recipient.uuid), group],
    ];
    const Keys = pairs.map(([pk, sk]) => ({ pk, sk }));
    const { Responses } = await dynamo.documents.send(
      new BatchGetCommand({ RequestItems: { [dynamo.table.name]: { Keys } } }),
    );
    return Responses![dynamo.table.name]!;
  }

  it('starts a conversation with a key in one transaction too', async () => {
    const recipient = dynamo.person('receives-once');
    const request = { sender: andrew, recipientHandle: recipient.handle, text: 'x', sendKey: 'key' };
    const start = requestsOf(({ writing }) => writing.start(request));
    expect((await start).map(([operation]) => operation)).toEqual(['BatchGetItem', 'TransactWriteItems']);
  });

  it('moves a read marker with one update of 1 unit in the process that knows the conversation', async () => {
    const process = await dynamo.process(dynamoDb);
    const charly = dynamo.person('charly');
    const first = await process.writing.start({ sender: charly, recipientHandle: 'andrew', text: 'x' });
    const mark = requestsOf(
      ({ markers }) => markers.markRead(first.groupUuid, { readerUuid: andrew.uuid, number: 1 }),
      process,
    );
    expect(await mark).toEqual([['UpdateItem', 1]]);
  });

  it('marks messages as received with one update of 1 unit in the process that knows the conversation', async () => {
    const process = await dynamo.process(dynamoDb);
    const drazi = dynamo.person('drazi');
    const first = await process.writing.start({ sender: drazi, recipientHandle: 'andrew', text: 'x' });
    const marked = { readerUuid: andrew.uuid, number: 1 };
    const receive = requestsOf(({ markers }) => markers.markReceived(first.groupUuid, marked), process);
    expect(await receive).toEqual([['UpdateItem', 1]]);
  });

  it('forces a read marker with a read of the row, one query and one update', async () => {
    const marked = { readerUuid: andrew.uuid, number: 0, force: true };
    const force = requestsOf(({ markers }) => markers.markRead(groupUuid, marked));
    expect(await force).toEqual([
      ['GetItem', 1],
      ['Query', 1],
      ['UpdateItem', 1],
    ]);
  });

  /** A message of andrew's, of so many bytes, in a conversation whose revision the process knows. */
  async function aMessage(bytes: number) {
    const process = await dynamo.process(dynamoDb);
    const other = dynamo.person(`changes-${dynamo.people.length}`);
    const request = { sender: andrew, recipientHandle: other.handle, text: 'x'.repeat(bytes) };
    const { groupUuid } = await process.writing.start(request);
    await process.changing.removeReaction(groupUuid, 1, '👍', other.uuid);
    return { process, groupUuid, other };
  }

  it.each([
    [60, 4],
    [1024, 10],
  ])('edits %i bytes with a read of 1 unit, one of who may write, and one transaction of %i', async (bytes, units) => {
    const { process, groupUuid: group } = await aMessage(bytes);
    const edit = { userUuid: andrew.uuid, text: 'y'.repeat(bytes) };
    const made: unknown[] = [];
    const work = async () => made.push(...(await requestsOf(({ changing }) => changing.edit(group, 1, edit), process)));
    expect(await written.ofTransaction(group, work)).toBe(units);
    expect(made).toEqual([['GetItem', 1], mayTheyWrite, ['TransactWriteItems', expect.any(Number)]]);
  });

  it.each([
    [60, 0, 4],
    [60, 1, 6],
    [1024, 0, 6],
    [1024, 1, 12],
  ])('deletes %i bytes that were edited %i times with one transaction of %i units', async (bytes, edits, units) => {
    const { process, groupUuid: group } = await aMessage(bytes);
    if (edits > 0) await process.changing.edit(group, 1, { userUuid: andrew.uuid, text: 'y'.repeat(bytes) });
    const remove = () => requestsOf(({ changing }) => changing.delete(group, 1, { userUuid: andrew.uuid }), process);
    expect(await written.ofTransaction(group, remove)).toBe(units);
  });

  it.each([
    [60, 6],
    [1024, 8],
  ])('reacts to %i bytes with two reads of 1 unit and one transaction of %i', async (bytes, units) => {
    const { process, groupUuid: group, other } = await aMessage(bytes);
    // On AWS a read of what does not exist yet costs 1 too; DynamoDB Local says 0.
    await process.changing.addReaction(group, 1, '🎉', other.uuid);
    const made: unknown[] = [];
    const react = ({ changing }: Messages) => changing.addReaction(group, 1, '👍', other.uuid);
    const work = async () => made.push(...(await requestsOf(react, process)));
    expect(await written.ofTransaction(group, work)).toBe(units);
    expect(made).toEqual([
      ['GetItem', 1],
      ['BatchGetItem', 1],
      ['TransactWriteItems', expect.any(Number)],
    ]);
  });

  it('asks for the revision and the members first where the process does not know them', async () => {
    const { groupUuid: group } = await aMessage(60);
    const edit = async (text: string) => {
      const made = await requestsOf(({ changing }) => changing.edit(group, 1, { userUuid: andrew.uuid, text }));
      return made.map(([operation]) => operation);
    };
    const mayTheyWriteToo = 'BatchGetItem';
    expect((await edit('y')).sort()).toEqual([mayTheyWriteToo, 'GetItem', 'GetItem', 'Query', 'TransactWriteItems']);
    const whetherTheLastIsSeen = 'BatchGetItem';
    expect((await edit('z')).sort()).toEqual([
      mayTheyWriteToo,
      whetherTheLastIsSeen,
      'GetItem',
      'GetItem',
      'Query',
      'TransactWriteItems',
    ]);
  });

  it('reads nothing that has changed for a send that follows', async () => {
    const { process, groupUuid: group } = await aMessage(60);
    await process.changing.edit(group, 1, { userUuid: andrew.uuid, text: 'y' });
    const send = requestsOf(({ writing }) => writing.send(group, { sender: andrew, text: 'next' }), process);
    expect(await send).toEqual([['PutItem', 1]]);
  });

  it('asks one time in 4 s whether the one may write to the other, however much the one sends', async () => {
    const process = await dynamo.process(dynamoDb);
    const began = performance.now();
    const sends = await requestsOf(async ({ writing }) => {
      const send = () => writing.send(groupUuid, { sender: andrew, text: 'x' });
      for (let sent = 0; sent < 50; sent++) await send();
    }, process);
    const asked = sends.filter(([operation]) => operation === 'BatchGetItem');
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.length).toBeLessThanOrEqual(1 + Math.floor((performance.now() - began) / 4_000));
    expect(sends).toHaveLength(asked.length + 1 + 50);
  });
});
