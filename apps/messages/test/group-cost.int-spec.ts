import { randomUUID } from 'node:crypto';
import type { Person } from '@app/common/contracts';
import { createLeanClient, meter } from '@app/common/dynamodb/lean';
import { range } from '../../../test/support/range';
import { services } from '../../../test/support/services';
import { MessagesOnDynamoDb, type Messages } from './messages-on-dynamodb';
import { UnitsOfWrites } from './units-of-writes';

/** Requests and capacity units as DynamoDB counts them. Reads are strongly consistent: 1 unit for each 4 KB. */
describe('what a group costs', () => {
  let dynamo: MessagesOnDynamoDb;
  const dynamoDb = createLeanClient({ AWS_REGION: 'us-east-1', ...services() });
  const requests = meter(dynamoDb);
  let written: UnitsOfWrites;
  let andrew: Person;
  let others: Person[];

  beforeAll(async () => {
    dynamo = await MessagesOnDynamoDb.create();
    written = new UnitsOfWrites(dynamoDb, dynamo.documents, dynamo.table.name, requests);
    andrew = dynamo.person('andrew');
    others = range(255).map((i) => dynamo.person(`member-${i}`));
  });
  afterAll(async () => {
    await dynamoDb.destroy();
    await dynamo.close();
  });

  async function requestsOf(work: (messages: Messages) => Promise<unknown>, process?: Messages) {
    const messages = process ?? (await dynamo.process(dynamoDb));
    requests.length = 0;
    await work(messages);
    return requests.map(({ operation, units }) => [operation, units]);
  }

  /** A conversation of so many, and a process that knows it. */
  async function aConversation(members: number) {
    const process = await dynamo.process(dynamoDb);
    const handles = others.slice(0, members - 1).map(({ handle }) => handle);
    if (members > 2) {
      const { uuid } = await process.starts.start({ creator: andrew, handles, history: 'joined' });
      return { process, groupUuid: uuid };
    }
    const start = { sender: andrew, recipientHandle: handles[0]!, text: 'x' };
    return { process, groupUuid: (await process.writing.start(start)).groupUuid };
  }

  it.each([2, 3, 32, 256])('sends 60 bytes to %i members with one put of 1 unit', async (members) => {
    const { process, groupUuid } = await aConversation(members);
    const send = ({ writing }: Messages) => writing.send(groupUuid, { sender: andrew, text: 'x'.repeat(60) });
    // What two have said of each other is known for some seconds.
    await send(process);
    expect(await requestsOf(send, process)).toEqual([['PutItem', 1]]);
  });

  it.each([
    [3, 1],
    [256, 2],
  ])(
    'reads the conversation, its newest entry and its %i members where the process does not know them',
    async (members, units) => {
      const { groupUuid } = await aConversation(members);
      const send = ({ writing }: Messages) => writing.send(groupUuid, { sender: andrew, text: 'x'.repeat(60) });
      const [query, ...reads] = await requestsOf(send);
      // Of the two gets one looks for a membership that is not there: 0 by DynamoDB Local, 1 on AWS.
      expect([query, reads.map(([operation]) => operation)]).toEqual([
        ['Query', units],
        ['GetItem', 'GetItem', 'PutItem'],
      ]);
    },
  );

  it.each([
    [3, 6],
    [32, 6],
    [256, 14],
  ])('starts with %i members in one transaction of %i units, behind the names', async (members, units) => {
    const startKey = randomUUID();
    const handles = others.slice(0, members - 1).map(({ handle }) => handle);
    let groupUuid = '';
    const start = async ({ starts }: Messages) => {
      groupUuid = (await starts.start({ creator: andrew, handles, history: 'joined', startKey })).uuid;
    };
    const made = await requestsOf(start);
    expect(made.filter(([operation]) => operation === 'TransactWriteItems')).toHaveLength(1);
    expect(2 * (await written.ofPuts(await written.itemsOf(groupUuid)))).toBe(units);
  });

  it.each([
    [3, 8],
    [32, 10],
    [255, 16],
  ])('adds to %i members with one transaction of %i units', async (members, units) => {
    const { process, groupUuid } = await aConversation(members);
    const another = dynamo.person(randomUUID());
    const made: unknown[][] = [];
    const add = async () => {
      const { handle } = another;
      const work = ({ memberships }: Messages) => memberships.add(groupUuid, { caller: andrew, handle });
      made.push(...(await requestsOf(work, process)));
    };
    expect(await written.ofTransaction(groupUuid, add)).toBe(units);
    expect(made.filter(([operation]) => operation === 'TransactWriteItems')).toHaveLength(1);
  });

  it('reacts at the cost of a conversation of two, and 1 read more', async () => {
    const { process, groupUuid } = await aConversation(32);
    await process.writing.send(groupUuid, { sender: andrew, text: 'x'.repeat(60) });
    await process.changing.addReaction(groupUuid, 2, '🎉', andrew.uuid);
    const made: unknown[] = [];
    const react = ({ changing }: Messages) => changing.addReaction(groupUuid, 2, '👍', andrew.uuid);
    const work = async () => made.push(...(await requestsOf(react, process)).map(([operation]) => operation));
    expect(await written.ofTransaction(groupUuid, work)).toBe(6);
    expect(made).toEqual(['GetItem', 'BatchGetItem', 'BatchGetItem', 'TransactWriteItems']);
  });

  it('tells a stranger as little as a conversation that does not exist, by the same requests', async () => {
    const [pair, group] = [await aConversation(2), await aConversation(3)];
    const known = await dynamo.process(dynamoDb);
    await known.writing.send(group.groupUuid, { sender: andrew, text: 'x' });
    await known.changing.addReaction(group.groupUuid, 2, '🎉', andrew.uuid);
    const stranger = dynamo.person(randomUUID());
    const attempts: ((messages: Messages, groupUuid: string) => Promise<unknown>)[] = [
      ({ writing }, groupUuid) => writing.send(groupUuid, { sender: stranger, text: 'x' }),
      ({ changing }, groupUuid) => changing.edit(groupUuid, 1, { userUuid: stranger.uuid, text: 'y' }),
      ({ changing }, groupUuid) => changing.addReaction(groupUuid, 1, '🎉', stranger.uuid),
      ({ memberships }, groupUuid) => memberships.remove(groupUuid, { caller: stranger, handle: 'andrew' }),
    ];
    for (const attempt of attempts) {
      const costOf = async (groupUuid: string, process?: Messages) => {
        const refused = async (messages: Messages) => {
          const refusal = { code: 'message_group_not_found' };
          await expect(attempt(messages, groupUuid)).rejects.toMatchObject(refusal);
        };
        return (await requestsOf(refused, process)).map(([operation]) => operation).sort();
      };
      const none = await costOf(randomUUID());
      expect(none.length).toBeGreaterThan(0);
      expect(await costOf(pair.groupUuid)).toEqual(none);
      expect(await costOf(group.groupUuid)).toEqual(none);
      expect(await costOf(group.groupUuid, known)).toEqual(none);
    }
  });
});
