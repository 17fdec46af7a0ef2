import { eventually } from '../support/eventually';
import { RestClient } from '../support/rest-client';
import { startStack, type TestStack } from '../support/stack';

describe('unread messages, choices and receipts, by two people on two devices each', () => {
  let stack: TestStack;
  let andrew: RestClient;
  let andrewsPhone: RestClient;
  let bayko: RestClient;
  let baykosPhone: RestClient;
  let londo: RestClient;
  let groupUuid: string;

  beforeAll(async () => {
    stack = await startStack();
    const signedIn = async (handle: string) => new RestClient(stack.gatewayUrl, await stack.token(handle));
    [andrew, andrewsPhone] = [await signedIn('andrewbrown'), await signedIn('andrewbrown')];
    [bayko, baykosPhone] = [await signedIn('bayko'), await signedIn('bayko')];
    londo = await signedIn('londo');
  });
  beforeEach(async () => {
    groupUuid = (await andrew.start('bayko', 'the newest of the others')).body.message_group_uuid;
    await isProjected();
    const { last_number } = (await bayko.group(groupUuid)).body;
    await Promise.all([andrew, bayko].map((client) => client.markRead(groupUuid, last_number)));
  });
  afterAll(async () => {
    await Promise.all([andrew, andrewsPhone, bayko, baykosPhone, londo].map((client) => client.close()));
    await stack.stop();
  });

  /** Both rows show the newest message and the newest revision. */
  const isProjected = (): Promise<void> =>
    eventually(async () => {
      const newest = (await andrew.messages(groupUuid, '?limit=200')).body;
      const revision = Math.max(...newest.map((message) => message.revision));
      for (const client of [andrew, bayko]) {
        const { body: row } = await client.group(groupUuid);
        expect(row.last_number).toBe(newest.at(-1)!.number);
        expect(row.revision).toBeGreaterThanOrEqual(revision);
      }
    });

  const unreadOf = async (client: RestClient): Promise<number> => (await client.group(groupUuid)).body.unread_count;

  const say = async (client: RestClient, text: string): Promise<number> =>
    (await client.send(groupUuid, text)).body.number;

  it('counts messages of the other that are not deleted, in rows and in the total', async () => {
    const before = (await bayko.unread()).body;
    const numbers = [await say(andrew, 'one'), await say(andrew, 'two'), await say(andrew, 'three')];
    await isProjected();
    expect(await unreadOf(bayko)).toBe(3);
    await andrew.delete(groupUuid, numbers[1]!);
    await isProjected();
    expect([await unreadOf(bayko), await unreadOf(andrew)]).toEqual([2, 0]);
    const { body: total } = await baykosPhone.unread();
    expect([total.messages, total.conversations]).toEqual([before.messages + 2, before.conversations + 1]);
    await baykosPhone.markRead(groupUuid, numbers[2]!);
    expect((await bayko.unread()).body).toEqual(before);
  });

  it('marks unread on one device for all, and no late event of an own message moves the marker on', async () => {
    const first = await say(andrew, 'read me later');
    await say(bayko, 'an answer');
    const last = await say(andrew, 'and another');
    await isProjected();
    await bayko.markRead(groupUuid, last);
    expect(await unreadOf(baykosPhone)).toBe(0);
    const { body: forced } = await baykosPhone.markRead(groupUuid, first - 1, true);
    expect(forced).toEqual({ uuid: groupUuid, last_read_number: first - 1 });
    expect(await unreadOf(bayko)).toBe(2);
    await say(bayko, 'read after all');
    await eventually(async () => expect(await unreadOf(bayko)).toBe(0));
  });

  it('tells muted conversations apart in the total, and takes a muting back', async () => {
    await say(andrew, 'psst');
    await isProjected();
    const before = (await bayko.unread()).body;
    expect((await bayko.choose(groupUuid, 'mute')).body.muted_until).toBe('forever');
    const muted = (await baykosPhone.unread()).body;
    expect(muted.messages).toBe(before.messages - 1);
    expect(muted.muted).toMatchObject({ messages: before.muted.messages + 1 });
    const past = await bayko.choose(groupUuid, 'mute', { until: '2020-01-01T00:00:00.000Z' });
    expect([past.status, past.body]).toEqual([422, ['until_malformed']]);
    expect((await bayko.undo(groupUuid, 'mute')).body.muted_until).toBeNull();
    expect((await bayko.unread()).body).toEqual(before);
  });

  it('archives until a new message comes', async () => {
    const listed = async (query = '') => (await bayko.groups(query)).body.map(({ uuid }) => uuid);
    expect((await bayko.choose(groupUuid, 'archive')).body.archived).toBe(true);
    expect(await listed()).not.toContain(groupUuid);
    expect(await listed('?archived=true')).toContain(groupUuid);
    await say(andrew, 'are you there?');
    await isProjected();
    expect(await listed()).toContain(groupUuid);
    expect(await listed('?archived=true')).not.toContain(groupUuid);
  });

  it('pins without a change of the order', async () => {
    await londo.start('bayko', 'more recent');
    await eventually(async () => expect((await bayko.groups()).body[0]?.handle).toBe('londo'));
    const order = (await bayko.groups()).body.map(({ uuid }) => uuid);
    expect((await bayko.choose(groupUuid, 'pin')).body.pinned_at).not.toBeNull();
    expect((await baykosPhone.groups()).body.map(({ uuid }) => uuid)).toEqual(order);
    expect((await andrew.group(groupUuid)).body.pinned_at).toBeNull();
    expect((await bayko.undo(groupUuid, 'pin')).body.pinned_at).toBeNull();
  });

  it('shows how far the other has received and read, and never a marker that was moved back', async () => {
    const number = await say(andrew, 'seen?');
    await isProjected();
    const baykosReceipt = async () => (await andrew.receipts(groupUuid)).body[0];
    expect(await baykosReceipt()).toMatchObject({ last_read_number: number - 1, last_received_number: number - 1 });
    await baykosPhone.markReceived(groupUuid, number);
    expect(await baykosReceipt()).toMatchObject({ last_read_number: number - 1, last_received_number: number });
    await bayko.markRead(groupUuid, number);
    await bayko.markRead(groupUuid, 1, true);
    expect(await baykosReceipt()).toMatchObject({ last_read_number: number, last_received_number: number });
    expect((await londo.receipts(groupUuid)).status).toBe(404);
  });

  it('hides who has receipts off, and shows them no others', async () => {
    expect((await bayko.settings()).body).toMatchObject({ receipts: true });
    expect((await bayko.changeSettings({ receipts: false })).body).toMatchObject({ receipts: false });
    expect((await andrewsPhone.receipts(groupUuid)).body).toEqual([]);
    expect((await baykosPhone.receipts(groupUuid)).body).toEqual([]);
    await baykosPhone.changeSettings({ receipts: true });
    expect((await andrewsPhone.receipts(groupUuid)).body).toHaveLength(1);
  });
});
