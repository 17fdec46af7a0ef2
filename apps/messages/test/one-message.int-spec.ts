import { randomUUID } from 'node:crypto';
import type { Person } from '@app/common/contracts';
import { createLeanClient, meter } from '@app/common/dynamodb/lean';
import { services } from '../../../test/support/services';
import { ChangedConversation } from './changed-conversation';
import { MessagesOnDynamoDb, type Messages } from './messages-on-dynamodb';

describe('one message', () => {
  let dynamo: MessagesOnDynamoDb;
  let messages: Messages;
  let andrew: Person;
  let bayko: Person;
  const dynamoDb = createLeanClient({ AWS_REGION: 'us-east-1', ...services() });
  const requests = meter(dynamoDb);

  beforeAll(async () => {
    dynamo = await MessagesOnDynamoDb.create();
    messages = await dynamo.process(dynamoDb);
    [andrew, bayko] = [dynamo.person('andrew'), dynamo.person('bayko')];
  });
  afterAll(async () => {
    await dynamoDb.destroy();
    await dynamo.close();
  });

  /** A message of each member, and whatever else. */
  async function aConversation() {
    const groupUuid = randomUUID();
    const truth = new ChangedConversation({ groupUuid, members: [andrew, bayko] });
    await dynamo.write(truth.send(andrew, 'one'), truth.send(bayko, 'two'));
    return { groupUuid, truth };
  }
  const READS = ['message', 'history', 'reactors'] as const;

  it('is read by one request, and by one more for own reactions and what it answers', async () => {
    const { groupUuid, truth } = await aConversation();
    requests.length = 0;
    expect(await messages.one.message(groupUuid, 1, andrew.uuid)).toMatchObject({
      message_group_uuid: groupUuid,
      message: 'one',
      revision: 0,
    });
    expect(requests.map(({ operation }) => operation)).toEqual(['GetItem']);
    await dynamo.write(truth.send(andrew, 'three', 2), truth.react(3, andrew, '👍'), truth.react(3, bayko, '🎉'));
    requests.length = 0;
    expect(await messages.one.message(groupUuid, 3, andrew.uuid)).toMatchObject({
      revision: 2,
      reply_to: { number: 2, message: 'two', handle: 'bayko', deleted: false },
      reactions: [
        { emoji: '🎉', count: 1, own: false },
        { emoji: '👍', count: 1, own: true },
      ],
    });
    expect(requests.map(({ operation }) => operation)).toEqual(['GetItem', 'BatchGetItem']);
  });

  it('has a history: the text as it was sent, then each edit', async () => {
    const { groupUuid, truth } = await aConversation();
    expect(await messages.one.history(groupUuid, 1, bayko.uuid)).toEqual([
      { revision: 0, message: 'one', created_at: truth.entry(1).created_at },
    ]);
    await dynamo.write(truth.edit(1, 'first'), truth.react(1, andrew, '👍'), truth.edit(2, 'x'), truth.edit(1, 'uno'));
    expect(await messages.one.history(groupUuid, 1, bayko.uuid)).toEqual([
      { revision: 0, message: 'one', created_at: truth.entry(1).created_at },
      { revision: 1, message: 'first', created_at: truth.revisions[0]!.created_at },
      { revision: 4, message: 'uno', created_at: truth.revisions[3]!.created_at },
    ]);
  });

  it('has no history once it is deleted, whatever of the deletion can be seen first', async () => {
    const { groupUuid, truth } = await aConversation();
    await dynamo.write(truth.edit(1, 'first'), truth.edit(1, 'uno'));
    const [revision, entry, ...emptied] = truth.remove(1);
    for (const item of [emptied[1]!, emptied[0]!, revision!, entry!]) {
      await dynamo.write([item]);
      expect(await messages.one.history(groupUuid, 1, bayko.uuid)).toEqual([]);
    }
  });

  it('hides its history where nobody may see it, and tells members alone that it does', async () => {
    const { groupUuid } = await aConversation();
    const { one } = await dynamo.process(dynamoDb, undefined, undefined, { MESSAGE_HISTORY: 'nobody' });
    const hidden = { code: 'message_history_hidden' };
    await expect(one.history(groupUuid, 1, bayko.uuid)).rejects.toMatchObject(hidden);
    await expect(one.history(groupUuid, 9, bayko.uuid)).rejects.toMatchObject({ code: 'message_not_found' });
    const stranger = one.history(groupUuid, 1, randomUUID());
    await expect(stranger).rejects.toMatchObject({ code: 'message_group_not_found' });
  });

  it('tells who has reacted with what, the most frequent first', async () => {
    const { groupUuid, truth } = await aConversation();
    requests.length = 0;
    expect(await messages.one.reactors(groupUuid, 1, andrew.uuid)).toEqual([]);
    expect(requests.map(({ operation }) => operation)).toEqual(['GetItem']);
    await dynamo.write(truth.react(1, andrew, '👍'), truth.react(1, bayko, '🎉'), truth.react(1, andrew, '🎉'));
    await dynamo.write(truth.react(1, andrew, '🚀'), truth.react(1, andrew, '🚀'), truth.react(2, andrew, '🚀'));
    expect(await messages.one.reactors(groupUuid, 1, andrew.uuid)).toEqual([
      { emoji: '🎉', count: 2, user_uuids: [andrew.uuid, bayko.uuid].sort() },
      { emoji: '👍', count: 1, user_uuids: [andrew.uuid] },
    ]);
    await dynamo.write(truth.remove(1));
    expect(await messages.one.reactors(groupUuid, 1, andrew.uuid)).toEqual([]);
  });

  it.each(READS)('does not exist beyond the newest, nor below the first: %s', async (read) => {
    const { groupUuid } = await aConversation();
    for (const number of [3, 0, -1, Number.MAX_SAFE_INTEGER]) {
      const answer = messages.one[read](groupUuid, number, andrew.uuid);
      await expect(answer).rejects.toMatchObject({ code: 'message_not_found' });
    }
  });

  it.each(READS)('is for a stranger as one that does not exist, at the same cost: %s', async (read) => {
    const { groupUuid } = await aConversation();
    const costs: string[] = [];
    for (const [group, number] of [
      [groupUuid, 1],
      [groupUuid, 9],
      [randomUUID(), 1],
    ] as const) {
      requests.length = 0;
      const answer = messages.one[read](group, number, randomUUID());
      await expect(answer).rejects.toMatchObject({ code: 'message_group_not_found' });
      costs.push(requests.map(({ operation }) => operation).join());
    }
    expect(new Set(costs).size).toBe(1);
  });
});
