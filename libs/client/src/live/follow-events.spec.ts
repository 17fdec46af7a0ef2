import { WakeablePause } from '../calls/wakeable-pause';
import { CruddurClient } from '../cruddur-client';
import { type Connected, EventGateway } from '../for-tests/event-gateway';
import { until } from '../for-tests/until';
import type { EventsOptions } from './follow-events';
import type { LiveEvent } from './live-event';

const QUICK = { pauses: { firstMs: 1, longestMs: 2 } };

const typing = (id: string): LiveEvent => ({ id, event: 'typing', data: { message_group_uuid: 'g', uuid: `ü${id}` } });

describe('the events of a client', () => {
  let gateway: EventGateway;
  afterEach(() => gateway.stop());

  const clientOn = async (script: (turn: number) => Connected): Promise<CruddurClient> => {
    gateway = await EventGateway.start(script);
    return new CruddurClient({ url: gateway.url, token: () => 'a-token' });
  };

  const first = async (count: number, client: CruddurClient, options: EventsOptions = {}): Promise<LiveEvent[]> => {
    const events: LiveEvent[] = [];
    for await (const event of client.events({ ...QUICK, ...options })) if (events.push(event) === count) break;
    return events;
  };

  const cursors = () => gateway.opened.map(({ searchParams }) => searchParams.get('since'));

  it('go on behind the last one over every connection that ends or breaks', async () => {
    const client = await clientOn((turn) => ({
      events: [typing(`${turn}a`), typing(`${turn}b`)],
      then: turn % 2 === 0 ? 'end' : 'cut',
    }));
    expect(await first(6, client, { since: 'list' })).toEqual(['0a', '0b', '1a', '1b', '2a', '2b'].map(typing));
    expect(cursors()).toEqual(['list', '0b', '1b']);
  });

  it('are not waited for any longer by a connection that is left', async () => {
    const client = await clientOn(() => ({ events: [typing('1')], then: 'open' }));
    await first(1, client);
    await until(() => expect(gateway.open).toBe(0));
  });

  it('come back when the service says so, which is told to nobody', async () => {
    const bye: LiveEvent = { id: '2', event: 'bye', data: { reason: 'token', retry_ms: 0 } };
    const client = await clientOn((turn) =>
      turn === 0 ? { events: [typing('1'), bye], then: 'end' } : { events: [typing('3')] },
    );
    const delays: number[] = [];
    const slow = { pauses: { firstMs: 60_000, longestMs: 60_000 }, onDelayed: () => delays.push(1) };
    expect(await first(2, client, slow)).toEqual([typing('1'), typing('3')]);
    expect([cursors(), delays]).toEqual([[null, '2'], []]);
  });

  it('wait for what passes', async () => {
    const client = await clientOn((turn) =>
      turn < 3 ? { status: [503, 429, 500][turn]!, codes: ['overloaded'] } : { events: [typing('1')] },
    );
    const delays: number[] = [];
    await first(1, client, { since: 'x', onDelayed: ({ status }) => delays.push(status) });
    expect([delays, cursors()]).toEqual([
      [503, 429, 500],
      ['x', 'x', 'x', 'x'],
    ]);
  });

  it('come back at once when their pause is ended', async () => {
    const client = await clientOn((turn) => (turn === 0 ? { status: 503, codes: [] } : { events: [typing('1')] }));
    const { pause, wake } = new WakeablePause();
    const slow = { pauses: { firstMs: 600_000, longestMs: 600_000 }, pause };
    const events = first(1, client, slow);
    await until(() => expect(gateway.opened).toHaveLength(1));
    const waking = setInterval(wake, 5);
    expect(await events).toEqual([typing('1')]);
    clearInterval(waking);
  });

  it('begin anew where the service does not know the cursor, and say that all is to be read once that is told again', async () => {
    const script: Connected[] = [{ status: 422, codes: ['event_cursor_malformed'] }, { then: 'end' }];
    const client = await clientOn((turn) => script[turn] ?? { events: [typing('1'), typing('2')] });
    const events: LiveEvent[] = [];
    const connections: number[] = [];
    for await (const event of client.events({ ...QUICK, since: 'old' })) {
      connections.push(gateway.opened.length);
      if (events.push(event) === 3) break;
    }
    expect(events).toEqual([{ id: '', event: 'state', data: { read: 'all' } }, typing('1'), typing('2')]);
    expect([connections, cursors()]).toEqual([
      [3, 3, 3],
      ['old', null, null],
    ]);
  });

  it('end with a refusal for good', async () => {
    const client = await clientOn(() => ({ status: 403, codes: ['account_suspended'] }));
    await expect(first(1, client)).rejects.toMatchObject({ status: 403, codes: ['account_suspended'] });
  });

  it('give a connection up on which nothing comes any more', async () => {
    const client = await clientOn((turn) => ({ events: [typing(`${turn}`)], then: 'open' }));
    expect(await first(3, client, { silenceMs: 300 })).toEqual(['0', '1', '2'].map(typing));
    expect([cursors(), gateway.asked]).toEqual([[null, '0', '1'], []]);
  });

  it('end with the reason of who gives them up', async () => {
    const client = await clientOn(() => ({ then: 'open' }));
    const giveUp = new AbortController();
    const events = first(1, client, { signal: giveUp.signal });
    await until(() => expect(gateway.open).toBe(1));
    giveUp.abort(new Error('enough'));
    await expect(events).rejects.toThrow('enough');
    await until(() => expect(gateway.open).toBe(0));
  });
});
