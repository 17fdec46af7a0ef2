import { randomUUID } from 'node:crypto';
import { type DynamoDBDocumentClient, PutCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { Test } from '@nestjs/testing';
import { ERASED_NAMES, type Person } from '@app/common/contracts';
import { createDocumentClient } from '@app/common/dynamodb';
import { createLeanClient, LeanDynamoDbClient } from '@app/common/dynamodb/lean';
import {
  blockKey,
  groupRowKey,
  itemKind,
  membershipKey,
  namesKey,
  reportKey,
  settingsKey,
  type StoredItem,
  storedItemOf,
} from '@app/common/table';
import { aPerson } from '../../../test/support/builders';
import { services } from '../../../test/support/services';
import { DirectoryByUuid, PersonErasure, PersonExport } from '../src/admin/person';
import { MessagingModule } from '../src/messaging.module';
import { UserDirectory } from '../src/names/user-directory';
import { type Messages, MessagesOnDynamoDb } from './messages-on-dynamodb';

const CONFIG = { AWS_REGION: 'us-east-1', ...services() };

/** It stands in whatever the person has written, and in their names. */
const WORD = 'zebedee';

class Broken extends Error {}

describe('somebody who is erased', () => {
  let dynamo: MessagesOnDynamoDb;
  let messages: Messages;
  let [bayko, londo] = [] as Person[] as [Person, Person];
  let zebedee: Person;
  let pair: string;
  let owned: string;
  let left: string;

  beforeAll(async () => {
    dynamo = await MessagesOnDynamoDb.create();
    messages = await dynamo.process();
    [bayko, londo] = [dynamo.person('bayko'), dynamo.person('londo')];
  });
  afterAll(() => dynamo.close());

  beforeEach(async () => {
    zebedee = { ...aPerson(`${WORD}-${randomUUID()}`), displayName: `The ${WORD}` };
    dynamo.people.push(zebedee);
    pair = await aPair();
    owned = await aGroup(zebedee, [bayko, londo]);
    left = await aGroup(bayko, [zebedee, londo]);
    await messages.memberships.remove(left, { caller: zebedee, handle: zebedee.handle });
    await row(left, { members_at: 3, spans_at: 3 });
    await besideConversations();
  });

  const put = (...items: object[]) => dynamo.write(items);
  const say = (groupUuid: string, sender: Person, text: string, more: object = {}) =>
    messages.writing.send(groupUuid, { sender, text, ...more });

  /** As the projector makes it. */
  const row = (groupUuid: string, more: object) =>
    put({
      ...groupRowKey(zebedee.uuid, groupUuid),
      ...{ last_number: 2, last_message_at: '2026-01-01T00:00:00Z', last_read_number: 2, message: WORD, revision: 9 },
      ...{ member_count: 3, ...more },
    });

  async function aPair(): Promise<string> {
    const { groupUuid } = await messages.writing.start({
      ...{ sender: zebedee, recipientHandle: bayko.handle, text: `${WORD} begins` },
    });
    await say(groupUuid, zebedee, `${WORD} by a key`, { sendKey: `${WORD}-key`, textHash: `${WORD}-hash` });
    await say(groupUuid, bayko, 'an answer', { replyTo: 2 });
    for (const text of [`${WORD} again`, `${WORD} once more`]) {
      await messages.changing.edit(groupUuid, 1, { userUuid: zebedee.uuid, text });
    }
    await messages.changing.addReaction(groupUuid, 3, '👍', zebedee.uuid);
    await messages.changing.addReaction(groupUuid, 3, '👍', bayko.uuid);
    return groupUuid;
  }

  async function aGroup(creator: Person, others: Person[]): Promise<string> {
    const { uuid } = await messages.starts.start({
      ...{ creator, handles: others.map(({ handle }) => handle), history: 'joined', startKey: randomUUID() },
    });
    await say(uuid, zebedee, `${WORD} in a group`);
    await row(uuid, { members_at: 1 });
    return uuid;
  }

  const report = (reporter: Person, sender: Person, createdAt: string) => {
    const uuid = randomUUID();
    return {
      ...{ ...reportKey('open', createdAt, uuid), report_uuid: uuid, message_group_uuid: pair, number: 1 },
      ...{ revision: 0, message: `by ${sender.handle}`, sender_uuid: sender.uuid, sender_handle: sender.handle },
      ...{
        sender_display_name: sender.displayName,
        sent_at: '2026-01-01T00:00:00Z',
        created_at: createdAt,
      },
      ...{
        reporter_uuid: reporter.uuid,
        reporter_handle: reporter.handle,
        reason: `${reporter.handle} about ${sender.handle}`,
      },
    };
  };

  const besideConversations = () =>
    put(
      { ...settingsKey(zebedee.uuid), receipts: true },
      { ...namesKey(zebedee.uuid), handle: zebedee.handle, display_name: zebedee.displayName, version: 3 },
      { ...blockKey(zebedee.uuid, londo.uuid), user_uuid: londo.uuid, created_at: '2026-01-01T00:00:00Z' },
      report(zebedee, bayko, '2026-01-01T00:00:01Z'),
      report(bayko, zebedee, '2026-01-01T00:00:02Z'),
    );

  /** As one run of the command, which ends for good when `requests` are used up. */
  async function run(requests = Infinity): Promise<void> {
    let leftOver = requests;
    const spend = () => {
      leftOver -= 1;
      if (leftOver < 0) throw new Broken();
    };
    const documents = createDocumentClient(CONFIG);
    documents.middlewareStack.add(
      (next) => (args) => {
        spend();
        return next(args);
      },
      { step: 'initialize' },
    );
    const lean = createLeanClient(CONFIG);
    lean.wrap((next) => (...call) => {
      spend();
      return next(...call);
    });
    const testing = await Test.createTestingModule({
      imports: [
        MessagingModule.register({ ...CONFIG, TABLE_NAME: dynamo.table.name, MESSAGE_GROUPS: 'on' }, [
          { provide: UserDirectory, useClass: DirectoryByUuid },
        ]),
      ],
    })
      .overrideProvider(LeanDynamoDbClient)
      .useValue(lean)
      .compile();
    try {
      await steps(new PersonErasure(testing, documents, dynamo.table.name, zebedee.uuid));
    } finally {
      documents.destroy();
      await testing.close();
    }
  }

  async function steps(person: PersonErasure): Promise<void> {
    const { signal } = new AbortController();
    const tell = () => Promise.resolve();
    await person.close();
    await person.conversations(signal, tell);
    await person.reports();
    await person.blocks();
    await projected();
    await person.ownRows(signal, tell);
  }

  /** What the projector does meanwhile. */
  async function projected(): Promise<void> {
    for (const userUuid of [zebedee.uuid, bayko.uuid]) await move(userUuid, pair, { message: '', revision: 1_000 });
    const { changed_at } = (await items()).find(
      ({ pk, sk }) => `${pk} ${sk}` === nameOf(membershipKey(owned, zebedee.uuid)),
    )!;
    await move(zebedee.uuid, owned, { spans_at: changed_at });
  }

  const nameOf = ({ pk, sk }: { pk: string; sk: string }) => `${pk} ${sk}`;

  const move = (userUuid: string, groupUuid: string, fields: object) =>
    dynamo.documents
      .send(
        new UpdateCommand({
          ...{ TableName: dynamo.table.name, Key: groupRowKey(userUuid, groupUuid) },
          UpdateExpression: `SET ${Object.keys(fields)
            .map((name) => `${name} = :${name}`)
            .join(', ')}`,
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeValues: Object.fromEntries(
            Object.entries(fields).map(([name, value]) => [`:${name}`, value]),
          ),
        }),
      )
      .catch((error: Error) => {
        if (error.name !== 'ConditionalCheckFailedException') throw error;
      });

  async function items(documents: DynamoDBDocumentClient = dynamo.documents): Promise<StoredItem[]> {
    const { Items = [] } = await documents.send(
      new ScanCommand({ TableName: dynamo.table.name, ConsistentRead: true }),
    );
    return Items.map(storedItemOf);
  }

  /** Items that still say the word. */
  const traces = async () => (await items()).filter((item) => JSON.stringify(item).includes(WORD));
  const mine = async (kind: string) =>
    (await items()).filter((item) => itemKind(item) === kind && nameOf(item).includes(zebedee.uuid));

  const conversation = async (groupUuid: string) => (await items()).filter(({ pk }) => pk === `MSG#${groupUuid}`);

  async function expectErased(): Promise<void> {
    expect(await traces()).toEqual([]);
    for (const kind of ['send-key', 'block', 'group-row']) expect(await mine(kind)).toEqual([]);
    expect(await mine('settings')).toMatchObject([{ accepts: 'nobody', receipts: false }]);
    expect(await mine('names')).toMatchObject([{ handle: '', display_name: ERASED_NAMES.displayName }]);
  }

  it('is found nowhere in the table, and others keep their numbers', async () => {
    await run();

    await expectErased();
    const page = await messages.reading.page(pair, { readerUuid: bayko.uuid, limit: 50 });
    expect(page.messages).toMatchObject([
      { number: 1, text: '', deletedAt: expect.any(String) as string, sender: { ...ERASED_NAMES, uuid: zebedee.uuid } },
      { number: 2, text: '', sender: ERASED_NAMES },
      { number: 3, text: 'an answer', sender: { handle: 'bayko' }, reactions: { '👍': 1 }, replyTo: 2 },
    ]);
  });

  it('leaves the groups by entries, and whoever was a member for longest becomes the owner of theirs', async () => {
    await run();

    const entries = (await conversation(owned)).filter((item) => itemKind(item) === 'message');
    expect(entries.slice(2)).toMatchObject([
      { kind: 'owner_changed', owner_uuid: bayko.uuid, user_handle: '' },
      { kind: 'left', owner_uuid: bayko.uuid, user_display_name: ERASED_NAMES.displayName },
    ]);
    await expect(say(owned, londo, 'we go on')).resolves.toMatchObject({ number: 5 });
  });

  it('is erased wherever it was broken off, when it is run again', async () => {
    let runs = 0;
    for (let requests = 1; ; requests += 1 + Math.floor(requests / 3)) {
      runs += 1;
      const isDone = await run(requests).then(
        () => true,
        (error: unknown) => {
          if (!(error instanceof Broken)) throw error;
          return false;
        },
      );
      if (isDone) break;
    }
    expect(runs).toBeGreaterThan(8);
    await run();

    await expectErased();
  });

  it('leaves of reports what the rule leaves', async () => {
    await run();

    const reports = (await items()).filter((item) => itemKind(item) === 'report');
    const about = reports.filter(({ sender_uuid: uuid }) => uuid === zebedee.uuid);
    const made = reports.filter(({ reporter_uuid: uuid }) => uuid === zebedee.uuid);
    expect(about).toMatchObject([
      { pk: 'RPT#closed', outcome: 'erased', message: '', reason: '', reporter_handle: 'bayko' },
    ]);
    expect(made).toMatchObject([{ pk: 'RPT#open', message: 'by bayko', reporter_handle: '', reason: '' }]);
  });

  it('takes a conversation along when nobody is left in it', async () => {
    await dynamo.documents.send(
      new PutCommand({
        TableName: dynamo.table.name,
        Item: { ...namesKey(bayko.uuid), handle: '', display_name: 'x' },
      }),
    );

    await run();

    expect(await conversation(pair)).toEqual([]);
    await dynamo.documents.send(
      new PutCommand({
        TableName: dynamo.table.name,
        Item: { ...namesKey(bayko.uuid), handle: 'bayko', display_name: 'x' },
      }),
    );
  });

  it('had all that the table holds of them in their export before, and nothing that others have written', async () => {
    const table = new PersonExport(dynamo.documents, dynamo.table.name, zebedee.uuid);
    const all: Record<string, unknown>[] = [];
    for await (const { messages: said, reactions, idempotency_keys: keys, ...rest } of table.conversations()) {
      all.push({ ...rest, messages: await listOf(said), reactions: await listOf(reactions), keys: await listOf(keys) });
    }

    const of = (uuid: string) => all.find((each) => each['uuid'] === uuid);
    expect(of(pair)).toMatchObject({
      kind: 'pair',
      members: expect.arrayContaining([expect.objectContaining({ handle: bayko.handle })]) as unknown,
      messages: [
        {
          number: 1,
          message: `${WORD} once more`,
          edits: [{ message_before: `${WORD} begins` }, { message_before: `${WORD} again` }],
        },
        { number: 2, message: `${WORD} by a key` },
      ],
      reactions: [{ number: 3, emojis: ['👍'] }],
      keys: [{ key: `${WORD}-key`, tried_number: 2 }],
    });
    expect(of(left)).toMatchObject({ kind: 'group', spans: [{ until_number: 3 }] });
    expect(JSON.stringify(all)).not.toContain('an answer');
    expect(await table.besidePerson()).toMatchObject({
      settings: { receipts: true },
      blocks: [{ user_uuid: londo.uuid }],
    });
    const reports = await listOf(table.reports());
    expect(reports).toEqual([
      expect.objectContaining({ by: 'this person', reason: expect.stringContaining(WORD) as string }),
      expect.not.objectContaining({ reason: expect.anything() as string }),
    ]);
  });

  async function listOf(elements: unknown): Promise<unknown[]> {
    const list: unknown[] = [];
    for await (const element of elements as AsyncIterable<unknown>) list.push(element);
    return list;
  }
});
