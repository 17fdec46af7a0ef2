import { randomUUID } from 'node:crypto';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import {
  ENTITY_REVISION_HEADER,
  messagesPaths,
  type PagesBeside,
  pagesBeside,
  type Person,
  presentedChanges,
  presentedMessage,
  presentedMessageGroup,
  presentedReactors,
  presentedSentMessage,
  presentedVersion,
} from '@app/common/contracts';
import { createLeanClient, meter } from '@app/common/dynamodb/lean';
import { ServiceErrorFilter } from '@app/common/http';
import { range } from '../../../test/support/range';
import { services } from '../../../test/support/services';
import { EntriesController } from '../src/entries.controller';
import { ListsController } from '../src/lists.controller';
import { ListsService } from '../src/lists/rows/lists.service';
import { PublicPagesController } from '../src/public-pages.controller';
import { MissedChangesService } from '../src/reading/missed-changes.service';
import { OneMessageService } from '../src/reading/one-message.service';
import { ReadersView } from '../src/reading/readers-view';
import { ReadingService } from '../src/reading/reading.service';
import { ChangedConversation } from './changed-conversation';
import { MessagesOnDynamoDb } from './messages-on-dynamodb';

describe('a page in its public form', () => {
  let dynamo: MessagesOnDynamoDb;
  let app: NestFastifyApplication;
  let andrew: Person;
  let groupUuid: string;
  const dynamoDb = createLeanClient({ AWS_REGION: 'us-east-1', ...services() });
  const requests = meter(dynamoDb);

  beforeAll(async () => {
    dynamo = await MessagesOnDynamoDb.create();
    const { reading, lists, writing, view, one, changes } = await dynamo.process(dynamoDb);
    andrew = dynamo.person('andrew');
    for (const handle of ['bayko', 'londo', 'delenn']) {
      dynamo.person(handle);
      ({ groupUuid } = await writing.start({ sender: andrew, recipientHandle: handle, text: 'm1' }));
    }
    for (const i of range(4)) await writing.send(groupUuid, { sender: andrew, text: `m${i + 2}` });
    const module = await Test.createTestingModule({
      controllers: [PublicPagesController, EntriesController, ListsController],
      providers: [
        { provide: ReadingService, useValue: reading },
        { provide: ReadersView, useValue: view },
        { provide: OneMessageService, useValue: one },
        { provide: MissedChangesService, useValue: changes },
        { provide: ListsService, useValue: lists },
      ],
    }).compile();
    app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
    app.useGlobalFilters(new ServiceErrorFilter());
    await app.init();
  });
  afterAll(async () => {
    await app.close();
    await dynamoDb.destroy();
    await dynamo.close();
  });

  const read = async (path: string): Promise<{ status: number; body: unknown; beside: PagesBeside }> => {
    const answer = await app.inject({ method: 'GET', url: path });
    return { status: answer.statusCode, body: answer.json(), beside: pagesBeside(answer.headers) };
  };
  const messages = (query: string, reader = andrew.uuid, group = groupUuid) =>
    read(`${messagesPaths.publicMessages(group)}?readerUuid=${reader}&${query}`);
  const groups = (query: string) => read(`${messagesPaths.publicGroups(andrew.uuid)}?${query}`);

  it('has messages as callers see them, and nothing beside', async () => {
    const { status, body } = await messages('limit=50');
    expect(status).toBe(200);
    expect(presentedMessage.array().parse(body)).toHaveLength(5);
  });

  it.each([
    ['nothing beyond all', 'limit=50', {}],
    ['what is older', 'limit=2', { older: '4' }],
    ['what is newer', 'before=3&limit=2', { newer: '2' }],
    ['both', 'after=1&limit=2', { older: '2', newer: '3' }],
    ['the first message from before it', 'before=1&limit=2', { newer: '0' }],
    ['the newest message from behind it', 'after=9999&limit=2', { older: '10000' }],
  ])('of messages leads to %s', async (_what, query, beside) => {
    expect((await messages(query)).beside).toEqual(beside);
  });

  it('has conversations as callers see them, and nothing beside', async () => {
    const { status, body } = await groups('limit=50');
    expect(status).toBe(200);
    expect(presentedMessageGroup.array().parse(body)).toHaveLength(3);
  });

  it('of conversations leads on in both directions', async () => {
    const first = await groups('limit=2');
    expect(first.beside).toEqual({ older: expect.any(String) as string });
    const second = await groups(`limit=2&cursor=${encodeURIComponent(first.beside.older!)}`);
    expect(second.body).toHaveLength(1);
    expect(second.beside).toEqual({ newer: expect.any(String) as string });
  });

  it('is refused to a stranger like any read', async () => {
    const { status, body } = await messages('limit=2', randomUUID());
    expect([status, body]).toMatchObject([404, { codes: ['message_group_not_found'] }]);
  });

  /** Messages of andrew and another, as many as asked for. */
  async function aConversation(length: number) {
    const group = randomUUID();
    const other = dynamo.person(`other-${group}`);
    const truth = new ChangedConversation({ groupUuid: group, members: [andrew, other] });
    await dynamo.write(...range(length).map((i) => truth.send(other, `m${i + 1}`)));
    const page = async (query: string) => {
      requests.length = 0;
      return presentedMessage.array().parse((await messages(query, andrew.uuid, group)).body);
    };
    return { group, other, truth, page };
  }
  const asked = () => requests.map(({ operation, units }) => [operation, units]);

  it.each(['limit=2', 'limit=2&before=5', 'limit=2&after=2', 'limit=2&around=4'])(
    'tells own reactions, and what is answered in it and outside: %s',
    async (query) => {
      const { truth, other, page } = await aConversation(2);
      await dynamo.write(truth.send(andrew, 'outside', 1), truth.send(andrew, 'inside', 3));
      await dynamo.write(truth.react(4, other, '👍'), truth.react(4, andrew, '🎉'), truth.react(3, other, '👍'));
      await dynamo.write(truth.react(1, andrew, '👍'), truth.edit(1, 'edited'));
      const [third, fourth] = await page(query);
      expect(third).toMatchObject({
        number: 3,
        reply_to: { number: 1, message: 'edited', deleted: false },
        reactions: [{ emoji: '👍', count: 1, own: false }],
      });
      expect(fourth).toMatchObject({
        number: 4,
        reply_to: { number: 3, message: 'outside' },
        reactions: [
          { emoji: '🎉', count: 1, own: true },
          { emoji: '👍', count: 1, own: false },
        ],
      });
      expect(asked().map(([operation]) => operation)).toEqual(['Query', 'BatchGetItem']);
    },
  );

  it('tells of what is answered that it is deleted, and nothing that it said', async () => {
    const { truth, page } = await aConversation(1);
    await dynamo.write(truth.send(andrew, 'reply', 1), truth.remove(1));
    for (const query of ['limit=2', 'limit=1']) {
      const reply = (await page(query)).at(-1);
      expect(reply?.reply_to).toMatchObject({ number: 1, message: '', deleted: true });
    }
  });

  it('costs one query without reactions and without answers, as ever, also where messages are changed', async () => {
    const { truth, page } = await aConversation(3);
    await dynamo.write(truth.edit(1, 'edited'), truth.remove(2), truth.react(3, andrew, '👍'));
    await dynamo.write(truth.react(3, andrew, '👍'));
    await page('limit=50');
    expect(asked()).toEqual([['Query', 1]]);
  });

  it('asks for one key where 50 messages answer one outside, and for none where that is in it', async () => {
    const { truth, page } = await aConversation(1);
    await dynamo.write(...range(50).map((i) => truth.send(andrew, `r${i}`, 1)));
    expect((await page('limit=50')).every(({ reply_to }) => reply_to?.message === 'm1')).toBe(true);
    expect(asked().slice(1)).toEqual([['BatchGetItem', 1]]);
    expect((await page('limit=51')).slice(1).every(({ reply_to }) => reply_to?.message === 'm1')).toBe(true);
    expect(asked().map(([operation]) => operation)).toEqual(['Query']);
  });

  it('of one message has its revision in a header', async () => {
    const { group, truth } = await aConversation(2);
    await dynamo.write(truth.edit(1, 'edited'));
    const url = (number: number) => `${messagesPaths.message(group, number)}?readerUuid=${andrew.uuid}`;
    for (const [number, revision] of [
      [1, '1'],
      [2, '0'],
    ] as const) {
      const answer = await app.inject({ method: 'GET', url: url(number) });
      expect(presentedSentMessage.parse(answer.json())).toMatchObject({ number, message_group_uuid: group });
      expect(answer.headers[ENTITY_REVISION_HEADER]).toBe(revision);
    }
    expect(await read(url(3))).toMatchObject({ status: 404, body: { codes: ['message_not_found'] } });
  });

  it('of history, reactors and changes is what their schemas say', async () => {
    const { group, truth } = await aConversation(2);
    await dynamo.write(truth.edit(1, 'edited'), truth.react(1, andrew, '👍'));
    const reader = `readerUuid=${andrew.uuid}`;
    const history = await read(`${messagesPaths.history(group, 1)}?${reader}`);
    expect(presentedVersion.array().parse(history.body)).toHaveLength(2);
    const reactors = await read(`${messagesPaths.reactors(group, 1)}?${reader}`);
    expect(presentedReactors.array().parse(reactors.body)).toEqual([
      { emoji: '👍', count: 1, user_uuids: [andrew.uuid] },
    ]);
    const changes = await read(`${messagesPaths.changes(group)}?${reader}&afterNumber=1&afterRevision=1&limit=9`);
    expect(presentedChanges.parse(changes.body)).toMatchObject({
      entries: [{ number: 2 }],
      revisions: [{ revision: 2, kind: 'reacted', number: 1, message: { message: 'edited', revision: 2 } }],
      has_more: false,
    });
  });
});
