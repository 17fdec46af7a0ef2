import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { messagesPaths, type Person, presentedMessageGroup } from '@app/common/contracts';
import { ServiceErrorFilter } from '@app/common/http';
import { GroupsController } from '../src/groups.controller';
import { GroupMembersService } from '../src/lists/known/group-members.service';
import { GroupStartService } from '../src/members/group-start.service';
import { MembershipService } from '../src/members/membership.service';
import { MessagesOnDynamoDb } from './messages-on-dynamodb';

describe('the door to groups', () => {
  let dynamo: MessagesOnDynamoDb;
  let app: NestFastifyApplication;
  let [creator, bayko] = [] as Person[] as [Person, Person];

  beforeAll(async () => {
    dynamo = await MessagesOnDynamoDb.create();
    const { starts, memberships, members } = await dynamo.process();
    [creator, bayko] = ['andrew', 'bayko', 'londo', 'vir'].map((handle) => dynamo.person(handle)) as [Person, Person];
    const module = await Test.createTestingModule({
      controllers: [GroupsController],
      providers: [
        { provide: GroupStartService, useValue: starts },
        { provide: MembershipService, useValue: memberships },
        { provide: GroupMembersService, useValue: members },
      ],
    }).compile();
    app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
    app.useGlobalFilters(new ServiceErrorFilter());
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  });
  afterAll(async () => {
    await app.close();
    await dynamo.close();
  });

  async function ask(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, payload: object) {
    const { statusCode, body } = await app.inject({ method, url, payload });
    return { statusCode, body: JSON.parse(body) as unknown };
  }

  it('answers with the group as the caller’s list shows it', async () => {
    const request = { creator, handles: ['bayko', 'londo'], name: 'Rangers', startKey: 'key' };
    const started = await ask('POST', messagesPaths.startGroup, request);
    expect(started.statusCode).toBe(200);
    const { uuid } = presentedMessageGroup.parse(started.body);
    const members = messagesPaths.groupMembers(uuid);
    const caller = creator;
    const steps = [
      [await ask('PUT', members, { caller: bayko, handle: 'vir' }), { member_count: 4 }],
      [await ask('DELETE', members, { caller, handle: 'londo' }), { member_count: 3 }],
      [await ask('PATCH', messagesPaths.groupItself(uuid), { caller: bayko, name: null }), { name: null }],
      [await ask('PUT', messagesPaths.groupOwner(uuid), { caller, handle: 'bayko' }), { last_kind: 'owner_changed' }],
      [await ask('DELETE', members, { caller, handle: 'andrew' }), { left: true }],
    ] as const;
    for (const [{ statusCode, body }, wanted] of steps) {
      expect(statusCode).toBe(200);
      expect(presentedMessageGroup.parse(body)).toMatchObject({ uuid, ...wanted });
    }
  });

  it('refuses what is no request, and tells the code of what the rules refuse', async () => {
    const malformed = { statusCode: 400, body: { codes: ['request_malformed'] } };
    expect(await ask('POST', messagesPaths.startGroup, { creator, handles: 'bayko' })).toMatchObject(malformed);
    expect(await ask('PUT', messagesPaths.groupMembers('g'), { handle: 'vir' })).toMatchObject(malformed);
    expect(await ask('PATCH', messagesPaths.groupItself('g'), { caller: creator, name: 7 })).toMatchObject(malformed);
    expect(await ask('POST', messagesPaths.startGroup, { creator, handles: ['bayko', 'nobody'] })).toMatchObject({
      ...{ statusCode: 422, body: { codes: ['handles_unknown'] } },
    });
    expect(await ask('PUT', messagesPaths.groupOwner('g'), { caller: creator, handle: 'vir' })).toMatchObject({
      ...{ statusCode: 404, body: { codes: ['message_group_not_found'] } },
    });
  });
});
