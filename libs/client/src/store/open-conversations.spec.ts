import { CruddurClient } from '../cruddur-client';
import type { EventGateway } from '../for-tests/event-gateway';
import { FollowedGateway } from '../for-tests/followed-gateway';
import { edited, group, ME, message, said } from '../for-tests/told';
import { until } from '../for-tests/until';
import type { LiveStore } from './live-store';

const clientOf = (url: string) => new CruddurClient({ url, token: () => 'a-token' });

describe('a conversation that is open', () => {
  let followed: FollowedGateway;
  let gateway: EventGateway;
  let store: LiveStore;

  beforeEach(async () => {
    followed = await FollowedGateway.start(clientOf);
    ({ gateway, store } = followed);
  });
  afterEach(() => followed.stop());

  it('reads what is missing where there is a gap', async () => {
    followed.stored.push(message(4), message(5), message(6));
    gateway.tell(said('a', message(6)));
    await until(() => expect(followed.texts().slice(3)).toEqual(['text 4', 'text 5', 'text 6']));
    expect(gateway.asked.filter((each) => each.includes('changes'))).toEqual([
      'GET /api/messages/a/changes?after_number=3&after_revision=0&limit=200',
    ]);
    gateway.tell(said('a', message(7)));
    await until(() => expect(followed.texts().at(-1)).toBe('text 7'));
    expect(followed.asked('changes')).toBe(1);
  });

  it('misses nothing that is told of a conversation while it is opened', async () => {
    followed.stored.push(message(4));
    gateway.answers['/api/messages/a'] = () => {
      store.take(said('a', message(4)));
      return { body: followed.stored.slice(0, 3) };
    };
    store.close('a');
    await store.open('a');
    await until(() => expect(followed.texts().at(-1)).toBe('text 4'));
  });

  it('opens with all that is unread, and goes further back as it is asked to', async () => {
    followed.stored = Array.from({ length: 700 }, (_each, place) => message(place + 1));
    followed.rows[0] = group('a', 700, { last_read_number: 400, unread_count: 100 });
    expect(await store.open('a')).toEqual(followed.rows[0]);
    const numbers = () => store.shownIn('a').map((each) => 'message' in each && each.message.number);
    expect([numbers()[0], numbers().length, store.hasOlderIn('a')]).toEqual([301, 400, true]);
    await Promise.all([store.readOlder('a'), store.readOlder('a')]);
    await store.readOlder('a');
    expect([numbers()[0], numbers().length, store.hasOlderIn('a')]).toEqual([1, 700, false]);
  });

  it('reads no further back than 2,000 messages for what is unread', async () => {
    followed.stored = Array.from({ length: 3_000 }, (_each, place) => message(place + 1));
    followed.rows[0] = group('a', 3_000, { last_read_number: 0, unread_count: 100 });
    await store.open('a');
    expect([store.shownIn('a').length, store.hasOlderIn('a')]).toEqual([2_000, true]);
  });

  it('does not lose what is told of a message while the page with it is read', async () => {
    followed.stored = Array.from({ length: 60 }, (_each, place) => message(place + 1));
    followed.rows[0] = group('a', 60);
    await store.open('a');
    const page = gateway.answers['/api/messages/a']!;
    gateway.answers['/api/messages/a'] = (url) => {
      store.take(edited('a', 1, message(5, { message: 'better' })));
      return page(url);
    };
    await store.readOlder('a');
    expect(followed.texts()[4]).toBe('better');
  });

  it('has what is behind a gap when the gap is filled, but one’s own at once', async () => {
    const own = message(6, { user_uuid: ME });
    store.take(said('a', message(5)));
    store.take(said('a', own));
    expect(followed.texts().slice(3)).toEqual(['text 6']);
    followed.stored.push(message(4), message(5), own);
    gateway.tell({ id: '1', event: 'state', data: { read: 'all' } });
    await until(() => expect(followed.texts().slice(3)).toEqual(['text 4', 'text 5', 'text 6']));
  });

  it('waits for a service that is away when a conversation is opened, until it is closed', async () => {
    const away = { status: 503, codes: ['service_unavailable'] };
    gateway.refusals['/api/message_groups/a'] = away;
    const opening = store.open('a');
    await until(() => expect(followed.asked('message_groups/a')).toBeGreaterThan(2));
    delete gateway.refusals['/api/message_groups/a'];
    await opening;
    expect(followed.texts()).toEqual(['text 1', 'text 2', 'text 3']);

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
    expect(followed.texts()).toEqual(['text 1', 'text 2', 'text 3']);
    const third = store.open('a');
    store.close('a');
    await expect(third).rejects.toThrow('closed');
    expect(store.shownIn('a')).toEqual([]);
  });

  it('is refused for good where there is no such conversation, and looks again for one that was just started', async () => {
    const opening = store.open('c');
    await until(() => expect(followed.asked('message_groups/c')).toBe(2));
    gateway.answers['/api/messages/c'] = () => ({ body: [message(1)] });
    followed.rows.push(group('c', 1));
    await opening;
    expect(store.shownIn('c')).toHaveLength(1);
    gateway.refusals['/api/message_groups/d'] = { status: 403, codes: ['user_not_registered'] };
    await expect(store.open('d')).rejects.toMatchObject({ status: 403 });
  });
});
