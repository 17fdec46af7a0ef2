import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AdminUpdateUserAttributesCommand, ListUsersCommand } from '@aws-sdk/client-cognito-identity-provider';
import { type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { ConfigResourceTypes, Partitioners } from 'kafkajs';
import { ERASED_NAMES } from '@app/common/contracts';
import { createDocumentClient } from '@app/common/dynamodb';
import { CONSUMERS, DEAD_LETTER_TOPICS, deadLetterTopic, TOPICS } from '@app/common/events';
import { createKafka, DeadLetterQueue, type KafkaClient } from '@app/common/kafka';
import { Client } from 'pg';
import { createCognitoClient } from '../../apps/users/src/admin/cognito';
import { renameUser } from '../../apps/users/src/admin/rename-user';
import { Cli, type CliOutcome } from '../support/cli';
import { eventually } from '../support/eventually';
import { type PersonBody, RestClient } from '../support/rest-client';
import { services } from '../support/services';
import { startStack, type TestStack } from '../support/stack';
import { recordsOnTopic } from '../support/topic-contents';

/** It stands wherever the person is named or has written something. */
const WORD = `zathras${randomBytes(4).toString('hex')}`;

/** What the command says when it begins with a step: there it is killed. */
const STEPS = ['erasing in conversations', 'erasing the rows', 'looking into topics'];

interface Outcome {
  user_uuid: string;
  found: [string, number][];
  topics: { topic: string; until: string | null }[];
}

describe('a person who is erased', () => {
  let stack: TestStack;
  let cli: Cli;
  let kafka: KafkaClient;
  let documents: DynamoDBDocumentClient;
  let database: Client;
  let zathras: RestClient;
  let bayko: RestClient;
  let uuid: string;
  let groupUuid: string;
  let groupOfThree: string;
  let formerly: PersonBody;
  let exported: string;
  let waiting: CliOutcome;
  let outcome: Outcome;

  beforeAll(async () => {
    stack = await startStack();
    cli = await Cli.on(stack.environment);
    kafka = createKafka({ KAFKA_BROKERS: stack.environment['KAFKA_BROKERS']!.split(',') }, 'test');
    documents = createDocumentClient({ AWS_REGION: 'us-east-1', ...services() });
    database = new Client(databaseUrl());
    await database.connect();
    bayko = new RestClient(stack.gatewayUrl, await stack.token('bayko'));
    zathras = new RestClient(stack.gatewayUrl, await stack.token('londo'));
    await callThemSo();
    await leaveTracesEverywhere();
    formerly = (await bayko.person(`FORMER-${WORD}`)).body;
    exported = await exportOf(WORD);
    await suspend();
    for (const step of STEPS) await eraseUntil(step);
    waiting = await cli.run(['users', 'erase', WORD]);
    await discardLetters();
    outcome = await cli.json<Outcome>(['users', 'erase', WORD]);
  });
  afterAll(async () => {
    await Promise.all([zathras, bayko].map((client) => client.close()));
    documents.destroy();
    await database.end();
    await cli.close();
    await stack.stop();
  });

  /** In Postgres, twice, so that there is a former handle, and in the pool. */
  async function callThemSo(): Promise<void> {
    ({ uuid } = (await zathras.profile()).body);
    await zathras.updateProfile({ display_name: `The ${WORD}`, bio: `${WORD}, the One` });
    for (const handle of [`former-${WORD}`, WORD]) {
      await renameUser({ databaseUrl: databaseUrl(), userUuid: uuid, handle, keptForSeconds: 3_600 });
    }
    const cognito = createCognitoClient({ AWS_REGION: 'us-east-1', ...services() });
    await cognito.send(
      new AdminUpdateUserAttributesCommand({
        UserPoolId: stack.environment['COGNITO_USER_POOL_ID'],
        Username: 'londo@example.com',
        UserAttributes: [{ Name: 'preferred_username', Value: WORD }],
      }),
    );
    cognito.destroy();
  }

  async function leaveTracesEverywhere(): Promise<void> {
    groupUuid = (await zathras.start('bayko', `${WORD} begins`, `${WORD}-key`)).body.message_group_uuid;
    await zathras.edit(groupUuid, 1, `${WORD} again`);
    await bayko.reply(groupUuid, 'an answer', 1);
    await zathras.react(groupUuid, 2, '👍');
    await zathras.send(groupUuid, `${WORD} last`);
    await zathras.changeSettings({ receipts: false });
    const { body } = await zathras.startGroup({ handles: ['bayko', 'andrewbrown'], name: 'Rangers' });
    groupOfThree = body.uuid;
    await zathras.send(groupOfThree, `${WORD} among three`);
    await bayko.report(groupUuid, 1, `${WORD} is rude`);
    await zathras.report(groupUuid, 2, `says ${WORD}`);
    await zathras.block('altbrown');
    await eventually(async () => {
      const rows = (await bayko.groups()).body;
      expect(rows.find(({ uuid: group }) => group === groupUuid)).toMatchObject({
        message: `${WORD} last`,
        handle: WORD,
      });
      expect(rows.find(({ uuid: group }) => group === groupOfThree)).toMatchObject({ message: `${WORD} among three` });
      expect((await zathras.groups()).body).toHaveLength(2);
    });
    await poisonTopic();
  }

  /** A record that no consumer can read becomes a dead letter of each. */
  async function poisonTopic(): Promise<void> {
    const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
    await producer.connect();
    await producer.send({ topic: topic(TOPICS.users), messages: [{ key: uuid, value: `${WORD}: no event` }] });
    await producer.disconnect();
    const [letters] = [CONSUMERS.messages, CONSUMERS.gateway].map((consumer) =>
      deadLetterTopic(TOPICS.users, consumer),
    );
    await eventually(async () => expect(await recordsOnTopic(stack.environment, letters!)).not.toEqual([]));
  }

  /** An operator has looked at them. */
  const discardLetters = () =>
    Promise.all(
      DEAD_LETTER_TOPICS.map((name) => new DeadLetterQueue(kafka, topic(name)).drain(() => Promise.resolve())),
    );

  /** For longer than any gateway remembers anybody, which the command would wait for. */
  async function suspend(): Promise<void> {
    await done(['users', 'suspend', WORD, '--reason', `${WORD} was reported`]);
    await eventually(async () => {
      const { status, body } = await zathras.groups();
      expect([status, body]).toEqual([403, ['account_suspended']]);
    });
    await database.query(`UPDATE users SET suspended_at = now() - interval '2 minutes' WHERE uuid = $1`, [uuid]);
  }

  async function eraseUntil(step: string): Promise<void> {
    const { code } = await cli.run(['users', 'erase', WORD], {
      running: (erasing) => {
        let said = '';
        erasing.stderr!.on('data', (chunk: Buffer) => {
          said += chunk.toString();
          if (said.includes(step)) erasing.kill('SIGKILL');
        });
      },
    });
    expect(code).toBe('SIGKILL');
  }

  async function done(args: string[]): Promise<void> {
    const { code, stderr } = await cli.run(args);
    expect({ code, stderr }).toMatchObject({ code: 0 });
  }

  const databaseUrl = (): string => stack.environment['DATABASE_URL']!;
  const topic = (name: string): string => (stack.environment['KAFKA_TOPIC_PREFIX'] ?? '') + name;
  const exportOf = async (handle: string): Promise<string> => (await cli.run(['users', 'export', handle])).stdout;

  it('was found before by a handle that they had given up', () => {
    expect(formerly).toMatchObject({ uuid, handle: WORD });
  });

  it('had all of it in their export', () => {
    const { conversations, ...rest } = JSON.parse(exported) as { conversations: object[] } & Record<string, unknown>;
    expect(rest).toMatchObject({
      format: 'cruddur-person-1',
      profile: { uuid, handle: WORD, display_name: `The ${WORD}`, bio: `${WORD}, the One` },
      former_handles: [{ handle: `former-${WORD}` }, { handle: 'londo' }],
      user_pool: { preferred_username: WORD, email: 'londo@example.com' },
      settings: { receipts: false },
      blocks: [{}],
      reports: [{}, {}],
    });
    expect(conversations).toHaveLength(2);
    expect(conversations.find((each) => 'uuid' in each && each.uuid === groupUuid)).toMatchObject({
      reactions: [{ number: 2, emojis: ['👍'] }],
      idempotency_keys: [{ key: `${WORD}-key` }],
      messages: [{ number: 1, edits: [{ message_before: `${WORD} begins` }] }, { number: 3 }],
    });
    expect(conversations.find((each) => 'uuid' in each && each.uuid === groupOfThree)).toMatchObject({
      members: expect.arrayContaining([expect.objectContaining({ handle: 'bayko' })]) as object,
      messages: [{ kind: 'created', group_name: 'Rangers' }, { message: `${WORD} among three` }],
    });
    expect(JSON.stringify(conversations)).not.toContain('an answer');
  });

  it('is not finished while dead letters wait, which could be published again', () => {
    expect(waiting.code).toBe(1);
    expect(waiting.stderr).toMatch(/[12] dead letters hold the person and wait/);
  });

  it('is accounted for: all runs together say where everything was found', () => {
    expect(outcome).toMatchObject({ user_uuid: uuid });
    expect(Object.fromEntries(outcome.found)).toMatchObject({
      ...{ 'user of the pool': 1, messages: 3, edits: 1, reactions: 1, 'send keys': 1, rows: 2, user: 1 },
      ...{ 'former handles': 2, 'groups left': 1, blocks: 1, 'reports about them': 1, 'reports by them': 1 },
    });
    expect(outcome.topics.map(({ until }) => until)).toEqual([expect.any(String), expect.any(String)]);
  });

  it('is a marker to others, who keep their numbers', async () => {
    const { body } = await bayko.messages(groupUuid);
    const names = { handle: ERASED_NAMES.handle, display_name: ERASED_NAMES.displayName };
    expect(body).toMatchObject([
      { number: 1, message: '', ...names },
      { number: 2, message: 'an answer', handle: 'bayko' },
      { number: 3, message: '', ...names },
    ]);
    const rows = (await bayko.groups()).body;
    expect(rows.find((row) => row.uuid === groupUuid)).toMatchObject({ message: '', ...names });
    expect(rows.find((row) => row.uuid === groupOfThree)).toMatchObject({ member_count: 2, last_kind: 'left' });
    expect((await bayko.messages(groupOfThree)).body).toMatchObject([
      { number: 1, kind: 'created', ...names },
      { number: 2, message: '', ...names },
      { number: 3, kind: 'owner_changed', ...names },
      { number: 4, kind: 'left', ...names },
    ]);
    expect((await bayko.person(WORD)).status).toBe(404);
    const refused = await bayko.send(groupUuid, 'are you there?');
    expect([refused.status, refused.body]).toEqual([403, ['recipient_takes_no_messages']]);
  });

  it('is nowhere in Postgres', async () => {
    const { rows } = await database.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
    );
    expect(rows.length).toBeGreaterThan(3);
    for (const { name } of rows) {
      const { rows: found } = await database.query(`SELECT t::text FROM "${name}" AS t WHERE t::text LIKE $1`, [
        `%${WORD}%`,
      ]);
      expect({ name, found }).toEqual({ name, found: [] });
    }
  });

  it('is nowhere in the pool', async () => {
    const cognito = createCognitoClient({ AWS_REGION: 'us-east-1', ...services() });
    const { Users } = await cognito.send(
      new ListUsersCommand({ UserPoolId: stack.environment['COGNITO_USER_POOL_ID'] }),
    );
    cognito.destroy();
    expect(Users).not.toEqual([]);
    expect(JSON.stringify(Users)).not.toMatch(new RegExp(`${WORD}|londo`));
  });

  it('is nowhere in the table', async () => {
    const found: object[] = [];
    const scan = { TableName: stack.environment['TABLE_NAME'], ConsistentRead: true };
    for await (const { Items = [] } of paginateScan({ client: documents }, scan)) found.push(...Items);
    expect(found).not.toEqual([]);
    expect(found.filter((item) => JSON.stringify(item).includes(WORD))).toEqual([]);
    expect(found.filter((item) => 'pk' in item && item.pk === `GRP#${uuid}`)).toEqual([]);
  });

  it('is in no dead letter, and once the limits of the topics have passed, in no topic', async () => {
    for (const name of DEAD_LETTER_TOPICS) expect(await saying(name)).toEqual([]);
    await passLimits();

    await eventually(async () => {
      for (const name of Object.values(TOPICS)) expect(await saying(name)).toEqual([]);
    });
  });

  it('is in no log, and in no export of others', async () => {
    const files = await readdir(stack.logs);
    expect(files.length).toBeGreaterThan(4);
    for (const file of files) expect(await readFile(join(stack.logs, file), 'utf8')).not.toContain(WORD);
    const others = await exportOf('bayko');
    expect(others).toContain('an answer');
    expect(others).not.toContain(WORD);
  });

  const saying = async (name: string): Promise<string[]> =>
    (await recordsOnTopic(stack.environment, name))
      .map(({ key, value, headers }) => [key, value, JSON.stringify(headers)].map(String).join(' '))
      .filter((record) => record.includes(WORD));

  /** Sets them as low as they may be, and publishes something else in each partition: a compaction leaves out the newest segment. */
  async function passLimits(): Promise<void> {
    const admin = kafka.admin();
    await admin.connect();
    const limits = (name: string, values: Record<string, string>) => ({
      ...{ type: ConfigResourceTypes.TOPIC, name: topic(name) },
      configEntries: Object.entries(values).map(([key, value]) => ({ name: key, value })),
    });
    await admin.alterConfigs({
      validateOnly: false,
      resources: [
        limits(TOPICS.messages, { 'retention.ms': '1', 'file.delete.delay.ms': '1' }),
        limits(TOPICS.users, {
          ...{ 'cleanup.policy': 'compact', 'max.compaction.lag.ms': '1', 'min.cleanable.dirty.ratio': '0' },
          ...{ 'segment.ms': '1', 'delete.retention.ms': '1' },
        }),
      ],
    });
    const partitions = await admin.fetchTopicOffsets(topic(TOPICS.users));
    await eventually(async () => {
      const offsets = await admin.fetchTopicOffsets(topic(TOPICS.messages));
      expect(offsets.filter(({ low, high }) => low !== high)).toEqual([]);
    });
    await admin.disconnect();
    const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
    await producer.connect();
    const messages = partitions.map(({ partition }) => ({ partition, key: `other ${partition}`, value: null }));
    await producer.send({ topic: topic(TOPICS.users), messages });
    await producer.disconnect();
  }
});
