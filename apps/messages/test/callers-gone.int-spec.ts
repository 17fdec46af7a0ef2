import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { messagesPaths, type Person } from '@app/common/contracts';
import { followRequests, ServiceErrorFilter } from '@app/common/http';
import { groupsPartition } from '@app/common/table';
import { eventually } from '../../../test/support/eventually';
import { range } from '../../../test/support/range';
import { ConversationsController } from '../src/conversations.controller';
import { ListsController } from '../src/lists.controller';
import { ListsService } from '../src/lists/rows/lists.service';
import { MessagesService } from '../src/sending/messages.service';
import { ReadingService } from '../src/reading/reading.service';
import { MessagesOnDynamoDb, type Messages } from './messages-on-dynamodb';

/** A few of these are the most that one request reads. */
const LARGE = 'x'.repeat(300_000);
const ROWS = 24;

describe('a caller who hangs up', () => {
  let dynamo: MessagesOnDynamoDb;
  let messages: Messages;
  let app: NestFastifyApplication;
  let url: string;
  let andrew: Person;
  let groupUuid: string;
  /** What is done in the midst of each request to DynamoDB. */
  let meanwhile: (operation: string) => Promise<void>;
  let operations: string[];
  let closed: number;
  let ended: number;

  beforeAll(async () => {
    dynamo = await MessagesOnDynamoDb.create();
    messages = await dynamo.process();
    andrew = dynamo.person('andrew');
    dynamo.person('bayko');
    ({ groupUuid } = await messages.writing.start({ sender: andrew, recipientHandle: 'bayko', text: 'm1' }));
    for (const i of range(ROWS)) await putLargeRow(`row ${i}`);
    dynamo.dynamoDb.wrap((next) => async (operation, input, signal) => {
      operations.push(operation);
      await meanwhile(operation);
      return next(operation, input, signal);
    });
    const module = await Test.createTestingModule({
      controllers: [ConversationsController, ListsController],
      providers: [
        { provide: ReadingService, useValue: messages.reading },
        { provide: ListsService, useValue: messages.lists },
        { provide: MessagesService, useValue: messages.writing },
      ],
    }).compile();
    app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
    app.useGlobalFilters(new ServiceErrorFilter());
    const instance = app.getHttpAdapter().getInstance();
    followRequests(instance, { level: 'debug' });
    instance.addHook('onRequest', (_request, reply, done) => {
      reply.raw.once('close', () => (closed += 1));
      done();
    });
    instance.addHook('onSend', (_request, _reply, _payload, done) => {
      ended += 1;
      done();
    });
    await app.listen(0, '127.0.0.1');
    url = await app.getUrl();
  });
  beforeEach(() => {
    operations = [];
    meanwhile = () => Promise.resolve();
    closed = ended = 0;
  });
  afterAll(async () => {
    await app.close();
    await dynamo.close();
  });

  const putLargeRow = (sk: string) =>
    dynamo.documents.send(
      new PutCommand({ TableName: dynamo.table.name, Item: { pk: groupsPartition(andrew.uuid), sk, message: LARGE } }),
    );

  const send = (text: string, signal: AbortSignal): Promise<Response> =>
    fetch(`${url}${messagesPaths.messages(groupUuid)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ sender: andrew, text }),
      signal,
    });

  const texts = async (): Promise<string[]> =>
    (await messages.store.newest(groupUuid, 100)).messages.map(({ text }) => text);

  it('ends the reading of a list', async () => {
    const leave = new AbortController();
    meanwhile = async () => {
      if (operations.length !== 2) return;
      leave.abort();
      await eventually(() => expect(closed).toBe(1));
    };
    const list = fetch(`${url}${messagesPaths.groups(andrew.uuid)}`, { signal: leave.signal });
    await expect(list).rejects.toThrow('aborted');
    await eventually(() => expect(ended).toBe(1));
    expect(operations).toEqual(['Query', 'Query']);
  });

  it('while others wait for the list leaves theirs whole', async () => {
    await fetch(`${url}${messagesPaths.groups(andrew.uuid)}`);
    expect(operations.length).toBeGreaterThan(4);
  });

  it('does not cut a write that has begun', async () => {
    const leave = new AbortController();
    meanwhile = async (operation) => {
      if (operation !== 'PutItem') return;
      leave.abort();
      await eventually(() => expect(closed).toBe(1));
    };
    await expect(send('begun', leave.signal)).rejects.toThrow('aborted');
    await eventually(() => expect(ended).toBe(1));
    expect(await texts()).toContain('begun');
  });

  it('has nothing stored that was still waiting for its turn', async () => {
    const [stay, leave] = [new AbortController(), new AbortController()];
    let waiting: Promise<Response> | undefined;
    meanwhile = async (operation) => {
      if (operation !== 'PutItem' || waiting) return;
      waiting = send('waiting', leave.signal);
      // It has arrived when another that was sent later has.
      await fetch(`${url}${messagesPaths.groups(andrew.uuid)}`);
      leave.abort();
      await eventually(() => expect(closed).toBe(2));
    };
    expect((await send('first', stay.signal)).status).toBe(200);
    await expect(waiting).rejects.toThrow('aborted');
    await eventually(() => expect(ended).toBe(3));
    expect((await texts()).slice(-1)).toEqual(['first']);
  });
});
