import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  request as httpRequest,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import {
  CreateTableCommand,
  DeleteTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  type TableDescription,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Person, PresentedChanges, PresentedMessage, PresentedSentMessage } from '@app/common/contracts';
import { createDocumentClient, createDynamoDbClient } from '@app/common/dynamodb';
import { rateLimitTableDefinition } from '@app/common/rate-limits';
import { messagesTableDefinition } from '@app/common/table';
import { ChangedConversation } from '../../apps/messages/test/changed-conversation';
import { migrate } from '../../apps/users/src/admin/migrate';
import { seedUsers } from '../../apps/users/src/admin/seed-users';
import { FORMER_INDEX } from '../../local-stack/provisioning/former-index';
import { provideTables } from '../../local-stack/provisioning/provide-tables';
import { Cli, type CliCall, NOBODY } from '../support/cli';
import { formerTableDefinition } from '../support/former-table';
import { services } from '../support/services';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { uniqueName } from '../support/unique';

interface Provided {
  table: string;
  created: boolean;
  differences: { aspect: string; is: string; should_be: string }[];
  mended?: string[];
}
interface Capacity {
  operation: string;
  capacity_units: number;
}
interface ListedMessage {
  number: number;
  handle: string;
  message: string;
}

describe('the commands of tables and conversations', () => {
  let database: TestDatabase;
  let client: DynamoDBClient;
  let TABLE_NAME: string;
  let LEASE_TABLE_NAME: string;
  let RATE_LIMIT_TABLE_NAME: string;
  let cli: Cli;

  beforeAll(async () => {
    client = createDynamoDbClient({ AWS_REGION: 'us-east-1', ...services() });
    database = await createTestDatabase();
    await migrate(database.url);
    await seedUsers(database.url);
  });
  beforeEach(async () => {
    const name = uniqueName('cli');
    TABLE_NAME = `${name}-messages`;
    LEASE_TABLE_NAME = `${name}-leases`;
    RATE_LIMIT_TABLE_NAME = `${name}-rate-limits`;
    cli = await Cli.on({ DATABASE_URL: database.url, TABLE_NAME, LEASE_TABLE_NAME, RATE_LIMIT_TABLE_NAME });
  });
  afterEach(async () => {
    await Promise.all([TABLE_NAME, LEASE_TABLE_NAME, RATE_LIMIT_TABLE_NAME].map(drop));
    await cli.close();
  });
  afterAll(async () => {
    client.destroy();
    await database.drop();
  });

  const create = (names = { TABLE_NAME, LEASE_TABLE_NAME, RATE_LIMIT_TABLE_NAME }): Promise<void> =>
    provideTables({ AWS_REGION: 'us-east-1', ...services(), ...names });

  /** Many tests make none. */
  const drop = async (TableName: string): Promise<void> => {
    await client.send(new DeleteTableCommand({ TableName })).catch((error: unknown) => {
      if (!(error instanceof ResourceNotFoundException)) throw error;
    });
  };

  it('create the tables with their stream, and change nothing when run again', async () => {
    const outcome = (created: boolean): Provided[] =>
      [TABLE_NAME, LEASE_TABLE_NAME, RATE_LIMIT_TABLE_NAME].map((table) => ({ table, created, differences: [] }));
    expect(await cli.json(['table', 'create'])).toEqual(outcome(true));
    expect(await cli.json(['table', 'create'])).toEqual(outcome(false));
    const { code, stdout } = await cli.run(['table', 'create']);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`${TABLE_NAME} +was there already, and is as it should be`));
  });

  it('say what differs in a table that is there, and leave it as it is', async () => {
    const { StreamSpecification: _, ...definition } = messagesTableDefinition(TABLE_NAME);
    await client.send(new CreateTableCommand(definition));
    const { code, stdout } = await cli.run(['table', 'create']);
    expect(code).toBe(1);
    expect(stdout).toContain('differs from its definition, and is left as it is');
    expect(stdout).toMatch(new RegExp(`\n${TABLE_NAME} +stream +none +NEW_AND_OLD_IMAGES\n$`));
  });

  it('give a table that was restored its stream, when asked to', async () => {
    const { StreamSpecification: _, ...definition } = messagesTableDefinition(TABLE_NAME);
    await client.send(new CreateTableCommand(definition));
    const [messages, leases] = await cli.json<Provided[]>(['table', 'create', '--mend']);
    expect(messages).toEqual({ table: TABLE_NAME, created: false, differences: [], mended: ['stream'] });
    expect(leases).toEqual({ table: LEASE_TABLE_NAME, created: true, differences: [], mended: [] });
    expect((await cli.run(['table', 'create'])).code).toBe(0);
  });

  it('let the counts of rate limits expire, also in a table that was restored', async () => {
    const { expiresBy, ...definition } = rateLimitTableDefinition(RATE_LIMIT_TABLE_NAME);
    await client.send(new CreateTableCommand(definition));
    const { code, stdout } = await cli.run(['table', 'create']);
    expect(code).toBe(1);
    expect(stdout).toMatch(new RegExp(`\n${RATE_LIMIT_TABLE_NAME} +expiry +none +${expiresBy}\n`));
    const mended = (await cli.json<Provided[]>(['table', 'create', '--mend'])).at(-1);
    expect(mended).toEqual({ table: RATE_LIMIT_TABLE_NAME, created: false, differences: [], mended: ['expiry'] });
    expect((await cli.run(['table', 'create'])).code).toBe(0);
  });

  it('leave what a table has from its creation on as it is, whatever is asked', async () => {
    const KeySchema = [{ AttributeName: 'pk', KeyType: 'HASH' as const }];
    const { AttributeDefinitions, ...definition } = messagesTableDefinition(TABLE_NAME);
    await client.send(
      new CreateTableCommand({ ...definition, KeySchema, AttributeDefinitions: AttributeDefinitions!.slice(0, 1) }),
    );
    const { code, stdout } = await cli.run(['table', 'create', '--mend']);
    expect(code).toBe(1);
    expect(stdout).toMatch(new RegExp(`\n${TABLE_NAME} +key +pk S HASH +pk S HASH, sk S RANGE\n$`));
  });

  describe('on a table of an older version', () => {
    const migration = (outcome: string) => ({ table: TABLE_NAME, index: FORMER_INDEX, outcome });

    beforeEach(async () => {
      await client.send(new CreateTableCommand(formerTableDefinition(TABLE_NAME)));
    });

    it('go on, and say which command deletes its index', async () => {
      const { code, stdout, stderr } = await cli.run(['table', 'create']);
      expect(code).toBe(0);
      expect(stdout).toMatch(new RegExp(`${TABLE_NAME} +was there already, and is as it should be`));
      expect(stderr).toContain(`table ${TABLE_NAME} has the index ${FORMER_INDEX} of an older version`);
      expect(stderr).toContain('npx cruddur table migrate');
    });

    it('delete its index once, having said who must not need it any more', async () => {
      const first = await cli.run(['table', 'migrate']);
      expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining('the index is deleted') as string });
      expect(first.stderr).toContain('every copy must be of this version before');
      const again = await cli.run(['table', 'migrate']);
      expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('nothing to do') as string });
      expect(await cli.json(['table', 'migrate'])).toEqual(migration('absent'));
      expect((await cli.json<Provided[]>(['table', 'create']))[0]).toEqual({
        table: TABLE_NAME,
        created: false,
        differences: [],
      });
    });

    it('refuse to do so elsewhere without --prod', async () => {
      const elsewhere = { environment: { DYNAMODB_ENDPOINT: 'http://dynamodb.example' } };
      const { code, stdout, stderr } = await cli.run(['table', 'migrate'], elsewhere);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain('is not on this machine');
    });

    it('wait for DynamoDB, tell it, and wait no longer at Ctrl-C', async () => {
      const aws = await AwsLike.start();
      aws.deletesIndexesSlowly = true;
      const environment = { DYNAMODB_ENDPOINT: aws.url };
      const interrupted = await cli.run(['table', 'migrate'], {
        environment,
        running: (child) => {
          child.stderr?.on('data', (line) => {
            if (String(line).includes('DynamoDB is deleting the index')) child.kill('SIGINT');
          });
        },
      });
      expect(interrupted.code).toBe(130);
      expect(interrupted.stdout).toContain('DynamoDB goes on deleting the index');
      expect((await cli.run(['table', 'create'], { environment })).code).toBe(0);
      aws.deletesIndexesSlowly = false;
      expect(await cli.json(['table', 'migrate'], { environment })).toEqual(migration('absent'));
      await aws.close();
    });
  });

  describe('between two tables', () => {
    let older: string;
    const onOlder = () => ({ environment: { TABLE_NAME: older } });
    const send = (text: string, call?: CliCall) =>
      cli.json<ListedMessage>(['conversations', 'send', 'bayko', 'londo', text], call);

    beforeEach(async () => {
      older = `${TABLE_NAME}-older`;
      await Promise.all([create(), create({ TABLE_NAME: older, LEASE_TABLE_NAME, RATE_LIMIT_TABLE_NAME })]);
    });
    afterEach(() => drop(older));

    it('bring what one lacks of the other’s messages, once, and no rows', async () => {
      await send('first', onOlder());
      await send('second', onOlder());
      const all = { copied: 3, present: 0, conflicting: 0, rowless: 2 };
      expect(await cli.json(['table', 'copy', older, '--dry-run'])).toEqual(all);
      expect((await cli.json<object[]>(['table', 'scan'])).length).toBe(0);
      expect(await cli.json(['table', 'copy', older])).toEqual(all);
      expect(await cli.json(['table', 'copy', older])).toEqual({ ...all, copied: 0, present: 3 });
      const kinds = (await cli.json<{ pk: string }[]>(['table', 'scan'])).map(({ pk }) => pk.slice(0, 4));
      expect(kinds).toEqual(['MSG#', 'MSG#', 'MSG#']);
      expect(await send('third')).toMatchObject({ number: 3 });
    });

    it('change no message that has the number of another one, and say so', async () => {
      await send('said in the older', onOlder());
      await send('said in this one');
      const { code, stdout } = await cli.run(['table', 'copy', older]);
      expect(code).toBe(1);
      expect(stdout).toMatch(/^copied +there already +conflicting +without a row\n0 +3 +1 +0\n$/);
      const got = await cli.json<{ messages: ListedMessage[] }>(['conversations', 'get', 'bayko', 'londo']);
      expect(got.messages.map(({ message }) => message)).toEqual(['said in this one']);
    });

    it('bring what members have said onto rows once a rebuild has made them', async () => {
      const { message_group_uuid: groupUuid } = await cli.json<PresentedSentMessage>(
        ['conversations', 'send', 'bayko', 'londo', 'first'],
        onOlder(),
      );
      await cli.json(['conversations', 'send', 'londo', 'bayko', 'second'], onOlder());
      await send('third', onOlder());
      await cli.json(['conversations', 'delete', groupUuid, '3', '--as', 'bayko'], onOlder());
      await send('fourth', onOlder());
      const read = ['conversations', 'read', groupUuid, '--as', 'londo', '--number'];
      await cli.json(['projector', 'rebuild', '--force'], onOlder());
      await cli.json([...read, '4'], onOlder());
      await cli.json([...read, '1', '--force'], onOlder());
      const copied = await cli.json<{ rowless: number }>(['table', 'copy', older]);
      expect(copied.rowless).toBe(2);
      await cli.json(['projector', 'rebuild', '--force']);
      expect(await cli.json(['table', 'copy', older])).toMatchObject({ copied: 1, conflicting: 0, rowless: 0 });
      for (const handle of ['bayko', 'londo']) {
        const list = (call?: CliCall) =>
          cli.json<{ message_groups: object[] }>(['conversations', 'list', handle], call);
        expect((await list()).message_groups).toEqual((await list(onOlder())).message_groups);
      }
      const { message_groups } = await cli.json<{ message_groups: object[] }>(['conversations', 'list', 'londo']);
      // The fourth alone: the second is one's own, and the third is deleted.
      expect(message_groups).toMatchObject([{ last_read_number: 1, unread_count: 1, last_received_number: 4 }]);
      expect(await cli.json(['projector', 'rebuild', '--force'])).toMatchObject({ corrected: [] });
    });

    it('name the table that is missing, and refuse a table that is copied into itself', async () => {
      expect(await cli.run(['table', 'copy', 'no-such-table'])).toMatchObject({
        code: 4,
        stderr: expect.stringMatching(/^cruddur: there is no table no-such-table/) as string,
      });
      expect((await cli.run(['table', 'copy', TABLE_NAME])).code).toBe(2);
    });
  });

  it('list the tables, and drop them once', async () => {
    await create();
    const listed = await cli.json<{ table: string }[]>(['table', 'list']);
    expect(listed).toContainEqual(
      expect.objectContaining({ table: TABLE_NAME, status: 'ACTIVE', stream: 'NEW_AND_OLD_IMAGES' }),
    );
    const names = [TABLE_NAME, LEASE_TABLE_NAME, RATE_LIMIT_TABLE_NAME];
    expect(await cli.json(['table', 'drop'])).toEqual({ dropped: names });
    expect(await cli.run(['table', 'drop'])).toMatchObject({
      code: 4,
      stderr: `cruddur: there is no table ${names.join(' and no table ')}\n`,
    });
  });

  it('seed the demo conversation once, and show it', async () => {
    await create();
    const seeded = await cli.json<{ message_group_uuid: string; messages: number }>(['table', 'seed']);
    expect(await cli.json(['table', 'seed'])).toEqual(seeded);
    const got = await cli.json<{ messages: ListedMessage[]; has_older: boolean; requests: Capacity[] }>([
      ...['conversations', 'get', 'andrewbrown', 'bayko', '--limit', '200'],
    ]);
    expect(got.messages).toHaveLength(seeded.messages);
    expect(got.messages.map(({ number }) => number)).toEqual(got.messages.map((_, index) => index + 1));
    expect(got).toMatchObject({ has_older: false, requests: [{ operation: 'Query' }] });
  });

  it('send a message, list the conversation with both members, and page through it', async () => {
    await create();
    const first = await cli.run(['conversations', 'send', 'bayko', 'londo', 'Good\nafternoon 漢字']);
    expect(first.stderr).toMatch(/^3 requests: Query 0 RCU, BatchGetItem 0 RCU, TransactWriteItems \d+ WCU\n$/);
    expect(first.stdout).toMatch(
      /^number +at +from +message\n1 +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d +bayko +Good\\nafternoon 漢字\n$/,
    );
    const second = await cli.json<ListedMessage & { requests: Capacity[] }>([
      ...['conversations', 'send', 'Londo', 'BAYKO', ' Ambassador '],
    ]);
    expect(second).toMatchObject({ number: 2, handle: 'londo', message: 'Ambassador' });
    expect(second.requests.map(({ operation }) => operation)).toEqual(['Query', 'BatchGetItem', 'PutItem']);

    const groups = await cli.json<{ message_groups: object[]; requests: Capacity[] }>([
      'conversations',
      'list',
      'londo',
    ]);
    expect(groups.message_groups).toEqual([
      expect.objectContaining({ handle: 'bayko', display_name: 'Andrew Bayko', last_number: 1, unread_count: 1 }),
    ]);
    expect(groups.requests).toEqual([{ operation: 'Query', capacity_units: 1 }]);
    const list = await cli.run(['conversations', 'list', 'bayko']);
    expect(list).toMatchObject({ code: 0, stderr: '1 request: Query 1 RCU\n' });
    expect(list.stdout).toMatch(
      /^with +name +messages +unread +state +last message at +last message\nlondo +Londo Mollari +1 +0 /,
    );

    const newest = await cli.run(['conversations', 'get', 'bayko', 'londo', '--limit', '1']);
    expect(newest.stdout).toMatch(/\n2 .* Ambassador\n$/);
    expect(newest.stderr).toBe('there are older messages: --before 2\n1 request: Query 1 RCU\n');
    const older = await cli.json<{ messages: ListedMessage[]; has_newer: boolean }>([
      ...['conversations', 'get', 'bayko', 'londo', '--before', '2'],
    ]);
    expect(older).toMatchObject({ messages: [{ number: 1 }], has_newer: true });
  });

  it('show what is edited, deleted, reacted to and answered, and what a client lacks', async () => {
    await create();
    const sent = async (from: string, to: string) => {
      const message = await cli.json<PresentedSentMessage>(['conversations', 'send', from, to, `from ${from}`]);
      const { user_uuid: uuid, handle, display_name: displayName, message_group_uuid: groupUuid } = message;
      return { person: { uuid, handle, displayName }, groupUuid };
    };
    const { person: bayko, groupUuid } = await sent('bayko', 'londo');
    const { person: londo } = await sent('londo', 'bayko');
    await write(groupUuid, [bayko, londo]);

    const got = await cli.run(['conversations', 'get', 'bayko', 'londo']);
    expect(got.stdout).toMatch(/^number +at +from +message +remarks\n1 .* edited text +edited, 👍 1\n2 .* deleted\n/);
    expect(got.stdout).toMatch(/\n3 .* the answer +answers 1\n$/);
    const { messages } = await cli.json<{ messages: PresentedMessage[] }>(['conversations', 'get', 'bayko', 'londo']);
    expect(messages[0]!.reactions).toEqual([{ emoji: '👍', count: 1, own: true }]);

    const changes = (...args: string[]) => ['conversations', 'changes', groupUuid, '--as', 'bayko', ...args];
    const some = await cli.run(changes('--after-number', '2', '--limit', '2'));
    expect(some.stdout).toMatch(
      /\n3 .* the answer +answers 1\nrevision +at +change +number +message now +remarks\n1 .* edited /,
    );
    expect(some.stderr).toMatch(/^there is more: --after-number 3 --after-revision 1\n/);
    const rest = await cli.json<PresentedChanges>(changes('--after-number', '3', '--after-revision', '1'));
    expect(rest.revisions.map(({ revision, kind, number }) => [revision, kind, number])).toEqual([
      [2, 'reacted', 1],
      [3, 'deleted', 2],
    ]);
    const none = await cli.run(changes('--after-number', '3', '--after-revision', '3'));
    expect(none).toMatchObject({
      code: 0,
      stdout: '',
      stderr: 'nothing has changed\n2 requests: Query 1 RCU, Query 1 RCU\n',
    });
    expect(await cli.run(changes('--after-number', '4'))).toMatchObject({ code: 4, stdout: '' });
    expect(await cli.run(['conversations', 'changes', groupUuid, '--as', 'andrewbrown'])).toEqual({
      code: 4,
      stdout: '',
      stderr: `cruddur: andrewbrown has no conversation ${groupUuid}\n`,
    });
  });

  /** The first message edited and reacted to, the second deleted, and a third that answers the first. */
  async function write(groupUuid: string, [bayko, londo]: [Person, Person]): Promise<void> {
    const truth = new ChangedConversation({ groupUuid, members: [bayko, londo] });
    const transactions = [truth.send(bayko, 'from bayko'), truth.send(londo, 'from londo')];
    transactions.push(truth.edit(1, 'edited text'), truth.react(1, bayko, '👍'), truth.remove(2));
    transactions.push(truth.send(londo, 'the answer', 1));
    const documents = createDocumentClient({ AWS_REGION: 'us-east-1', ...services() });
    for (const Item of transactions.flat()) await documents.send(new PutCommand({ TableName: TABLE_NAME, Item }));
    documents.destroy();
  }

  it('move a read marker, back only where that is forced', async () => {
    await create();
    const { message_group_uuid } = await cli.json<{ message_group_uuid: string }>([
      ...['conversations', 'send', 'bayko', 'londo', 'hello'],
    ]);
    const read = (...rest: string[]) =>
      cli.run(['conversations', 'read', message_group_uuid, '--as', 'londo', ...rest]);
    expect((await read('--number', '1')).stdout).toMatch(/^with +messages +read up to +unread\nbayko +1 +1 +0\n$/);
    expect((await read('--number', '0')).stdout).toMatch(/\nbayko +1 +1 +0\n$/);
    expect((await read('--number', '0', '--force')).stdout).toMatch(/\nbayko +1 +0 +1\n$/);
    const groups = await cli.json<{ message_groups: object[] }>(['conversations', 'list', 'londo', '--archived']);
    expect(groups.message_groups).toEqual([]);
    const stranger = ['conversations', 'read', message_group_uuid, '--as', 'andrewbrown', '--number', '1'];
    expect(await cli.run(stranger)).toMatchObject({ code: 4, stdout: '' });
  });

  it('print items of the table, and say when there are more', async () => {
    await create();
    await cli.run(['conversations', 'send', 'bayko', 'londo', 'hello']);
    const items = await cli.json<{ pk: string; sk: string }[]>(['table', 'scan']);
    expect(items.map(({ pk, sk }) => `${pk.slice(0, 4)} ${sk}`).sort()).toEqual([
      expect.stringMatching(/^GRP# /),
      expect.stringMatching(/^GRP# /),
      'MSG# 000000000001',
      'MSG# ~conversation',
    ]);
    const some = await cli.run(['table', 'scan', '--limit', '3']);
    expect(some.stdout.trim().split('\n')).toHaveLength(4);
    expect(some.stderr).toBe('3 items; there are more: --limit 30 shows more of them\n');
    expect((await cli.run(['table', 'scan', '--limit', '4'])).stderr).toBe('4 items\n');
  });

  it('say that there is nothing', async () => {
    await create();
    expect(await cli.run(['conversations', 'list', 'bayko'])).toMatchObject({
      code: 0,
      stdout: '',
      stderr: expect.stringContaining('bayko has no conversation\n') as string,
    });
    expect(await cli.run(['conversations', 'get', 'bayko', 'londo'])).toMatchObject({
      code: 4,
      stderr: 'cruddur: bayko and londo have no conversation\n',
    });
  });

  it.each([
    [['conversations', 'list', 'nobody'], 4, 'cruddur: nobody has the handle nobody\n'],
    [['conversations', 'get', 'bayko', 'nobody'], 4, 'cruddur: nobody has the handle nobody\n'],
    [['conversations', 'send', 'nobody', 'bayko', 'hi'], 4, 'cruddur: nobody has the handle nobody\n'],
    [['conversations', 'send', 'bayko', 'Bayko', 'hi'], 2, 'cruddur: bayko cannot write to themselves\n'],
  ])('refuse a handle that will not do: %j', async (args, code, stderr) => {
    expect(await cli.run(args)).toEqual({ code, stdout: '', stderr });
  });

  it.each([
    [['table', 'scan']],
    [['table', 'seed']],
    [['conversations', 'list', 'bayko']],
    [['conversations', 'get', 'bayko', 'londo']],
    [['conversations', 'send', 'bayko', 'londo', 'hi']],
    [['projector', 'rebuild', '--force']],
  ])('fail in one line where there is no table: %j', async (args) => {
    const stderr = `cruddur: there is no table ${TABLE_NAME}: cruddur table create makes it (${services().DYNAMODB_ENDPOINT})\n`;
    expect(await cli.run(args)).toEqual({ code: 4, stdout: '', stderr });
  });

  it.each([
    [['table', 'list']],
    [['table', 'create']],
    [['table', 'drop']],
    [['conversations', 'send', 'bayko', 'londo', 'hi']],
    [['projector', 'rebuild']],
    [['relay', 'status']],
  ])('fail in one line when DynamoDB is away: %j', async (args) => {
    const outcome = await cli.run(args, { environment: { DYNAMODB_ENDPOINT: `http://${NOBODY}` } });
    expect(outcome).toMatchObject({ code: 3, stdout: '' });
    expect(outcome.stderr).toMatch(/cruddur: DynamoDB does not answer at http:\/\/127\.0\.0\.1:1: .*\n$/);
  });

  it('fail in one line when Postgres is away, from which they know the handles', async () => {
    const environment = { DATABASE_URL: `postgres://u:p@${NOBODY}/users` };
    for (const args of [
      ['list', 'bayko'],
      ['get', 'bayko', 'londo'],
      ['changes', 'b0e793d3-aef2-5dfc-a45c-dc3fd15790d6', '--as', 'bayko'],
      ['send', 'bayko', 'londo', 'hi'],
    ]) {
      const outcome = await cli.run(['conversations', ...args], { environment });
      expect(outcome).toMatchObject({ code: 3, stdout: '' });
      expect(outcome.stderr).toMatch(/^cruddur: Postgres does not answer at 127\.0\.0\.1:1: .*\n$/);
    }
  });

  describe('in production', () => {
    let aws: AwsLike;

    beforeEach(async () => {
      aws = await AwsLike.start();
    });
    afterEach(async () => {
      await client.send(new UpdateTableCommand({ TableName: TABLE_NAME, DeletionProtectionEnabled: false }));
      await aws.close();
    });

    it('create a table that cannot be deleted by mistake and can be restored, and miss it where it cannot', async () => {
      const environment = { DYNAMODB_ENDPOINT: aws.url };
      const created = await cli.run(['table', 'create', '--prod'], { environment, input: `${TABLE_NAME}\n` });
      expect(created).toMatchObject({ code: 0, stdout: expect.stringContaining('created') as string });
      expect(aws.withBackups).toEqual(new Set([TABLE_NAME]));
      expect(await cli.run(['table', 'create', '--prod', '--yes'], { environment })).toMatchObject({ code: 0 });

      const dropped = await cli.run(['table', 'drop', '--prod', '--yes'], { environment });
      expect(dropped.code).toBe(1);
      expect(dropped.stderr).toContain('protected against deletion');

      await client.send(new UpdateTableCommand({ TableName: TABLE_NAME, DeletionProtectionEnabled: false }));
      aws.withBackups.clear();
      const { code, stdout } = await cli.run(['table', 'create', '--prod', '--yes', '--json'], { environment });
      expect(code).toBe(1);
      expect((JSON.parse(stdout) as Provided[])[0]!.differences).toEqual([
        { aspect: 'deletion protection', is: 'DISABLED', should_be: 'ENABLED' },
        { aspect: 'point-in-time recovery', is: 'DISABLED', should_be: 'ENABLED' },
      ]);
      expect(
        (await cli.json<Provided[]>(['table', 'create', '--prod', '--yes', '--mend'], { environment }))[0],
      ).toEqual({
        table: TABLE_NAME,
        created: false,
        differences: [],
        mended: ['deletion protection', 'point-in-time recovery'],
      });
    });
  });
});

/**
 * DynamoDB Local with the continuous backups that it lacks, and deletions of indexes that take their time; a table refuses
 * backups in its first moments, as on AWS.
 */
class AwsLike {
  deletesIndexesSlowly = false;
  readonly withBackups = new Set<string>();
  private readonly refused = new Set<string>();
  private readonly server: Server = createServer((request, response) => void this.answer(request, response));

  static async start(): Promise<AwsLike> {
    const aws = new AwsLike();
    aws.server.listen(0, '127.0.0.1');
    await once(aws.server, 'listening');
    return aws;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const operation = String(request.headers['x-amz-target']).split('.')[1];
    const { TableName = '' } = JSON.parse(body.toString()) as { TableName?: string };
    if (operation === 'UpdateContinuousBackups') return this.keepBackups(TableName, response);
    if (operation === 'DescribeContinuousBackups') return this.describe(TableName, response);
    const { method, headers, url } = request;
    const forwarded = httpRequest(new URL(url ?? '/', services().DYNAMODB_ENDPOINT), { method, headers });
    forwarded.end(body);
    const [answer] = (await once(forwarded, 'response')) as [IncomingMessage];
    if (operation === 'DescribeTable' && this.deletesIndexesSlowly) return this.tellDeletion(answer, response);
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(response);
  }

  /** While this is reported, the index is not gone. */
  private async tellDeletion(answer: IncomingMessage, response: ServerResponse): Promise<void> {
    const { Table } = (await json(answer)) as { Table: TableDescription };
    if (!Table.GlobalSecondaryIndexes) {
      Object.assign(Table, {
        TableStatus: 'UPDATING',
        GlobalSecondaryIndexes: [{ IndexName: FORMER_INDEX, IndexStatus: 'DELETING' }],
      });
    }
    response.writeHead(200).end(JSON.stringify({ Table }));
  }

  private keepBackups(table: string, response: ServerResponse): void {
    if (!this.refused.has(table)) {
      this.refused.add(table);
      response.writeHead(400).end(JSON.stringify({ __type: 'ContinuousBackupsUnavailableException' }));
      return;
    }
    this.withBackups.add(table);
    this.describe(table, response);
  }

  private describe(table: string, response: ServerResponse): void {
    const PointInTimeRecoveryStatus = this.withBackups.has(table) ? 'ENABLED' : 'DISABLED';
    const ContinuousBackupsDescription = { PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus } };
    response.writeHead(200).end(JSON.stringify({ ContinuousBackupsDescription }));
  }
}
