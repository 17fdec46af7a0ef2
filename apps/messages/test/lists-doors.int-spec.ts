import { randomUUID } from 'node:crypto';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import {
  messagesPaths,
  pagesBeside,
  type Person,
  presentedMessageGroup,
  presentedReceipt,
  presentedSettings,
  presentedUnread,
  readMarker,
  receivedMarker,
} from '@app/common/contracts';
import { ServiceErrorFilter } from '@app/common/http';
import { ChoicesController } from '../src/choices.controller';
import { ListsController } from '../src/lists.controller';
import { ChoicesService } from '../src/lists/choices/choices.service';
import { ListsService } from '../src/lists/rows/lists.service';
import { MarkersService } from '../src/lists/markers/markers.service';
import { ReceiptsService } from '../src/lists/markers/receipts.service';
import { SettingsService } from '../src/lists/choices/settings.service';
import { MarkersController } from '../src/markers.controller';
import { MessagesOnDynamoDb } from './messages-on-dynamodb';

describe('the doors of lists', () => {
  let dynamo: MessagesOnDynamoDb;
  let app: NestFastifyApplication;
  let bayko: Person;
  let groupUuid: string;

  beforeAll(async () => {
    dynamo = await MessagesOnDynamoDb.create();
    const messages = await dynamo.process();
    bayko = dynamo.person('bayko');
    for (const handle of ['londo', 'andrew']) {
      const request = { sender: dynamo.person(handle), recipientHandle: 'bayko', text: 'm1' };
      ({ groupUuid } = await messages.writing.start(request));
    }
    const module = await Test.createTestingModule({
      controllers: [ListsController, MarkersController, ChoicesController],
      providers: [
        { provide: ListsService, useValue: messages.lists },
        { provide: MarkersService, useValue: messages.markers },
        { provide: ReceiptsService, useValue: messages.receipts },
        { provide: ChoicesService, useValue: messages.choices },
        { provide: SettingsService, useValue: messages.settings },
      ],
    }).compile();
    app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
    app.useGlobalFilters(new ServiceErrorFilter());
    await app.init();
  });
  afterAll(async () => {
    await app.close();
    await dynamo.close();
  });

  const call = async (method: 'GET' | 'PUT' | 'DELETE', url: string, payload?: object) => {
    const answer = await app.inject({ method, url, ...(payload && { payload }) });
    return { status: answer.statusCode, body: answer.json<unknown>(), beside: pagesBeside(answer.headers) };
  };
  const unread = async () => presentedUnread.parse((await call('GET', messagesPaths.unread(bayko.uuid))).body);
  const listed = async (query = '') => {
    const { body } = await call('GET', `${messagesPaths.publicGroups(bayko.uuid)}?${query}`);
    return presentedMessageGroup.array().parse(body);
  };

  it('tell what is unread, and show one row', async () => {
    expect(await unread()).toMatchObject({ messages: 2, conversations: 2 });
    const { status, body } = await call('GET', messagesPaths.group(bayko.uuid, groupUuid));
    expect([status, presentedMessageGroup.parse(body)]).toMatchObject([200, { uuid: groupUuid, unread_count: 1 }]);
  });

  it('move markers, and back where that is forced', async () => {
    const read = async (number: number, force?: boolean) => {
      const marked = { readerUuid: bayko.uuid, number, force };
      return readMarker.parse((await call('PUT', messagesPaths.read(groupUuid), marked)).body).lastReadNumber;
    };
    expect([await read(1), await read(0), await read(0, true)]).toEqual([1, 1, 0]);
    const received = await call('PUT', messagesPaths.received(groupUuid), { readerUuid: bayko.uuid, number: 1 });
    expect(receivedMarker.parse(received.body)).toEqual({ lastReceivedNumber: 1 });
  });

  it('show receipts, and change settings', async () => {
    const url = `${messagesPaths.receipts(groupUuid)}?readerUuid=${bayko.uuid}`;
    expect(presentedReceipt.array().parse((await call('GET', url)).body)).toHaveLength(1);
    const settings = messagesPaths.settings(bayko.uuid);
    expect(presentedSettings.parse((await call('PUT', settings, { receipts: false })).body)).toEqual({
      receipts: false,
      accepts: 'everybody',
    });
    expect((await call('GET', url)).body).toEqual([]);
    expect((await call('PUT', settings, { receipts: true })).body).toEqual({ receipts: true, accepts: 'everybody' });
    expect((await call('GET', settings)).body).toEqual({ receipts: true, accepts: 'everybody' });
  });

  it.each([
    ['mute', { until: '2030-01-01T00:00:00Z' }, { muted_until: '2030-01-01T00:00:00.000Z' }, { muted_until: null }],
    ['mute', {}, { muted_until: 'forever' }, { muted_until: null }],
    ['archive', { number: 1 }, { archived: true }, { archived: false }],
    ['archive', {}, { archived: true }, { archived: false }],
    ['pin', {}, { pinned_at: '2026-01-01T00:00:00.000Z' }, { pinned_at: null }],
  ] as const)('%s with %j, and take it back', async (choice, body, chosen, undone) => {
    const url = messagesPaths.groupChoice(bayko.uuid, groupUuid, choice);
    const put = await call('PUT', url, body);
    expect(presentedMessageGroup.parse(put.body)).toMatchObject(chosen);
    const taken = await call('DELETE', url);
    expect(presentedMessageGroup.parse(taken.body)).toMatchObject(undone);
  });

  it('list what is archived apart', async () => {
    const url = messagesPaths.groupChoice(bayko.uuid, groupUuid, 'archive');
    await call('PUT', url, {});
    const [others, archived] = [await listed(), await listed('archived=true')];
    expect(archived.map(({ uuid }) => uuid)).toEqual([groupUuid]);
    expect(others).toEqual(await listed('archived=false'));
    expect(others).toHaveLength(1);
    await call('DELETE', url);
  });

  it('refuse a muting until a time that has passed', async () => {
    const until = '2025-12-31T23:59:59Z';
    const { status, body } = await call('PUT', messagesPaths.groupChoice(bayko.uuid, groupUuid, 'mute'), { until });
    expect([status, body]).toMatchObject([422, { codes: ['until_malformed'] }]);
  });

  it('are closed to strangers, as if there were nothing', async () => {
    const stranger = randomUUID();
    const paths = (group: string) =>
      [
        ['GET', messagesPaths.group(stranger, group)],
        ['GET', `${messagesPaths.receipts(group)}?readerUuid=${stranger}`],
        ['PUT', messagesPaths.read(group), { readerUuid: stranger, number: 1 }],
        ['PUT', messagesPaths.read(group), { readerUuid: stranger, number: 1, force: true }],
        ['PUT', messagesPaths.received(group), { readerUuid: stranger, number: 1 }],
        ['PUT', messagesPaths.groupChoice(stranger, group, 'mute'), {}],
        ['DELETE', messagesPaths.groupChoice(stranger, group, 'pin')],
      ] as const;
    for (const group of [groupUuid, randomUUID()]) {
      for (const [method, url, body] of paths(group)) {
        expect(await call(method, url, body)).toMatchObject({
          status: 404,
          body: { codes: ['message_group_not_found'] },
        });
      }
    }
  });
});
