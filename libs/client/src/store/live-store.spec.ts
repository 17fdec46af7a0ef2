import { CruddurClient } from '../cruddur-client';
import { EventGateway } from '../for-tests/event-gateway';
import { until } from '../for-tests/until';
import type { Message, MessageGroup } from '../generated/api';
import type { OutboxEntry } from '../outbox/outbox-store';
import type { LiveEvent } from '../live/live-event';
import { LiveStore } from './live-store';

const [ME, BAYKO] = ['me', 'bayko'];

const message = (number: number, more: Partial<Message> = {}): Message => ({
  ...{ uuid: `m${number}`, number, kind: 'message', user_uuid: BAYKO, display_name: 'Bayko', handle: 'bayko' },
  ...{ message: `text ${number}`, created_at: `2026-01-01T00:00:0${number}.000Z`, revision: 0 },
  ...{ edited_at: null, deleted_at: null, reactions: [], reply_to: null, membership: null },
  ...more,
});

const group = (uuid: string, last: number, more: Partial<MessageGroup> = {}): MessageGroup => ({
  ...{ uuid, display_name: 'Bayko', handle: 'bayko', message: `text ${last}`, created_at: message(last).created_at },
  ...{ last_number: last, last_read_number: last, last_received_number: last, unread_count: 0, revision: 0 },
  ...{ kind: 'pair', name: null, last_kind: 'message', member_count: 2, left: false, archived: false },
  ...{ members: [{ uuid: BAYKO, handle: 'bayko', display_name: 'Bayko' }], muted_until: null, pinned_at: null },
  ...more,
});

const said = (uuid: string, told: Message): LiveEvent => ({
  ...{ id: `${uuid}${told.number}`, event: 'message' },
  data: { ...told, message_group_uuid: uuid },
});

const edited = (uuid: string, revision: number, told: Message): LiveEvent => ({
  ...{ id: `${uuid}r${revision}`, event: told.deleted_at === null ? 'message_edited' : 'message_deleted' },
  data: {
    ...{ revision, kind: 'edited', number: told.number, user_uuid: told.user_uuid, created_at: told.created_at },
    ...{ message: { ...told, revision }, message_group_uuid: uuid },
  },
});

describe('what a page shows', () => {
  let gateway: EventGateway;
  let store: LiveStore;
  let pending: OutboxEntry[];
  let rows: MessageGroup[];
  let stored: Message[];
  let leave: AbortController;
  let running: Promise<unknown>;

  beforeEach(async () => {
    leave = new AbortController();
    pending = [];
    rows = [group('a', 3), group('b', 2)];
    stored = [1, 2, 3].map((number) => message(number));
    gateway = await EventGateway.start();
    const row = (uuid: string) => () => ({ body: rows.find((each) => each.uuid === uuid) });
    const receipts = [{ uuid: BAYKO, last_read_number: 2, last_received_number: 3 }];
    Object.assign(gateway.answers, {
      '/api/message_groups': ({ searchParams }: URL) => ({
        body: rows.filter(({ archived }) => archived === (searchParams.get('archived') === 'true')),
        headers: { 'event-cursor': 'list' },
      }),
      '/api/settings': () => ({ body: { receipts: true, accepts: 'everybody' } }),
      '/api/message_groups/a': row('a'),
      '/api/message_groups/c': row('c'),
      '/api/message_groups/a/receipts': () => ({ body: receipts }),
      '/api/messages/a': ({ searchParams }: URL) => {
        const before = Number(searchParams.get('before') ?? Infinity);
        return { body: stored.filter(({ number }) => number < before).slice(-Number(searchParams.get('limit'))) };
      },
      '/api/messages/a/changes': ({ searchParams }: URL) => ({
        body: {
          entries: stored.filter(({ number }) => number > Number(searchParams.get('after_number'))),
          revisions: [],
          has_more: false,
        },
      }),
    });
    const client = new CruddurClient({ url: gateway.url, token: () => 'a-token' });
    store = new LiveStore({ client, ownUuid: ME, pending: () => pending });
    running = store.run({ signal: leave.signal }).catch((error: unknown) => error);
    await until(() => expect(gateway.open).toBe(1));
    await store.open('a');
    await until(() => expect(store.receiptsIn('a')).toMatchObject([{ uuid: BAYKO, last_read_number: 2 }]));
  });
  afterEach(async () => {
    leave.abort(new Error('left'));
    expect(await running).toMatchObject({ message: 'left' });
    await gateway.stop();
  });

  const texts = () =>
    store.shownIn('a').map((each) => ('message' in each ? each.message.message : each.unsent.message.message));
  const row = (uuid: string) => store.list.find((each) => each.uuid === uuid);
  const asked = (what: string) => gateway.asked.filter((each) => each.includes(what)).length;

  it('begins with the list, and follows from where the list has ended', () => {
    expect(store.list.map(({ uuid }) => uuid)).toEqual(['a', 'b']);
    expect(gateway.opened[0]!.searchParams.get('since')).toBe('list');
    expect(texts()).toEqual(['text 1', 'text 2', 'text 3']);
    expect(store.settings).toEqual({ receipts: true, accepts: 'everybody' });
  });

  it('waits for a service that is not there at first', async () => {
    gateway.refusals['/api/message_groups'] = { status: 503, codes: ['messages_unavailable'] };
    const client = new CruddurClient({ url: gateway.url, token: () => 'a-token' });
    const late = new LiveStore({ client, ownUuid: ME });
    const before = asked('/api/message_groups?');
    const quick = { signal: leave.signal, pauses: { firstMs: 1, longestMs: 2 } };
    const following = late.run(quick).catch((error: unknown) => error);
    await until(() => expect(asked('/api/message_groups?')).toBeGreaterThan(before + 2));
    delete gateway.refusals['/api/message_groups'];
    await until(() => expect(late.list).toHaveLength(2));
    leave.abort(new Error('left'));
    expect(await following).toMatchObject({ message: 'left' });
  });

  it('has a new message in its conversation and at the top of the list, asking nobody', async () => {
    const before = gateway.asked.length;
    gateway.tell(said('b', message(3, { created_at: '2026-02-01T00:00:00.000Z' })), said('a', message(4)));
    await until(() => expect(texts().at(-1)).toBe('text 4'));
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
    await until(() => expect(texts()).toEqual(['text 1', 'text 2', 'text 3', 'text 4', 'text 5']));
    expect(row('a')).toMatchObject({ last_number: 5, last_read_number: 4, unread_count: 1 });
  });

  it('reads what is missing where there is a gap', async () => {
    stored.push(message(4), message(5), message(6));
    gateway.tell(said('a', message(6)));
    await until(() => expect(texts().slice(3)).toEqual(['text 4', 'text 5', 'text 6']));
    expect(gateway.asked.filter((each) => each.includes('changes'))).toEqual([
      'GET /api/messages/a/changes?after_number=3&after_revision=0&limit=200',
    ]);
    gateway.tell(said('a', message(7)));
    await until(() => expect(texts().at(-1)).toBe('text 7'));
    expect(asked('changes')).toBe(1);
  });

  it('shows an edit in the conversation and in the list', async () => {
    gateway.tell(edited('a', 1, message(3, { message: 'better' })));
    await until(() => expect(texts()).toEqual(['text 1', 'text 2', 'better']));
    expect(row('a')).toMatchObject({ message: 'better', revision: 1 });
    expect(asked('changes')).toBe(0);
  });

  it('reads a row until it shows what is known of it', async () => {
    rows.push(group('c', 1));
    gateway.tell({
      id: '1',
      event: 'message_group',
      data: { uuid: 'c', last_number: 2, revision: 0, last_read_number: 0 },
    });
    await until(() => expect(row('c')?.last_number).toBe(1));
    rows[2] = group('c', 2, { unread_count: 2 });
    await until(() => expect(row('c')).toMatchObject({ last_number: 2, unread_count: 2 }));
  });

  it('has a conversation whose row comes later than what is told of it', async () => {
    gateway.tell(said('c', message(1)));
    await until(() => expect(asked('message_groups/c')).toBeGreaterThan(0));
    gateway.answers['/api/message_groups/c'] = () => ({ body: group('c', 1) });
    await until(() => expect(row('c')).toMatchObject({ last_number: 1 }));
  });

  it('leaves what events have told where a row shows less', async () => {
    gateway.tell(edited('a', 2, message(3, { message: 'better' })));
    await until(() => expect(row('a')).toMatchObject({ message: 'better', revision: 2 }));
    const at = { last_number: 3, revision: 0, last_read_number: 3 };
    gateway.tell({ id: '1', event: 'message_group', data: { uuid: 'a', ...at } });
    await until(() => expect(asked('message_groups/a')).toBeGreaterThan(1));
    rows[0] = group('a', 3, { message: 'better', revision: 2, pinned_at: 'now' });
    await until(() => expect(row('a')).toMatchObject({ message: 'better', pinned_at: 'now' }));
  });

  it('lists apart what is archived, on this device or while it was away', async () => {
    rows[0] = group('a', 3, { archived: true });
    const at = { last_number: 3, revision: 0, last_read_number: 3 };
    gateway.tell({ id: '1', event: 'message_group', data: { uuid: 'a', ...at } });
    await until(() => expect(row('a')).toBeUndefined());
    rows[1] = group('b', 2, { archived: true });
    gateway.tell({ id: '2', event: 'state', data: { read: 'list' } });
    await until(() => expect(store.list).toEqual([]));
    expect(store.archivedList).toEqual([rows[0], rows[1]]);
    expect(store.group('a')).toEqual(rows[0]);
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
    stored.push(message(4));
    rows[0] = group('a', 4, { unread_count: 1 });
    gateway.tell({ id: '1', event: 'state', data: { read: 'all' } });
    await until(() => expect([texts().at(-1), row('a')?.unread_count]).toEqual(['text 4', 1]));
  });

  it('shows one’s own messages that are not sent yet behind all others', () => {
    const unsent = (to: string) => ({
      key: to,
      position: 1,
      message: { message_group_uuid: to, message: `into ${to}` },
    });
    const toBayko = { key: 'h', position: 3, message: { handle: 'bayko', message: 'to Bayko' } };
    pending.push(unsent('a'), unsent('b'), toBayko);
    expect(texts()).toEqual(['text 1', 'text 2', 'text 3', 'into a', 'to Bayko']);
  });

  it('misses nothing that is told of a conversation while it is opened', async () => {
    stored.push(message(4));
    gateway.answers['/api/messages/a'] = () => {
      store.take(said('a', message(4)));
      return { body: stored.slice(0, 3) };
    };
    store.close('a');
    await store.open('a');
    await until(() => expect(texts().at(-1)).toBe('text 4'));
  });

  it('opens with all that is unread, and goes further back as it is asked to', async () => {
    stored = Array.from({ length: 700 }, (_each, place) => message(place + 1));
    rows[0] = group('a', 700, { last_read_number: 400, unread_count: 100 });
    expect(await store.open('a')).toEqual(rows[0]);
    const numbers = () => store.shownIn('a').map((each) => 'message' in each && each.message.number);
    expect([numbers()[0], numbers().length, store.hasOlderIn('a')]).toEqual([301, 400, true]);
    await Promise.all([store.readOlder('a'), store.readOlder('a')]);
    await store.readOlder('a');
    expect([numbers()[0], numbers().length, store.hasOlderIn('a')]).toEqual([1, 700, false]);
  });

  it('reads no further back than 2,000 messages for what is unread', async () => {
    stored = Array.from({ length: 3_000 }, (_each, place) => message(place + 1));
    rows[0] = group('a', 3_000, { last_read_number: 0, unread_count: 100 });
    await store.open('a');
    expect([store.shownIn('a').length, store.hasOlderIn('a')]).toEqual([2_000, true]);
  });

  it('does not lose what is told of a message while the page with it is read', async () => {
    stored = Array.from({ length: 60 }, (_each, place) => message(place + 1));
    rows[0] = group('a', 60);
    await store.open('a');
    const page = gateway.answers['/api/messages/a']!;
    gateway.answers['/api/messages/a'] = (url) => {
      store.take(edited('a', 1, message(5, { message: 'better' })));
      return page(url);
    };
    await store.readOlder('a');
    expect(texts()[4]).toBe('better');
  });

  it('has what is behind a gap when the gap is filled, but one’s own at once', async () => {
    const own = message(6, { user_uuid: ME });
    store.take(said('a', message(5)));
    store.take(said('a', own));
    expect(texts().slice(3)).toEqual(['text 6']);
    stored.push(message(4), message(5), own);
    gateway.tell({ id: '1', event: 'state', data: { read: 'all' } });
    await until(() => expect(texts().slice(3)).toEqual(['text 4', 'text 5', 'text 6']));
  });

  it('waits for a service that is away when a conversation is opened, until it is closed', async () => {
    const away = { status: 503, codes: ['service_unavailable'] };
    gateway.refusals['/api/message_groups/a'] = away;
    const opening = store.open('a');
    await until(() => expect(asked('message_groups/a')).toBeGreaterThan(2));
    delete gateway.refusals['/api/message_groups/a'];
    await opening;
    expect(texts()).toEqual(['text 1', 'text 2', 'text 3']);

    gateway.refusals['/api/message_groups/a'] = away;
    const closed = store.open('a');
    store.close('a');
    await expect(closed).rejects.toThrow('the conversation was closed');
    delete gateway.refusals['/api/message_groups/a'];
    expect(store.shownIn('a')).toEqual([]);
  });

  it('keeps nothing of a conversation that is closed while it is opened, and what is opened again', async () => {
    store.close('a');
    const first = store.open('a');
    store.close('a');
    const second = store.open('a');
    await expect(first).rejects.toThrow('closed');
    await second;
    expect(texts()).toEqual(['text 1', 'text 2', 'text 3']);
    const third = store.open('a');
    store.close('a');
    await expect(third).rejects.toThrow('closed');
    expect(store.shownIn('a')).toEqual([]);
  });

  it('is refused for good where there is no such conversation, and looks again for one that was just started', async () => {
    const opening = store.open('c');
    await until(() => expect(asked('message_groups/c')).toBe(2));
    gateway.answers['/api/messages/c'] = () => ({ body: [message(1)] });
    rows.push(group('c', 1));
    await opening;
    expect(store.shownIn('c')).toHaveLength(1);
    gateway.refusals['/api/message_groups/d'] = { status: 403, codes: ['user_not_registered'] };
    await expect(store.open('d')).rejects.toMatchObject({ status: 403 });
  });
});
