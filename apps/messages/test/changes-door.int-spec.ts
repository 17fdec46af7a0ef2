import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { ENTITY_REVISION_HEADER, messagesPaths, type Person, presentedSentMessage } from '@app/common/contracts';
import { followRequests, ServiceErrorFilter } from '@app/common/http';
import { eventually } from '../../../test/support/eventually';
import { ChangesController } from '../src/changes.controller';
import { ChangingService } from '../src/changing/changing.service';
import { ReadersView } from '../src/reading/readers-view';
import { MessagesOnDynamoDb } from './messages-on-dynamodb';

const LONGEST_EMOJI = '👩🏽‍❤️‍💋‍👨🏿';

describe('the door to changes', () => {
  let dynamo: MessagesOnDynamoDb;
  let app: NestFastifyApplication;
  let url: string;
  let andrew: Person;
  let bayko: Person;
  let groupUuid: string;
  /** What is done before each request to DynamoDB. */
  let meanwhile: (operation: string) => Promise<void>;
  /** Whether a caller has hung up. */
  let hasLeft = false;

  beforeAll(async () => {
    dynamo = await MessagesOnDynamoDb.create();
    const messages = await dynamo.process();
    andrew = dynamo.person('andrew');
    bayko = dynamo.person('bayko');
    ({ groupUuid } = await messages.writing.start({ sender: andrew, recipientHandle: 'bayko', text: 'one' }));
    for (const text of ['two', 'three']) await messages.writing.send(groupUuid, { sender: andrew, text });
    await messages.writing.send(groupUuid, { sender: andrew, text: 'four', replyTo: 2 });
    dynamo.dynamoDb.wrap((next) => async (operation, input, signal) => {
      await meanwhile(operation);
      return next(operation, input, signal);
    });
    const module = await Test.createTestingModule({
      controllers: [ChangesController],
      providers: [
        { provide: ChangingService, useValue: messages.changing },
        { provide: ReadersView, useValue: messages.view },
      ],
    }).compile();
    app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter({ forceCloseConnections: true }), {
      logger: false,
    });
    app.useGlobalFilters(new ServiceErrorFilter());
    const instance = app.getHttpAdapter().getInstance();
    followRequests(instance, { level: 'debug' });
    instance.addHook('onRequest', (_request, reply, done) => {
      reply.raw.once('close', () => (hasLeft ||= !reply.raw.writableFinished));
      done();
    });
    await app.listen(0, '127.0.0.1');
    url = await app.getUrl();
  });
  beforeEach(() => (meanwhile = () => Promise.resolve()));
  afterAll(async () => {
    await app.close();
    await dynamo.close();
  });

  const ask = (method: string, path: string, body: object, signal?: AbortSignal): Promise<Response> =>
    fetch(`${url}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      ...(signal && { signal }),
    });

  async function answered(response: Response) {
    expect(response.status).toBe(200);
    const message = presentedSentMessage.parse(await response.json());
    expect(response.headers.get(ENTITY_REVISION_HEADER)).toBe(String(message.revision));
    return message;
  }

  it('answers an edit and a deletion with the message in its public form, and its revision beside it', async () => {
    const path = messagesPaths.message(groupUuid, 1);
    const edited = await answered(
      await ask('PATCH', path, { userUuid: andrew.uuid, text: 'changed', ifRevision: [0] }),
    );
    expect(edited).toMatchObject({ message_group_uuid: groupUuid, number: 1, message: 'changed', revision: 1 });
    const refused = await ask('DELETE', path, { userUuid: andrew.uuid, ifRevision: [0] });
    expect([refused.status, await refused.json()]).toEqual([412, expect.anything()]);
    const deleted = await answered(await ask('DELETE', path, { userUuid: andrew.uuid, ifRevision: [1] }));
    expect(deleted).toMatchObject({ message: '', revision: 2, deleted_at: '2026-01-01T00:00:00.000Z' });
  });

  it('answers the change of an answer with what it answers', async () => {
    const path = messagesPaths.message(groupUuid, 4);
    const edited = await answered(await ask('PATCH', path, { userUuid: andrew.uuid, text: 'changed' }));
    expect(edited.reply_to).toMatchObject({ number: 2, message: 'two' });
  });

  it.each(['👍', '1️⃣', LONGEST_EMOJI])('takes the reaction %s, and takes it away', async (emoji) => {
    const path = messagesPaths.reaction(groupUuid, 2, emoji);
    const reacted = await answered(await ask('PUT', path, { userUuid: bayko.uuid }));
    expect(reacted.reactions).toEqual([{ emoji, count: 1, own: true }]);
    const others = await answered(await ask('PUT', path, { userUuid: andrew.uuid }));
    expect(others.reactions).toEqual([{ emoji, count: 2, own: true }]);
    const left = await answered(await ask('DELETE', path, { userUuid: andrew.uuid }));
    expect(left.reactions).toEqual([{ emoji, count: 1, own: false }]);
    expect((await answered(await ask('DELETE', path, { userUuid: bayko.uuid }))).reactions).toEqual([]);
  });

  it.each([
    ['PATCH', 1, { text: 'x' }],
    ['PATCH', 1, { userUuid: 'me', text: 'x' }],
    ['PATCH', 0, { userUuid: '00000000-0000-4000-8000-000000000000', text: 'x' }],
    ['DELETE', 1, { userUuid: '00000000-0000-4000-8000-000000000000', ifRevision: ['1'] }],
  ])('refuses what is no request: %s of %i with %j', async (method, number, body) => {
    expect((await ask(method, messagesPaths.message(groupUuid, number), body)).status).toBe(400);
  });

  it('leaves a reaction undone whose caller hung up before its turn, and does those that it was joined with', async () => {
    const leave = new AbortController();
    let left: Promise<Response> | undefined;
    let joined: Promise<Response> | undefined;
    const react = (emoji: string, signal?: AbortSignal) =>
      ask('PUT', messagesPaths.reaction(groupUuid, 3, emoji), { userUuid: bayko.uuid }, signal);
    meanwhile = async (operation) => {
      if (operation !== 'TransactWriteItems' || left) return;
      left = react('🎉', leave.signal);
      joined = react('🦊');
      // They have arrived when another has been answered that was sent later, and is refused before its turn.
      expect((await react('x')).status).toBe(422);
      leave.abort();
      await left.catch(() => eventually(() => expect(hasLeft).toBe(true)));
    };
    await answered(await react('👍'));
    await expect(left).rejects.toThrow('aborted');
    const { reactions } = await answered(await joined!);
    expect(reactions.map(({ emoji }) => emoji).sort()).toEqual(['👍', '🦊'].sort());
  });
});
