import { deadLetterTopic, DEAD_LETTER_HEADERS, TOPICS } from '@app/common/events';
import { migrate } from '../../apps/users/src/admin/migrate';
import { seedUserPool } from '../../apps/users/src/admin/seed-user-pool';
import { seedUsers } from '../../apps/users/src/admin/seed-users';
import { Cli } from '../support/cli';
import { range } from '../support/range';
import { services } from '../support/services';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { TestKafka } from '../support/test-kafka';
import { createTestTable, type TestTable } from '../support/test-table';
import { uniqueName } from '../support/unique';

const KEEPER = 'group-projector';
const DEAD_LETTERS = deadLetterTopic(TOPICS.messages, KEEPER);
const LETTERS = 14;
const FULL = /^cruddur: what it prints cannot be written: ENOSPC: .*\n$/;

interface Conversation {
  messages: { message: string }[];
}

describe('a command whose output goes nowhere', () => {
  const cognito = { AWS_REGION: 'us-east-1', COGNITO_ENDPOINT: services().COGNITO_ENDPOINT };
  let database: TestDatabase;
  let table: TestTable;
  let kafka: TestKafka;
  let cli: Cli;

  beforeAll(async () => {
    [database, table, kafka] = await Promise.all([createTestDatabase(), createTestTable(), TestKafka.connect()]);
    await migrate(database.url);
    await seedUsers(database.url);
    const { userPoolId } = await seedUserPool(cognito, uniqueName('cli'), database.url);
    await Promise.all([TOPICS.messages, DEAD_LETTERS].map((topic) => kafka.createTopic(topic)));
    cli = await Cli.on({
      DATABASE_URL: database.url,
      TABLE_NAME: table.name,
      KAFKA_TOPIC_PREFIX: kafka.prefix,
      COGNITO_USER_POOL_ID: userPoolId,
    });
  });
  afterAll(async () => {
    await Promise.all([cli.close(), database.drop(), table.drop(), kafka.close()]);
  });

  it.each([{ stdout: 'gone' }, { stderr: 'gone' }, { stdout: 'gone', stderr: 'gone' }] as const)(
    'does its work and ends with 0 where the reader has gone: %j',
    async (outputs) => {
      const text = `to nobody ${JSON.stringify(outputs)}`;
      expect(await cli.run(['conversations', 'send', 'andrewbrown', 'bayko', text], outputs)).toMatchObject({
        code: 0,
        stderr: expect.stringMatching('stderr' in outputs ? /^$/ : /^3 requests: .*\n$/) as string,
      });
      const { messages } = await cli.json<Conversation>(['conversations', 'get', 'andrewbrown', 'bayko']);
      expect(messages.filter(({ message }) => message === text)).toHaveLength(1);
    },
  );

  it('knows a handle with blanks around it or an @ before it', async () => {
    expect((await cli.run(['conversations', 'send', '@andrewbrown', ' bayko ', 'typed'])).code).toBe(0);
    const { messages } = await cli.json<Conversation>(['conversations', 'get', ' @andrewbrown', '@bayko']);
    expect(messages.at(-1)!.message).toBe('typed');
    expect((await cli.run(['cognito', 'token', '@bayko'])).code).toBe(0);
  });

  it.each([[['db', 'seed']], [['db', 'seed', '--json']], [['--help']], [['--version']]])(
    'says in one line what it could not write, and ends with 1: %j',
    async (args) => {
      expect(await cli.run(args, { stdout: 'full' })).toEqual({
        code: 1,
        stdout: '',
        stderr: expect.stringMatching(FULL) as string,
      });
    },
  );

  it('ends with 1 where it could not write its remarks, of which there is nobody to tell', async () => {
    const outcome = await cli.run(['conversations', 'list', 'andrewbrown'], { stderr: 'full' });
    expect(outcome).toMatchObject({ code: 1, stdout: expect.stringMatching(/\nbayko /) as string });
  });

  it('says in one line that a file cannot be written', async () => {
    const { code, stderr } = await cli.run(['set-up', '--output', '/no/such/folder/sign-in.env'], {
      environment: {
        LEASE_TABLE_NAME: `${table.name}-leases`,
        RATE_LIMIT_TABLE_NAME: `${table.name}-rate-limits`,
      },
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(/cruddur: ENOENT: no such file or directory, open '\/no\/such\/folder\/sign-in\.env'\n$/);
  });

  describe('after which nothing else would know what was changed', () => {
    const waiting = async (): Promise<unknown[]> => cli.json<unknown[]>(['dead-letters', 'list']);
    const discard = ['dead-letters', 'discard', '--topic', DEAD_LETTERS];

    beforeAll(async () => {
      const letters = range(LETTERS).map((i) => ({
        key: `conversation-${i}`,
        value: '{}',
        headers: { [DEAD_LETTER_HEADERS.reason]: `reason ${i}` },
      }));
      await kafka.send(DEAD_LETTERS, ...letters);
    });

    it.each(['full', 'gone'] as const)('gives up no dead letter: %s', async (stdout) => {
      const { code, stderr } = await cli.run(discard, { stdout });
      expect(code).toBe(1);
      expect(stderr).toMatch(/^0 letters are discarded\ncruddur: what it prints .*\n$/);
      expect(await waiting()).toHaveLength(LETTERS);
    });

    it('gives up each dead letter that it has printed', async () => {
      const { code, stdout, stderr } = await cli.run(discard);
      expect({ code, stderr }).toEqual({ code: 0, stderr: `${LETTERS} letters are discarded\n` });
      expect(stdout.trimEnd().split('\n')).toEqual([
        expect.stringMatching(/^topic +kept at +key +reason$/),
        ...range(LETTERS).map((i) => expect.stringMatching(new RegExp(` conversation-${i} +reason ${i}$`)) as string),
      ]);
      expect(await waiting()).toEqual([]);
      expect(await cli.json(discard)).toEqual([]);
    });

    it('moves no consumer group', async () => {
      await kafka.send(TOPICS.messages, { value: 'one' }, { value: 'two' });
      await kafka.commit('group-projector', TOPICS.messages, 2);
      expect(await cli.run(['projector', 'replay'], { stdout: 'full' })).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(FULL) as string,
      });
      expect(await kafka.committed('group-projector', TOPICS.messages)).toEqual([2]);
      expect((await cli.run(['projector', 'replay'])).code).toBe(0);
      expect(await kafka.committed('group-projector', TOPICS.messages)).toEqual([0]);
    });

    it('replaces no Cognito id', async () => {
      const ids = () => database.query('SELECT handle, cognito_user_id FROM users ORDER BY handle');
      await database.query("UPDATE users SET cognito_user_id = 'old-' || handle");
      const old = await ids();
      expect((await cli.run(['cognito', 'sync-user-ids'], { stdout: 'full' })).code).toBe(1);
      expect(await ids()).toEqual(old);
      expect((await cli.run(['cognito', 'sync-user-ids'])).code).toBe(0);
      expect(await ids()).not.toEqual(old);
    });
  });
});
