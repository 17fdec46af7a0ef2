import { CruddurClient } from '../cruddur-client';
import { type Connected, EventGateway } from '../for-tests/event-gateway';
import { until } from '../for-tests/until';
import type { EventsOptions } from './follow-events';
import type { LiveEvent } from './live-event';

const QUICK = { pauses: { firstMs: 1, longestMs: 2 }, silenceMs: 30 };
const MINUTE_MS = 60_000;

const typing = (id: number): LiveEvent => ({
  id: `${id}`,
  event: 'typing',
  data: { message_group_uuid: 'g', uuid: 'u' },
});
const SILENT: Connected = { then: 'open' };

describe('events where streams do not get through', () => {
  let gateway: EventGateway;
  let client: CruddurClient;
  let end: AbortController;
  let told: LiveEvent[];
  let running: Promise<unknown>;
  /** What has happened, as numbers of events. */
  let last: number;
  let stream: (turn: number) => Connected;
  let now: number;

  beforeEach(async () => {
    [end, told, last, stream] = [new AbortController(), [], 0, () => SILENT];
    const clock = Date.now;
    now = 0;
    jest.spyOn(Date, 'now').mockImplementation(() => clock() + now);
    gateway = await EventGateway.start((turn) => stream(turn));
    gateway.answers['/api/events'] = ({ searchParams }) => ({
      body: { events: behind(searchParams.get('since')), cursor: `${last}` },
    });
    client = new CruddurClient({ url: gateway.url, token: () => 'a-token' });
  });
  afterEach(async () => {
    end.abort(new Error('enough'));
    await running;
    await gateway.stop();
    jest.restoreAllMocks();
  });

  const behind = (since: string | null): LiveEvent[] =>
    Array.from({ length: last - Number(since) }, (_, index) => typing(Number(since) + index + 1));
  /** A stream that gets through. */
  const open = (): Connected => ({ events: behind(gateway.opened.at(-1)!.searchParams.get('since')), then: 'open' });

  const follow = (options: EventsOptions = {}): void => {
    const run = async (): Promise<void> => {
      for await (const event of client.events({ since: '0', ...QUICK, ...options, signal: end.signal }))
        told.push(event);
    };
    running = run().catch((error: unknown) => error);
  };
  const news = (): string[] => told.filter(({ event }) => event === 'typing').map(({ id }) => id);
  const states = () => told.flatMap(({ event, data }) => (event === 'state' ? [data.read] : []));
  const happen = async (count: number): Promise<void> => {
    last += count;
    await until(() => expect(news().at(-1)).toBe(`${last}`));
  };
  const eachOnce = (): string[] => Array.from({ length: last }, (_, index) => `${index + 1}`);

  it('come by long polls from the same cursor where a stream opens and stays silent', async () => {
    last = 2;
    follow();
    await happen(1);
    await happen(2);
    expect(news()).toEqual(eachOnce());
    expect(gateway.asked[0]).toBe('GET /api/events?since=0&wait=1');
    expect(gateway.asked[1]).toBe('GET /api/events?since=3&wait=25');
    await until(() => expect(told).toContainEqual({ id: '5', event: 'heartbeat', data: { behind: true } }));
    await until(() => expect(told.at(-1)).toEqual({ id: '5', event: 'heartbeat', data: { behind: false } }));
  });

  it.each<[string, Connected]>([
    ['end', { then: 'end' }],
    ['break', { then: 'cut' }],
    ['are refused by something on the way', { status: 502, codes: [] }],
  ])('come by long polls where three streams in a row %s', async (_how, each) => {
    const askedAt: number[] = [];
    stream = () => {
      askedAt.push(gateway.asked.length);
      return each;
    };
    follow({ silenceMs: undefined });
    await happen(2);
    expect(askedAt.slice(0, 3)).toEqual([0, 0, 0]);
    expect(news()).toEqual(eachOnce());
  });

  it('are waited for by streams where the service says why there is none', async () => {
    stream = (turn) => (turn < 6 ? { status: 503, codes: ['overloaded'] } : open());
    last = 1;
    follow({ silenceMs: undefined });
    await happen(0);
    expect(gateway.asked).toEqual([]);
  });

  it('are waited for by streams where nothing else is answered', async () => {
    gateway.refusals['/api/events'] = { status: 502, codes: [] };
    stream = (turn) => (turn < 12 ? { then: 'cut' } : open());
    last = 1;
    follow();
    await happen(0);
    expect(gateway.asked.length).toBeGreaterThan(1);
    expect(states()).toEqual([]);
  });

  it('come by a stream again once one gets through, each once and in its order', async () => {
    follow({ silenceMs: 500 });
    await happen(2);
    await until(() => expect(gateway.opened).toHaveLength(2));
    stream = open;
    await happen(2);
    expect(gateway.opened).toHaveLength(2);
    now += MINUTE_MS;
    await until(() => expect(gateway.opened.length).toBeGreaterThan(2));
    gateway.refusals['/api/events'] = { status: 502, codes: [] };
    last += 1;
    gateway.tell(typing(last));
    await until(() => expect(news()).toEqual(eachOnce()));
  });

  it('come by a stream as soon as it was the service that had been away', async () => {
    stream = (turn) => (turn < 3 ? { then: 'cut' } : open());
    last = 1;
    follow({ silenceMs: undefined });
    await happen(0);
    await until(() => expect(gateway.open).toBe(1));
    last += 1;
    gateway.tell(typing(last));
    await until(() => expect(news()).toEqual(eachOnce()));
  });

  it('go on by long polls behind a network that was away', async () => {
    follow();
    await happen(1);
    gateway.refusals['/api/events'] = { status: 502, codes: [] };
    last += 1;
    const asked = gateway.asked.length;
    await until(() => expect(gateway.asked.length).toBeGreaterThan(asked + 5));
    delete gateway.refusals['/api/events'];
    await happen(1);
    expect(news()).toEqual(eachOnce());
    expect(gateway.opened.length).toBeLessThan(3);
  });

  it('say once a minute that the list is to be read, since markers may fall between two questions', async () => {
    follow();
    await happen(3);
    expect(states()).toEqual(['list']);
    now += MINUTE_MS;
    await until(() => expect(states()).toEqual(['list', 'list']));
  });

  it('begin anew where the service does not know the cursor', async () => {
    gateway.refusals['/api/events'] = { status: 422, codes: ['event_cursor_malformed'] };
    follow();
    await until(() => expect(gateway.asked).not.toHaveLength(0));
    delete gateway.refusals['/api/events'];
    await until(() => expect(states()[0]).toBe('all'));
    await happen(1);
  });

  it('end with a refusal for good', async () => {
    gateway.refusals['/api/events'] = { status: 403, codes: ['account_suspended'] };
    follow();
    expect(await running).toMatchObject({ status: 403, codes: ['account_suspended'] });
  });

  it('leave nothing open behind who is told no more', async () => {
    last = 1;
    for await (const { event } of client.events({ since: '0', ...QUICK, silenceMs: 300 }))
      if (event === 'typing') break;
    await until(() => expect(gateway.open).toBe(0));
  });
});
