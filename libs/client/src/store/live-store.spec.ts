import { CruddurClient } from '../cruddur-client';
import type { EventGateway } from '../for-tests/event-gateway';
import { FollowedGateway } from '../for-tests/followed-gateway';
import { BAYKO, edited, group, ME, message, said } from '../for-tests/told';
import { until } from '../for-tests/until';
import { LiveStore } from './live-store';

const clientOf = (url: string) => new CruddurClient({ url, token: () => 'a-token' });

describe('what a page shows', () => {
  let followed: FollowedGateway;
  let gateway: EventGateway;
  let store: LiveStore;

  beforeEach(async () => {
    followed = await FollowedGateway.start(clientOf);
    ({ gateway, store } = followed);
  });
  afterEach(() => followed.stop());

  const row = (uuid: string) => store.list.find((each) => each.uuid === uuid);

  it('begins with the list, and follows from where the list has ended', () => {
    expect(store.list.map(({ uuid }) => uuid)).toEqual(['a', 'b']);
    expect(gateway.opened[0]!.searchParams.get('since')).toBe('list');
    expect(followed.texts()).toEqual(['text 1', 'text 2', 'text 3']);
    expect(store.settings).toEqual({ receipts: true, accepts: 'everybody' });
  });

  it('waits for a service that is not there at first', async () => {
    gateway.refusals['/api/message_groups'] = { status: 503, codes: ['messages_unavailable'] };
    const late = new LiveStore({ client: clientOf(gateway.url), ownUuid: ME });
    const before = followed.asked('/api/message_groups?');
    const leave = new AbortController();
    const quick = { signal: leave.signal, pauses: { firstMs: 1, longestMs: 2 } };
    const following = late.run(quick).catch((error: unknown) => error);
    await until(() => expect(followed.asked('/api/message_groups?')).toBeGreaterThan(before + 2));
    delete gateway.refusals['/api/message_groups'];
    await until(() => expect(late.list).toHaveLength(2));
    leave.abort(new Error('left'));
    expect(await following).toMatchObject({ message: 'left' });
  });

  it('has a new message in its conversation and at the top of the list, asking nobody', async () => {
    const before = gateway.asked.length;
    gateway.tell(said('b', message(3, { created_at: '2026-02-01T00:00:00.000Z' })), said('a', message(4)));
    await until(() => expect(followed.texts().at(-1)).toBe('text 4'));
    expect(store.list.map(({ uuid, last_number, unread_count }) => [uuid, last_number, unread_count])).toEqual([
      ['b', 3, 1],
      ['a', 4, 1],
    ]);
    expect(gateway.asked.length).toBe(before);
  });

  it('has what is told twice once, and what is one’s own read', async () => {
    const own = said('a', message(4, { user_uuid: ME }));
    if (own.event === 'message') store.sent(own.data);
    gateway.tell(own, own);
    gateway.tell(said('a', message(5)));
    await until(() => expect(followed.texts()).toEqual(['text 1', 'text 2', 'text 3', 'text 4', 'text 5']));
    expect(row('a')).toMatchObject({ last_number: 5, last_read_number: 4, unread_count: 1 });
  });

  it('shows an edit in the conversation and in the list', async () => {
    gateway.tell(edited('a', 1, message(3, { message: 'better' })));
    await until(() => expect(followed.texts()).toEqual(['text 1', 'text 2', 'better']));
    expect(row('a')).toMatchObject({ message: 'better', revision: 1 });
    expect(followed.asked('changes')).toBe(0);
  });

  it('reads a row until it shows what is known of it', async () => {
    followed.rows.push(group('c', 1));
    gateway.tell({
      id: '1',
      event: 'message_group',
      data: { uuid: 'c', last_number: 2, revision: 0, last_read_number: 0 },
    });
    await until(() => expect(row('c')?.last_number).toBe(1));
    followed.rows[2] = group('c', 2, { unread_count: 2 });
    await until(() => expect(row('c')).toMatchObject({ last_number: 2, unread_count: 2 }));
  });

  it('has a conversation whose row comes later than what is told of it', async () => {
    gateway.tell(said('c', message(1)));
    await until(() => expect(followed.asked('message_groups/c')).toBeGreaterThan(0));
    gateway.answers['/api/message_groups/c'] = () => ({ body: group('c', 1) });
    await until(() => expect(row('c')).toMatchObject({ last_number: 1 }));
  });

  it('leaves what events have told where a row shows less', async () => {
    gateway.tell(edited('a', 2, message(3, { message: 'better' })));
    await until(() => expect(row('a')).toMatchObject({ message: 'better', revision: 2 }));
    const at = { last_number: 3, revision: 0, last_read_number: 3 };
    gateway.tell({ id: '1', event: 'message_group', data: { uuid: 'a', ...at } });
    await until(() => expect(followed.asked('message_groups/a')).toBeGreaterThan(1));
    followed.rows[0] = group('a', 3, { message: 'better', revision: 2, pinned_at: 'now' });
    await until(() => expect(row('a')).toMatchObject({ message: 'better', pinned_at: 'now' }));
  });

  it('lists apart what is archived, on this device or while it was away', async () => {
    followed.rows[0] = group('a', 3, { archived: true });
    const at = { last_number: 3, revision: 0, last_read_number: 3 };
    gateway.tell({ id: '1', event: 'message_group', data: { uuid: 'a', ...at } });
    await until(() => expect(row('a')).toBeUndefined());
    followed.rows[1] = group('b', 2, { archived: true });
    gateway.tell({ id: '2', event: 'state', data: { read: 'list' } });
    await until(() => expect(store.list).toEqual([]));
    expect(store.archivedList).toEqual([followed.rows[0], followed.rows[1]]);
    expect(store.group('a')).toEqual(followed.rows[0]);
  });

  it('reads the row of what is in no list any more', async () => {
    gateway.answers['/api/message_groups'] = () => ({ body: [] });
    gateway.answers['/api/message_groups/b'] = () => ({ body: group('b', 2, { left: true }) });
    gateway.tell({ id: '2', event: 'state', data: { read: 'list' } });
    await until(() => expect(row('b')?.left).toBe(true));
  });

  it('ends what is unread where another device has read it', async () => {
    gateway.tell(said('a', message(4)));
    await until(() => expect(row('a')?.unread_count).toBe(1));
    const read = { uuid: ME, message_group_uuid: 'a', last_read_number: 4, last_received_number: 4 };
    gateway.tell({ id: '1', event: 'read', data: read }, { id: '2', event: 'read', data: { ...read, uuid: BAYKO } });
    await until(() => expect(store.receiptsIn('a')).toMatchObject([{ uuid: BAYKO, last_read_number: 4 }]));
    expect(row('a')).toMatchObject({ unread_count: 0, last_read_number: 4 });
  });

  it('has new names, and who is typing until they have written', async () => {
    gateway.tell({ id: '1', event: 'profile', data: { uuid: BAYKO, handle: 'bay', display_name: 'Bay' } });
    gateway.tell({ id: '2', event: 'typing', data: { uuid: BAYKO, message_group_uuid: 'a' } });
    await until(() => expect(store.typingIn('a')).toEqual([BAYKO]));
    expect(row('a')).toMatchObject({ display_name: 'Bay', handle: 'bay' });
    gateway.tell(said('a', message(4)));
    await until(() => expect(store.typingIn('a')).toEqual([]));
  });

  it('reads everything again where it is told so', async () => {
    followed.stored.push(message(4));
    followed.rows[0] = group('a', 4, { unread_count: 1 });
    gateway.tell({ id: '1', event: 'state', data: { read: 'all' } });
    await until(() => expect([followed.texts().at(-1), row('a')?.unread_count]).toEqual(['text 4', 1]));
  });

  it('shows one’s own messages that are not sent yet behind all others', () => {
    const unsent = (to: string) => ({
      key: to,
      position: 1,
      message: { message_group_uuid: to, message: `into ${to}` },
    });
    const toBayko = { key: 'h', position: 3, message: { handle: 'bayko', message: 'to Bayko' } };
    followed.pending.push(unsent('a'), unsent('b'), toBayko);
    expect(followed.texts()).toEqual(['text 1', 'text 2', 'text 3', 'into a', 'to Bayko']);
  });
});
