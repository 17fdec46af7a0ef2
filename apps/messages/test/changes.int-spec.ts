import { randomUUID } from 'node:crypto';
import { type PresentedChanges, presentedChanges, type Person, type ReadChangesQuery } from '@app/common/contracts';
import { createLeanClient, meter } from '@app/common/dynamodb/lean';
import { range } from '../../../test/support/range';
import { services } from '../../../test/support/services';
import { ChangedConversation } from './changed-conversation';
import { MessagesOnDynamoDb } from './messages-on-dynamodb';

describe('the changes of a conversation', () => {
  let dynamo: MessagesOnDynamoDb;
  let andrew: Person;
  let bayko: Person;
  const dynamoDb = createLeanClient({ AWS_REGION: 'us-east-1', ...services() });
  const requests = meter(dynamoDb);

  beforeAll(async () => {
    dynamo = await MessagesOnDynamoDb.create();
    [andrew, bayko] = [dynamo.person('andrew'), dynamo.person('bayko')];
  });
  afterAll(async () => {
    await dynamoDb.destroy();
    await dynamo.close();
  });

  /** A conversation of so many entries. */
  async function aConversation(length: number, text = (i: number) => `m${i + 1}`) {
    const groupUuid = randomUUID();
    const truth = new ChangedConversation({ groupUuid, members: [andrew, bayko] });
    await dynamo.write(...range(length).map((i) => truth.send(i % 2 ? bayko : andrew, text(i))));
    const { changes } = await dynamo.process(dynamoDb);
    const ask = async (query: Partial<ReadChangesQuery> = {}): Promise<PresentedChanges> => {
      requests.length = 0;
      const all = { readerUuid: andrew.uuid, afterNumber: 0, afterRevision: 0, limit: 50, ...query };
      return presentedChanges.parse(await changes.changes(groupUuid, all));
    };
    return { groupUuid, truth, ask };
  }
  const shape = ({ entries, revisions, has_more }: PresentedChanges) => [
    entries.map(({ number }) => number),
    revisions.map(({ revision, number, message }) => [revision, number, message.revision]),
    has_more,
  ];
  const asked = () => requests.map(({ operation, units }) => [operation, units]);

  it('are entries, then revisions, each with its entry as it is now', async () => {
    const { truth, ask } = await aConversation(3);
    await dynamo.write(truth.edit(1, 'once'), truth.edit(2, 'other'), truth.edit(1, 'twice'));
    expect(shape(await ask({ limit: 2 }))).toEqual([[1, 2], [], true]);
    expect(shape(await ask({ afterNumber: 2, limit: 2 }))).toEqual([[3], [[1, 1, 3]], true]);
    const last = await ask({ afterNumber: 3, afterRevision: 1, limit: 2 });
    expect(shape(last)).toEqual([
      [],
      [
        [2, 2, 2],
        [3, 1, 3],
      ],
      false,
    ]);
    expect(last.revisions[1]).toMatchObject({ kind: 'edited', user_uuid: andrew.uuid, message: { message: 'twice' } });
  });

  it('tell of reactions which are the own ones, and what a reply answers as that is now', async () => {
    const { truth, ask } = await aConversation(2);
    await dynamo.write(truth.send(bayko, 'reply', 1), truth.react(1, bayko, '👍'), truth.react(1, andrew, '🎉'));
    await dynamo.write(truth.react(1, bayko, '🎉'), truth.remove(1));
    await dynamo.write(truth.react(3, andrew, '👍'));
    const { entries, revisions } = await ask({ afterNumber: 2, afterRevision: 3 });
    expect(entries[0]!.reply_to).toMatchObject({ number: 1, message: '', deleted: true });
    expect(revisions.map(({ kind }) => kind)).toEqual(['deleted', 'reacted']);
    expect(revisions[0]!.message).toMatchObject({ message: '', reactions: [] });
    expect(revisions[1]!.message.reactions).toEqual([{ emoji: '👍', count: 1, own: true }]);
  });

  it('are refused to a stranger as those of no conversation, at the same cost', async () => {
    const { groupUuid } = await aConversation(2);
    const { changes } = await dynamo.process(dynamoDb);
    for (const place of [{}, { afterNumber: 1 }, { afterNumber: 99, afterRevision: 99 }]) {
      const costs: number[] = [];
      for (const group of [groupUuid, randomUUID()]) {
        requests.length = 0;
        const query = { readerUuid: randomUUID(), afterNumber: 0, afterRevision: 0, limit: 50, ...place };
        await expect(changes.changes(group, query)).rejects.toMatchObject({ code: 'message_group_not_found' });
        costs.push(requests.length);
      }
      expect(costs[0]).toBe(costs[1]);
    }
  });

  it.each([
    ['after_number_unknown', { afterNumber: 4 }],
    ['after_number_unknown', { afterNumber: Number.MAX_SAFE_INTEGER }],
    ['after_revision_unknown', { afterNumber: 3, afterRevision: 2 }],
    ['after_revision_unknown', { afterNumber: 1, afterRevision: 2, limit: 1 }],
    ['after_revision_unknown', { afterRevision: Number.MAX_SAFE_INTEGER }],
  ])('are %s behind what there is not: %j', async (code, place) => {
    const { truth, ask } = await aConversation(3);
    await dynamo.write(truth.edit(1, 'edited'));
    await expect(ask(place)).rejects.toMatchObject({ codes: [code] });
  });

  it('name all that there is not at once', async () => {
    const { ask } = await aConversation(3);
    await expect(ask({ afterNumber: 4, afterRevision: 1 })).rejects.toMatchObject({
      codes: ['after_number_unknown', 'after_revision_unknown'],
    });
  });

  it('cost two small queries where there is nothing new', async () => {
    const { truth, ask } = await aConversation(3);
    const none = [[], [], false];
    expect(shape(await ask({ afterNumber: 3 }))).toEqual(none);
    expect(asked()).toEqual([
      ['Query', 1],
      ['Query', expect.any(Number)],
    ]);
    await dynamo.write(truth.edit(1, 'edited'), truth.react(2, andrew, '👍'));
    expect(shape(await ask({ afterNumber: 3, afterRevision: 2 }))).toEqual(none);
    expect(asked()).toEqual([
      ['Query', 1],
      ['Query', 1],
    ]);
  });

  it('cost a query a page of entries as long as there are more, and one read more for the revision that is known', async () => {
    const { truth, ask } = await aConversation(5);
    await ask({ limit: 2 });
    expect(asked()).toEqual([['Query', 1]]);
    await dynamo.write(truth.edit(1, 'edited'));
    await ask({ afterRevision: 1, limit: 2 });
    expect(asked().map(([operation]) => operation)).toEqual(['Query', 'Query']);
  });

  it('cost one read for all entries that revisions name, and one for reactions and quotations', async () => {
    const { truth, ask } = await aConversation(60);
    await dynamo.write(...range(60).map((i) => truth.edit(i + 1, 'edited')));
    await ask({ afterNumber: 60, limit: 100 });
    expect(asked().map(([operation]) => operation)).toEqual(['Query', 'Query', 'BatchGetItem']);
    await dynamo.write(truth.react(1, andrew, '👍'), truth.react(2, andrew, '👍'), truth.send(andrew, 'reply', 9));
    await ask({ afterNumber: 60, afterRevision: 60 });
    expect(asked().map(([operation]) => operation)).toEqual(['Query', 'Query', 'BatchGetItem', 'BatchGetItem']);
  });

  it('are told whole where DynamoDB reads less at once', async () => {
    const text = '😀'.repeat(1_024);
    const { truth, ask } = await aConversation(2, () => text);
    await dynamo.write(...range(170).map((i) => truth.edit(1 + (i % 2), `${i}${text.slice(8)}`)));
    const { entries, revisions, has_more } = await ask({ limit: 200 });
    expect([entries.length, revisions.length, has_more]).toEqual([2, 170, false]);
    expect(asked().filter(([operation]) => operation === 'Query')).toHaveLength(3);
  });
});
