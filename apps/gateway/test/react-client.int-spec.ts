import { presentMessage } from '@app/common/contracts';
import { startGateway, type TestGateway } from './support/gateway';

/**
 * What the React frontend relies on, call by call: what it sends, and the fields that it reads. Answers may get further
 * fields; these stay.
 */
describe('the React frontend', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.stop());

  const call = async (path: string, init: RequestInit = {}) => {
    const headers = { ...gateway.andrew, accept: 'application/json', 'content-type': 'application/json' };
    const answer = await fetch(`${gateway.url}${path}`, { ...init, headers });
    return { status: answer.status, body: await answer.json() };
  };
  const post = (path: string, body: object) => call(path, { method: 'POST', body: JSON.stringify(body) });

  it('shows the list of conversations', async () => {
    gateway.behind.groupPage = { groups: [gateway.behind.group(9, 7)] };
    const { status, body } = await call('/api/message_groups');
    expect([status, Array.isArray(body)]).toEqual([200, true]);
    expect(body).toMatchObject([
      {
        uuid: gateway.behind.groupUuid,
        display_name: 'Andrew Bayko',
        handle: 'bayko',
        message: 'the last message',
        created_at: '2026-11-24T10:00:00.000Z',
      },
    ]);
  });

  it('shows a group by its name, with no handle', async () => {
    gateway.behind.groupPage = { groups: [gateway.behind.station()] };
    const { status, body } = await call('/api/message_groups');
    expect(status).toBe(200);
    expect(body).toMatchObject([
      {
        uuid: gateway.behind.groupUuid,
        display_name: 'Station',
        handle: '',
        message: '',
        created_at: '2026-11-24T10:00:00.000Z',
      },
    ]);
  });

  it('shows a change of the membership of a group as an entry without a text', async () => {
    const { behind } = gateway;
    const membership = { users: [behind.bayko], name: 'Station', ownerUuid: behind.andrew.uuid };
    const added = { ...behind.message(2, ''), kind: 'added', revision: 1, membership };
    behind.messagePage = { messages: [presentMessage(added)] };
    const { status, body } = await call(`/api/messages/${behind.groupUuid}`);
    expect(status).toBe(200);
    expect(body).toMatchObject([
      { handle: 'andrewbrown', display_name: 'Andrew Brown', message: '', created_at: '2026-11-24T10:00:00.000Z' },
    ]);
  });

  it('shows a conversation: an array, and each entry has a text, though it is deleted', async () => {
    const { behind } = gateway;
    const deleted = { ...behind.message(2, ''), deletedAt: '2026-11-24T11:00:00.000Z', revision: 1 };
    behind.messagePage = { messages: [presentMessage(behind.message(1)), presentMessage(deleted)] };
    const { status, body } = await call(`/api/messages/${behind.groupUuid}`);
    expect([status, Array.isArray(body)]).toEqual([200, true]);
    const sender = { handle: 'andrewbrown', display_name: 'Andrew Brown', created_at: '2026-11-24T10:00:00.000Z' };
    expect(body).toMatchObject([
      { ...sender, uuid: expect.any(String) as string, message: 'message 1' },
      { ...sender, uuid: expect.any(String) as string, message: '' },
    ]);
  });

  it('sends into a conversation, and shows what it is answered', async () => {
    const { groupUuid } = gateway.behind;
    const { status, body } = await post('/api/messages', { message: 'hi', message_group_uuid: groupUuid });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      message_group_uuid: groupUuid,
      uuid: expect.any(String) as string,
      handle: 'andrewbrown',
      display_name: 'Andrew Brown',
      message: 'hi',
      created_at: '2026-11-24T10:00:00.000Z',
    });
  });

  it('starts a conversation, and opens the one that it is answered', async () => {
    const { status, body } = await post('/api/messages', { message: 'hi', handle: 'bayko' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ message_group_uuid: gateway.behind.groupUuid });
  });

  it('shows why a message is refused: an array of codes', async () => {
    expect(await post('/api/messages', { message: '', handle: 'bayko' })).toEqual({
      status: 422,
      body: ['message_blank'],
    });
    expect(await post('/api/messages', { message: 'a'.repeat(1_025), message_group_uuid: '' })).toEqual({
      status: 422,
      body: ['message_exceed_max_chars_1024', 'message_group_uuid_blank'],
    });
  });

  it('shows who a new conversation is with', async () => {
    const { bayko } = gateway.behind;
    const { status, body } = await call('/api/users/@bayko/short');
    expect(status).toBe(200);
    expect(body).toMatchObject({ uuid: bayko.uuid, handle: 'bayko', display_name: 'Andrew Bayko' });
  });

  it("shows and changes the caller's profile", async () => {
    const shown = { uuid: gateway.behind.andrew.uuid, handle: 'andrewbrown', display_name: 'Andrew Brown', bio: null };
    const { status, body } = await call('/api/profile');
    expect(status).toBe(200);
    expect(body).toMatchObject(shown);
    const changed = await post('/api/profile/update', { display_name: 'Andrew', bio: 'Cloud' });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({ ...shown, display_name: 'Andrew', bio: 'Cloud' });
  });

  it('is sent to sign in by an empty object', async () => {
    const answer = await fetch(`${gateway.url}/api/message_groups`, { headers: { authorization: 'Bearer null' } });
    expect([answer.status, await answer.json()]).toEqual([401, {}]);
  });
});
