import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { messageKey, reactorKey } from '@app/common/table';
import { eventually } from '../../../test/support/eventually';
import type { ChangingService } from '../src/changing/changing.service';
import { BreakableClient, BROKEN } from './breakable-client';
import { conversationItems, counted } from './conversation-items';
import { MessagesOnDynamoDb, type Messages } from './messages-on-dynamodb';

describe('a change that breaks off', () => {
  let dynamo: MessagesOnDynamoDb;
  let messages: Messages;
  let broken: BreakableClient;

  beforeAll(async () => {
    dynamo = await MessagesOnDynamoDb.create();
    messages = await dynamo.process();
    broken = new BreakableClient(['BatchGetItem']);
  });
  beforeEach(() => broken.reset());
  afterAll(async () => {
    await broken.client.destroy();
    await dynamo.close();
  });

  /** A message that was edited twice and reacted to, revision 3 of its conversation. */
  async function aConversation() {
    const andrew = dynamo.person(`a${dynamo.people.length}`);
    const bayko = dynamo.person(`b${dynamo.people.length}`);
    const { groupUuid } = await messages.writing.start({ sender: andrew, recipientHandle: bayko.handle, text: 'one' });
    for (const text of ['two', 'three']) await messages.changing.edit(groupUuid, 1, { userUuid: andrew.uuid, text });
    await messages.changing.addReaction(groupUuid, 1, '🦊', bayko.uuid);
    const changes: Record<
      string,
      (changing: ChangingService) => Promise<{ message: { revision?: number | undefined } }>
    > = {
      edit: (changing) => changing.edit(groupUuid, 1, { userUuid: andrew.uuid, text: 'four', ifRevision: [3] }),
      deletion: (changing) => changing.delete(groupUuid, 1, { userUuid: andrew.uuid, ifRevision: [3] }),
      reaction: (changing) => changing.addReaction(groupUuid, 1, '👍', bayko.uuid),
      'reaction that is taken away': (changing) => changing.removeReaction(groupUuid, 1, '🦊', bayko.uuid),
    };
    return {
      groupUuid,
      bayko,
      changes,
      itemsNow: () => conversationItems(dynamo.documents, dynamo.table.name, groupUuid),
    };
  }

  const CHANGES = ['edit', 'deletion', 'reaction', 'reaction that is taken away'];

  it.each(CHANGES)('before its transaction has changed nothing, and is made by the next attempt: %s', async (what) => {
    const { changes, itemsNow } = await aConversation();
    const before = await itemsNow();
    broken.fate = 'lost on its way';
    const { changing } = await dynamo.process(broken.client);
    await expect(changes[what]!(changing)).rejects.toBe(BROKEN);
    expect(await itemsNow()).toEqual(before);
    broken.fate = 'done';
    expect((await changes[what]!(changing)).message.revision).toBe(4);
    expect((await itemsNow()).revisions).toHaveLength(4);
  });

  it.each(CHANGES)('behind its transaction is whole, and the next attempt finds it done: %s', async (what) => {
    const { changes, itemsNow } = await aConversation();
    broken.fate = 'carried out, its answer lost';
    const { changing } = await dynamo.process(broken.client);
    await expect(changes[what]!(changing)).rejects.toBe(BROKEN);
    const after = await itemsNow();
    const [entry] = after.entries;
    expect([entry!.revision, after.revisions.length]).toEqual([4, 4]);
    if (what === 'deletion') expect(JSON.stringify(after)).not.toMatch(/"(one|two|three|four)"/);
    else expect(entry!.reactions ?? {}).toEqual(counted(after.emojis.values()));
    for (const elsewhere of [changing, messages.changing]) {
      broken.fate = 'done';
      expect((await changes[what]!(elsewhere)).message.revision).toBe(4);
    }
    expect(await itemsNow()).toEqual(after);
  });

  it.each(CHANGES)('and is sent again by the client of DynamoDB is made once, and answered: %s', async (what) => {
    const { changes, itemsNow } = await aConversation();
    broken.fate = 'sent twice';
    const { changing } = await dynamo.process(broken.client);
    expect((await changes[what]!(changing)).message.revision).toBe(4);
    expect((await itemsNow()).revisions.map(({ revision }) => revision)).toEqual([1, 2, 3, 4]);
  });

  it.each(['the entry', 'a reaction'])('is waited for until all of it is to be seen: %s', async (what) => {
    const { groupUuid, bayko, changes, itemsNow } = await aConversation();
    const Key = what === 'the entry' ? messageKey(groupUuid, 1) : reactorKey(groupUuid, 1, bayko.uuid);
    const show = (revision: number) =>
      dynamo.documents.send(
        new UpdateCommand({
          TableName: dynamo.table.name,
          Key,
          UpdateExpression: 'SET revision = :shown',
          ExpressionAttributeValues: { ':shown': revision },
        }),
      );
    await show(2);
    const { changing } = await dynamo.process(broken.client);
    const reaction = changes.reaction!(changing);
    await eventually(() => expect(broken.looks).toBeGreaterThan(1));
    expect((await itemsNow()).revisions).toHaveLength(3);
    await show(3);
    expect((await reaction).message.revision).toBe(4);
  });
});
