import { randomUUID } from 'node:crypto';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import {
  messagesPaths,
  type PagesBeside,
  pagesBeside,
  type Person,
  presentedMessage,
  presentedMessageGroup,
} from '@app/common/contracts';
import { ServiceErrorFilter } from '@app/common/errors';
import { range } from '../../../test/support/range';
import { PublicPagesController } from '../src/public-pages.controller';
import { ReadingService } from '../src/reading/reading.service';
import { MessagesOnDynamoDb } from './messages-on-dynamodb';

describe('a page in its public form', () => {
  let dynamo: MessagesOnDynamoDb;
  let app: NestFastifyApplication;
  let andrew: Person;
  let groupUuid: string;

  beforeAll(async () => {
    dynamo = await MessagesOnDynamoDb.create();
    const { reading, writing } = await dynamo.process();
    andrew = dynamo.person('andrew');
    for (const handle of ['bayko', 'londo', 'delenn']) {
      dynamo.person(handle);
      ({ groupUuid } = await writing.start({ sender: andrew, recipientHandle: handle, text: 'm1' }));
    }
    for (const i of range(4)) await writing.send(groupUuid, { sender: andrew, text: `m${i + 2}` });
    const module = await Test.createTestingModule({
      controllers: [PublicPagesController],
      providers: [{ provide: ReadingService, useValue: reading }],
    }).compile();
    app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
    app.useGlobalFilters(new ServiceErrorFilter());
    await app.init();
  });
  afterAll(async () => {
    await app.close();
    await dynamo.close();
  });

  const read = async (path: string): Promise<{ status: number; body: unknown; beside: PagesBeside }> => {
    const answer = await app.inject({ method: 'GET', url: path });
    return { status: answer.statusCode, body: answer.json(), beside: pagesBeside(answer.headers) };
  };
  const messages = (query: string, reader = andrew.uuid) =>
    read(`${messagesPaths.publicMessages(groupUuid)}?readerUuid=${reader}&${query}`);
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
});
