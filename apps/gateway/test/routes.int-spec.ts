import { presentedSentMessage, presentMessage } from '@app/common/contracts';
import { textHashOf } from '../src/messages/text-hash';
import { startGateway, type TestGateway } from './support/gateway';

describe('the REST contract', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startGateway();
  });

  beforeEach(() => {
    gateway.behind.received.length = 0;
  });

  afterAll(() => gateway.stop());

  const get = (url: string) => gateway.app.inject({ method: 'GET', url, headers: gateway.andrew });
  const post = (payload: object, headers: Record<string, string> = {}) =>
    gateway.app.inject({ method: 'POST', url: '/api/messages', headers: { ...gateway.andrew, ...headers }, payload });
  const markRead = (groupUuid: string, payload: object) =>
    gateway.app.inject({
      method: 'PUT',
      url: `/api/message_groups/${groupUuid}/read`,
      headers: gateway.andrew,
      payload,
    });

  describe('GET /api/message_groups', () => {
    it("answers the caller's conversations as a plain array, with what is unread", async () => {
      gateway.behind.groupPage = { groups: [gateway.behind.group(9, 7)] };
      const answer = await get('/api/message_groups');
      expect(answer.statusCode).toBe(200);
      expect(answer.json()).toEqual([
        {
          uuid: gateway.behind.groupUuid,
          display_name: 'Andrew Bayko',
          handle: 'bayko',
          message: 'the last message',
          created_at: '2026-11-24T10:00:00.000Z',
          last_number: 9,
          last_read_number: 7,
          last_received_number: 7,
          unread_count: 2,
          revision: 0,
          kind: 'pair',
          name: null,
          last_kind: 'message',
          member_count: 2,
          left: false,
          members: [{ uuid: gateway.behind.bayko.uuid, handle: 'bayko', display_name: 'Andrew Bayko' }],
          muted_until: null,
          archived: false,
          pinned_at: null,
        },
      ]);
      expect(answer.headers.link).toBeUndefined();
      expect(gateway.behind.sentTo('/users/')).toContainEqual(
        expect.objectContaining({ url: `/users/${gateway.behind.andrew.uuid}/public-message-groups?limit=50` }),
      );
    });

    it('links to the pages beside, and passes on where a link leads', async () => {
      gateway.behind.groupPage = { groups: [gateway.behind.group(9, 7)], older: 'n+/', newer: 'p' };
      const answer = await get('/api/message_groups?limit=1&cursor=c');
      expect(answer.headers.link).toBe(
        '</api/message_groups?cursor=n%2B%2F&limit=1>; rel="next", </api/message_groups?cursor=p&limit=1>; rel="prev"',
      );
      await get('/api/message_groups?cursor=n%2B%2F&limit=1');
      expect(gateway.behind.received.at(-1)?.url).toMatch(/message-groups\?limit=1&cursor=n%2B%2F$/);
    });

    it('is of those that are archived where that is asked for, and leads on among them', async () => {
      gateway.behind.groupPage = { groups: [], older: 'n' };
      const answer = await get('/api/message_groups?archived=true&limit=1');
      expect(answer.headers.link).toBe('</api/message_groups?archived=true&cursor=n&limit=1>; rel="next"');
      expect(gateway.behind.received.at(-1)?.url).toMatch(/message-groups\?limit=1&archived=true$/);
      await get('/api/message_groups?archived=false');
      expect(gateway.behind.received.at(-1)?.url).toMatch(/message-groups\?limit=50&archived=false$/);
    });

    it('is an empty array for somebody without conversations', async () => {
      gateway.behind.groupPage = { groups: [] };
      expect((await get('/api/message_groups')).json()).toEqual([]);
    });
  });

  describe('GET /api/messages/:message_group_uuid', () => {
    it('answers the messages as a plain array, in the order of their numbers', async () => {
      const messages = [1, 2].map((number) => presentMessage(gateway.behind.message(number)));
      gateway.behind.messagePage = { messages };
      const answer = await get(`/api/messages/${gateway.behind.groupUuid}`);
      expect(answer.statusCode).toBe(200);
      expect(answer.json()).toEqual(messages);
      expect(answer.headers.link).toBeUndefined();
    });

    it('links to the pages beside', async () => {
      const { behind } = gateway;
      behind.messagePage = { messages: [], older: '5', newer: '6' };
      const path = `/api/messages/${behind.groupUuid}`;
      const answer = await get(`${path}?around=5&limit=2`);
      expect(answer.headers.link).toBe(`<${path}?after=6&limit=2>; rel="next", <${path}?before=5&limit=2>; rel="prev"`);
      expect(behind.received.at(-1)?.url).toContain(`readerUuid=${behind.andrew.uuid}`);
      expect(behind.received.at(-1)?.url).toContain('around=5&limit=2');
    });

    it('takes a uuid in upper case for the same conversation', async () => {
      expect((await get(`/api/messages/${gateway.behind.groupUuid.toUpperCase()}`)).statusCode).toBe(200);
    });

    it('is not found where there is none, or none of the caller', async () => {
      const answer = await get('/api/messages/5ae290ed-55d1-47a0-bc6d-fe2bc2700399');
      expect([answer.statusCode, answer.json()]).toEqual([404, ['message_group_not_found']]);
    });
  });

  describe('POST /api/messages', () => {
    it.each([
      ['into a conversation', 7, undefined, {}],
      ['to a handle', 1, 'bayko', { recipientHandle: 'bayko' }],
    ])('answers a message %s with the message and its conversation', async (_where, number, handle, passedOn) => {
      const { groupUuid } = gateway.behind;
      const answer = await post({ message: ' hi ', ...(handle ? { handle } : { message_group_uuid: groupUuid }) });
      expect(answer.statusCode).toBe(200);
      expect(answer.json()).toEqual({
        message_group_uuid: groupUuid,
        uuid: expect.any(String) as string,
        number,
        kind: 'message',
        user_uuid: gateway.behind.andrew.uuid,
        display_name: 'Andrew Brown',
        handle: 'andrewbrown',
        message: 'hi',
        created_at: '2026-11-24T10:00:00.000Z',
        revision: 0,
        edited_at: null,
        deleted_at: null,
        reactions: [],
        reply_to: null,
        membership: null,
      });
      expect(gateway.behind.received.at(-1)?.body).toEqual({ sender: gateway.behind.andrew, text: 'hi', ...passedOn });
    });

    it('passes on the idempotency key and the hash of the text, to each address', async () => {
      for (const address of [{ handle: 'bayko' }, { message_group_uuid: gateway.behind.groupUuid }]) {
        await post({ message: 'hi', ...address }, { 'idempotency-key': 'key-1' });
        expect(gateway.behind.received.at(-1)?.body).toMatchObject({ sendKey: 'key-1', textHash: textHashOf('hi') });
      }
    });

    it.each([
      ['into a conversation', (groupUuid: string) => ({ message_group_uuid: groupUuid })],
      ['to a handle', () => ({ handle: 'bayko' })],
    ])('answers a message %s with what that answers', async (_where, address) => {
      const { groupUuid } = gateway.behind;
      const payload = { message: 'hi', reply_to: 4, ...address(groupUuid) };
      const answer = await post(payload, { 'idempotency-key': 'key-1' });
      expect([answer.statusCode, answer.json()]).toEqual([
        200,
        expect.objectContaining({ message: 'hi', reply_to: expect.objectContaining({ number: 4 }) as unknown }),
      ]);
      expect(presentedSentMessage.parse(answer.json())).toEqual(answer.json());
      expect(gateway.behind.received.at(-1)?.body).toMatchObject({ replyTo: 4, textHash: textHashOf('hi', 4) });
    });

    it('refuses two addresses', async () => {
      const answer = await post({ message: 'hi', message_group_uuid: gateway.behind.groupUuid, handle: 'bayko' });
      expect([answer.statusCode, answer.json()]).toEqual([422, ['message_address_ambiguous']]);
    });

    it('names an unknown conversation as a wrong field', async () => {
      const answer = await post({ message: 'hi', message_group_uuid: '5ae290ed-55d1-47a0-bc6d-fe2bc2700399' });
      expect([answer.statusCode, answer.json()]).toEqual([422, ['message_group_uuid_unknown']]);
    });

    it('names an unknown handle as a wrong field', async () => {
      const answer = await post({ message: 'hi', handle: 'nobody' });
      expect([answer.statusCode, answer.json()]).toEqual([422, ['user_reciever_handle_unknown']]);
    });
  });

  describe('PUT /api/message_groups/:message_group_uuid/read', () => {
    it("moves the caller's read marker", async () => {
      const answer = await markRead(gateway.behind.groupUuid.toUpperCase(), { number: 4 });
      expect([answer.statusCode, answer.json()]).toEqual([
        200,
        { uuid: gateway.behind.groupUuid, last_read_number: 4 },
      ]);
      expect(gateway.behind.received.at(-1)?.body).toEqual({ readerUuid: gateway.behind.andrew.uuid, number: 4 });
    });

    it('is not found where there is no such conversation', async () => {
      const answer = await markRead('5ae290ed-55d1-47a0-bc6d-fe2bc2700399', { number: 4 });
      expect([answer.statusCode, answer.json()]).toEqual([404, ['message_group_not_found']]);
    });
  });

  describe('GET /api/users/@:handle/short', () => {
    const short = (handle: string) => gateway.app.inject({ method: 'GET', url: `/api/users/@${handle}/short` });

    it('shows a user without a token', async () => {
      const { bayko } = gateway.behind;
      const answer = await short('bayko');
      expect([answer.statusCode, answer.json()]).toEqual([
        200,
        { uuid: bayko.uuid, handle: 'bayko', display_name: 'Andrew Bayko' },
      ]);
    });

    it.each(['@bayko', '%20bayko%20', '%20@bayko', '%E2%80%8Ebayko%E2%80%8F', '%EF%BB%BFbayko'])(
      'shows a user whose handle is typed as people do: %s',
      async (typed) => {
        expect((await short(typed)).json()).toMatchObject({ handle: 'bayko' });
      },
    );

    it.each([
      ['nobody'],
      ['%00'],
      ['..%2F..%2Fhealth'],
      ['%F0%9F%98%80'],
      ["'%20OR%201=1"],
      ['b'.repeat(129)],
      ['b'.repeat(8_000)],
    ])('is an empty object where nobody is called so: %.40s', async (handle) => {
      const answer = await short(handle);
      expect([answer.statusCode, answer.json()]).toEqual([200, {}]);
    });
  });

  it('answers the health check', async () => {
    const answer = await gateway.app.inject({ method: 'GET', url: '/api/health-check' });
    expect([answer.statusCode, answer.json()]).toEqual([200, { success: true, ver: 1 }]);
  });
});
