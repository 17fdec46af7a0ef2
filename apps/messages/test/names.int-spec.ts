import { randomUUID } from 'node:crypto';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { Logger } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { loadConfig } from '@app/common/config';
import type { Person } from '@app/common/contracts';
import {
  CONSUMERS,
  deadLetterTopic,
  encodeCloudEvent,
  TOPICS,
  USER_DELETED,
  USER_REGISTERED,
  USER_UPDATED,
  type UserEventType,
} from '@app/common/events';
import { BatchConsumerStrategy, connectBatchConsumer } from '@app/common/kafka-consumer';
import { conversationKey, conversationOf, namesKey } from '@app/common/table';
import { eventually } from '../../../test/support/eventually';
import { range } from '../../../test/support/range';
import { services } from '../../../test/support/services';
import { TestKafka } from '../../../test/support/test-kafka';
import { messagesVariables } from '../src/config/messages.config';
import { MessagesModule } from '../src/messages.module';
import { type NamesService, type UserUpdated } from '../src/names/names.service';
import { MessagesOnDynamoDb, type Messages } from './messages-on-dynamodb';

const renamed = ({ uuid, handle }: Person, displayName: string, version: number): UserUpdated => ({
  id: randomUUID(),
  source: '/cruddur/users',
  type: USER_UPDATED,
  time: '2026-01-01T00:00:00Z',
  subject: uuid,
  data: { uuid, handle, display_name: displayName, bio: null, version, created_at: '2026-01-01T00:00:00.000Z' },
});

describe('a user’s new name', () => {
  let dynamo: MessagesOnDynamoDb;
  let messages: Messages;
  let names: NamesService;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    dynamo = await MessagesOnDynamoDb.create();
    messages = await dynamo.process();
    names = messages.names;
  });
  afterAll(() => dynamo.close());

  const aPerson = () => dynamo.person(randomUUID());
  const conversation = async (sender: Person, recipient: Person): Promise<string> =>
    (await messages.writing.start({ sender, recipientHandle: recipient.handle, text: 'hello' })).groupUuid;
  const listOf = async ({ uuid }: Person) =>
    (await messages.lists.page(uuid, { limit: 200 })).groups.map(({ members }) => members[0]!.displayName);
  const membersOf = async (groupUuid: string) => {
    const command = new GetCommand({
      TableName: dynamo.table.name,
      Key: conversationKey(groupUuid),
      ConsistentRead: true,
    });
    const conversation = conversationOf((await dynamo.documents.send(command)).Item);
    return 'members' in conversation ? conversation.members.map(({ display_name }) => display_name) : [];
  };

  it('shows in the other members’ lists and among the members, whoever began the conversation', async () => {
    const [andrew, bayko, londo] = [aPerson(), aPerson(), aPerson()];
    const begun = await conversation(andrew, bayko);
    const joined = await conversation(londo, andrew);

    await names.update([renamed(andrew, 'Drew', 2)]);

    expect(await listOf(bayko)).toEqual(['Drew']);
    expect(await listOf(londo)).toEqual(['Drew']);
    expect(await membersOf(begun)).toEqual(['Drew', bayko.displayName]);
    expect(await membersOf(joined)).toEqual([londo.displayName, 'Drew']);
    expect((await listOf(andrew)).sort()).toEqual([bayko.displayName, londo.displayName].sort());
  });

  it('is the newest one in the end, in whatever order and however often the events come', async () => {
    const [andrew, bayko] = [aPerson(), aPerson()];
    const groupUuid = await conversation(andrew, bayko);
    const version = (n: number) => renamed(andrew, `Name ${n}`, n);

    await names.update([version(3), version(2)]);
    await names.update([version(2)]);
    await names.update([version(3)]);
    await Promise.all([names.update([version(4)]), names.update([version(5)]), names.update([version(3)])]);

    expect(await listOf(bayko)).toEqual(['Name 5']);
    expect(await membersOf(groupUuid)).toEqual(['Name 5', bayko.displayName]);
  });

  it('lets both members change theirs at once', async () => {
    const [andrew, bayko] = [aPerson(), aPerson()];
    const groupUuid = await conversation(andrew, bayko);

    await Promise.all([names.update([renamed(andrew, 'Drew', 2)]), names.update([renamed(bayko, 'Bay', 2)])]);

    expect(await membersOf(groupUuid)).toEqual(['Drew', 'Bay']);
  });

  it('reaches all conversations of somebody who has many', async () => {
    const andrew = aPerson();
    const others = range(30).map(() => aPerson());
    for (const other of others) await conversation(other, andrew);

    await names.update([renamed(andrew, 'Drew', 2)]);

    expect(await Promise.all(others.map(listOf))).toEqual(others.map(() => ['Drew']));
  });

  it('leaves messages, numbers and read markers as they were, and makes no rows', async () => {
    const [andrew, bayko, stranger] = [aPerson(), aPerson(), aPerson()];
    const groupUuid = await conversation(andrew, bayko);
    const before = (await messages.lists.page(bayko.uuid, { limit: 1 })).groups[0]!;

    await names.update([renamed(andrew, 'Drew', 2), renamed(stranger, 'Nobody', 2)]);

    const [after] = (await messages.lists.page(bayko.uuid, { limit: 1 })).groups;
    expect(after).toEqual({ ...before, members: [{ ...before.members[0], displayName: 'Drew' }] });
    expect((await messages.store.message(groupUuid, 1))?.sender).toEqual(andrew);
    expect(await listOf(stranger)).toEqual([]);
  });

  describe('of members of groups', () => {
    const known = async ({ uuid }: Person) => {
      const command = new GetCommand({ TableName: dynamo.table.name, Key: namesKey(uuid), ConsistentRead: true });
      return (await dynamo.documents.send(command)).Item;
    };
    const aGroup = (creator: Person, others: Person[]) =>
      messages.starts.start({ creator, handles: others.map(({ handle }) => handle), history: 'joined' });

    it('is kept beside them from before they are members, and no older one takes its place', async () => {
      const [andrew, bayko, londo, vir] = [aPerson(), aPerson(), aPerson(), aPerson()];
      await names.update([renamed(vir, 'Nobody asks yet', 3)]);
      expect(await known(vir)).toBeUndefined();
      const { uuid } = await aGroup(andrew, [bayko, londo]);
      await messages.memberships.add(uuid, { caller: bayko, handle: vir.handle });
      for (const each of [andrew, bayko, londo, vir]) {
        expect(await known(each)).toMatchObject({ handle: each.handle, display_name: each.displayName });
      }
      await names.update([renamed(bayko, 'Bay', 3)]);
      await names.update([renamed(bayko, 'Older', 2)]);
      await aGroup(andrew, [bayko, vir]);
      expect(await known(bayko)).toMatchObject({ display_name: 'Bay', version: 3 });
      expect(await listOf(andrew)).toEqual([]);
    });
  });

  describe('told by an event', () => {
    let kafka: TestKafka;
    let app: NestFastifyApplication;

    beforeAll(async () => {
      kafka = await TestKafka.connect();
      await kafka.createTopic(deadLetterTopic(TOPICS.users, CONSUMERS.messages));
      const config = loadConfig(messagesVariables, {
        LOG_LEVEL: 'silent',
        TABLE_NAME: dynamo.table.name,
        DYNAMODB_ENDPOINT: services().DYNAMODB_ENDPOINT,
        KAFKA_BROKERS: services().KAFKA_BROKERS,
        KAFKA_TOPIC_PREFIX: kafka.prefix,
      });
      const module = await Test.createTestingModule({ imports: [MessagesModule.register(config)] }).compile();
      app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
      connectBatchConsumer(app, app.get(BatchConsumerStrategy));
      await app.startAllMicroservices();
      await app.init();
    });
    afterAll(async () => {
      await app.close();
      await kafka.close();
    });

    const readiness = async () => {
      const { statusCode, body } = await app.inject('/health/ready');
      return { statusCode, checks: (JSON.parse(body) as { checks: Record<string, string> }).checks };
    };

    const tell = (type: UserEventType, person: Person, version: number) =>
      kafka.send(
        TOPICS.users,
        encodeCloudEvent({
          ...renamed(person, person.displayName, version),
          type,
          ...(type === USER_DELETED && { data: { uuid: person.uuid, version } }),
        }),
      );

    it('is waited for without keeping requests away', async () => {
      await eventually(async () => {
        const { statusCode, checks } = await readiness();
        expect(statusCode).toBe(200);
        expect(checks).toMatchObject({ table: 'ok', names: expect.stringContaining('cannot read') as string });
      });
      await kafka.createTopic(TOPICS.users);
      await eventually(async () => expect((await readiness()).checks).toEqual({ table: 'ok', names: 'ok' }));
    });

    it('shows, and stays when its user is gone', async () => {
      const [andrew, bayko] = [aPerson(), aPerson()];
      await conversation(andrew, bayko);

      await tell(USER_REGISTERED, andrew, 1);
      await tell(USER_UPDATED, { ...andrew, displayName: 'Drew' }, 2);
      await tell(USER_DELETED, andrew, 3);
      await tell(USER_UPDATED, { ...bayko, displayName: 'Bay' }, 2);

      await eventually(async () => expect(await listOf(andrew)).toEqual(['Bay']));
      expect(await listOf(bayko)).toEqual(['Drew']);
    });
  });
});
