import { presentMessage } from '@app/common/contracts';
import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Registry } from 'prom-client';
import { eventually } from '../../../test/support/eventually';
import { range } from '../../../test/support/range';
import { encodeCursor } from '../src/live/changes/event-cursor';
import { startGateway, type TestGateway } from './support/gateway';
import { Pipeline } from './support/pipeline';

const LIST = '/api/message_groups';
const TOO_MANY = [429, ['too_many_requests_at_once'], '1'];
const OVERLOADED = [503, ['overloaded'], '1'];

describe('requests at once', () => {
  let gateway: TestGateway;
  let bayko: { authorization: string };
  let release: () => void;
  let lines: Pipeline[];

  /** Two people are known to the gateway, and the services behind it answer nothing until they are released. */
  async function start(variables: Record<string, string> = {}): Promise<void> {
    lines = [];
    gateway = await startGateway({ SAVED_TURN_SECONDS: '1000', ...variables });
    gateway.behind.subjects.set('sub-bayko', gateway.behind.bayko);
    bayko = { authorization: `Bearer ${gateway.issuer.token('sub-bayko')}` };
    for (const person of [gateway.andrew, bayko]) expect((await ask(person)).status).toBe(200);
    gateway.behind.received.length = 0;
    gateway.behind.held = new Promise((resolve) => (release = resolve));
  }

  afterEach(async () => {
    release();
    for (const line of lines) line.hangUp();
    await gateway.stop();
  });

  const ask = (headers: Record<string, string>, path = LIST): Promise<Response> =>
    fetch(`${gateway.url}${path}`, { headers });

  const told = async (answer: Response) => [answer.status, await answer.json(), answer.headers.get('retry-after')];

  const line = (): Pipeline => {
    const opened = new Pipeline(gateway.url);
    lines.push(opened);
    return opened;
  };

  const arrived = (count: number) => eventually(() => expect(gateway.behind.received).toHaveLength(count));

  const refused = async (limit: string): Promise<number | undefined> => {
    const metric = gateway.app.get<Registry>(Registry).getSingleMetric('cruddur_gateway_refused_requests_total');
    return (await metric!.get()).values.find(({ labels }) => labels['limit'] === limit)?.value;
  };

  const inFlight = async (): Promise<number | undefined> =>
    (await gateway.app.get<Registry>(Registry).getSingleMetric('cruddur_http_requests_in_flight')!.get()).values[0]
      ?.value;

  it('of one person beyond the limit are refused, and nobody else is', async () => {
    await start({ MAX_REQUESTS_PER_PERSON: '3' });
    const first = range(3).map(() => ask(gateway.andrew));
    await arrived(3);
    expect(await told(await ask(gateway.andrew))).toEqual(TOO_MANY);
    const other = ask(bayko);
    await arrived(4);
    release();
    expect((await other).status).toBe(200);
    for (const answer of await Promise.all(first)) expect(answer.status).toBe(200);
    expect(await refused('person')).toBe(1);
    expect((await ask(gateway.andrew)).status).toBe(200);
  });

  it('on one connection beyond the limit are refused, each in its place', async () => {
    await start({ MAX_REQUESTS_PER_CONNECTION: '3' });
    const many = line().ask(gateway.andrew, Array<string>(5).fill(LIST));
    await arrived(3);
    release();
    await eventually(() => expect(many.statuses).toEqual([200, 200, 200, 429, 429]));
    many.ask(gateway.andrew, [LIST]);
    await eventually(() => expect(many.statuses.at(-1)).toBe(200));
    expect(await refused('connection')).toBe(2);
  });

  it('of callers who are not signed in count by their address, and those who are do not', async () => {
    await start({ MAX_REQUESTS_PER_ADDRESS: '2' });
    const open = range(2).map(() => ask({}, '/api/users/@bayko/short'));
    await arrived(2);
    expect(await told(await ask({}, '/api/users/@bayko/short'))).toEqual(TOO_MANY);
    for (const answer of (release(), await Promise.all(open))) expect(answer.status).toBe(200);
    expect((await Promise.all(range(6).map(() => ask(bayko)))).map(({ status }) => status)).toEqual(Array(6).fill(200));
  });

  it('of all beyond the limit are refused, and the gateway stays ready', async () => {
    await start({ MAX_REQUESTS: '2' });
    const first = [ask(gateway.andrew), ask(bayko)];
    await arrived(2);
    expect(await told(await ask(bayko))).toEqual(OVERLOADED);
    expect((await ask({}, '/health/live')).status).toBe(200);
    expect((await ask({}, '/health/ready')).status).toBe(200);
    expect((await ask({}, '/api/health-check')).status).toBe(200);
    release();
    for (const answer of await Promise.all(first)) expect(answer.status).toBe(200);
  });

  it('are taken in turn by person', async () => {
    await start({ MAX_TURNS: '2' });
    const many = line().ask(gateway.andrew, Array<string>(8).fill(LIST));
    await arrived(2);
    const other = ask(bayko);
    await sleep(100);
    release();
    await other;
    await eventually(() => expect(many.statuses).toHaveLength(8));
    const place = gateway.behind.received.findIndex(({ url }) => url.includes(gateway.behind.bayko.uuid));
    expect(place).toBeLessThanOrEqual(3);
  });

  it('do not wait for longer than the limit', async () => {
    await start({ MAX_TURNS: '1', MAX_TURNS_PER_PERSON: '1', MAX_WAIT_SECONDS: '1' });
    const first = ask(gateway.andrew);
    await arrived(1);
    const [own, other] = await Promise.all([ask(gateway.andrew), ask(bayko)]);
    expect(await told(own)).toEqual(TOO_MANY);
    expect(await told(other)).toEqual(OVERLOADED);
    expect([await refused('person'), await refused('wait')]).toEqual([1, 1]);
    release();
    expect((await first).status).toBe(200);
  });

  it('are not begun when their connection has gone, and what was begun is given up', async () => {
    const before = await inFlight();
    await start({ MAX_TURNS_PER_PERSON: '1' });
    const many = line().ask(gateway.andrew, Array<string>(6).fill(LIST));
    await arrived(1);
    many.hangUp();
    await eventually(() => expect(gateway.behind.givenUp).toHaveLength(1));
    release();
    expect((await ask(gateway.andrew)).status).toBe(200);
    expect(gateway.behind.received).toHaveLength(2);
    await eventually(async () => expect(await inFlight()).toBe(before));
  });

  it('of streams have the turns of their person, and are given up with them', async () => {
    await start({ MAX_TURNS_PER_PERSON: '1' });
    const since = encodeCursor({ time: 1, places: new Map() }, gateway.behind.andrew.uuid);
    for (const _stream of range(5)) line().ask(gateway.andrew, [`/api/events?since=${since}`]);
    await arrived(1);
    const other = ask(bayko);
    await arrived(2);
    for (const stream of lines) stream.hangUp();
    await eventually(() => expect(gateway.behind.givenUp).toHaveLength(1));
    release();
    expect([(await other).status, (await ask(gateway.andrew)).status]).toEqual([200, 200]);
    expect(gateway.behind.received).toHaveLength(3);
  });

  it('that write have their turn to their end, whether or not the caller waits for it', async () => {
    await start({ MAX_TURNS_PER_PERSON: '1' });
    const body = { message: 'hi', message_group_uuid: gateway.behind.groupUuid };
    const send = line().post(gateway.andrew, '/api/messages', body);
    await arrived(1);
    send.hangUp();
    const next = ask(gateway.andrew);
    await sleep(500);
    expect([gateway.behind.received.length, gateway.behind.givenUp.length]).toEqual([1, 0]);
    release();
    expect((await next).status).toBe(200);
  });

  it('that send their body slowly hold no turn', async () => {
    await start({ MAX_TURNS: '1' });
    release();
    const head = `POST /api/messages HTTP/1.1\r\nhost: gateway\r\nauthorization: ${bayko.authorization}\r\n`;
    line().write(`${head}content-type: application/json\r\ncontent-length: 100\r\n\r\n{`);
    await eventually(async () => expect(await inFlight()).toBe(1));
    expect((await ask(gateway.andrew)).status).toBe(200);
  });

  it('for one service beyond what may wait for it are refused, and do not turn readiness red', async () => {
    const unbounded = ['MAX_TURNS', 'MAX_TURNS_PER_PERSON', 'MAX_REQUESTS_PER_PERSON', 'MAX_REQUESTS_PER_ADDRESS'];
    await start(Object.fromEntries(unbounded.map((name) => [name, '1000'])));
    const refusals: unknown[] = [];
    const asked = range(140).map(async () => {
      const answer = await ask(gateway.andrew);
      if (answer.status !== 200) refusals.push(await told(answer));
    });
    await eventually(() => expect(refusals).toEqual(Array(12).fill(OVERLOADED)));
    expect((await ask({}, '/health/ready')).status).toBe(200);
    expect(gateway.behind.received).toHaveLength(64);
    release();
    await Promise.all(asked);
    expect(refusals).toHaveLength(12);
  });

  it('are refused while the process is late', async () => {
    await start({ MAX_EVENT_LOOP_DELAY_MS: '50' });
    const first = ask(gateway.andrew);
    await arrived(1);
    for (const _time of range(4)) {
      block(300);
      await sleep(1);
    }
    expect(await told(await ask(bayko))).toEqual(OVERLOADED);
    expect(await refused('event_loop')).toBe(1);
    release();
    expect((await first).status).toBe(200);
    await eventually(async () => expect((await ask(bayko)).status).toBe(200));
  });

  it('whose answers nobody reads are cut, though their caller goes on sending', async () => {
    await start({ UNREAD_ANSWER_SECONDS: '3' });
    release();
    const path = longPage();
    const before = await connections();
    const unread = line().stopReading().ask(gateway.andrew, Array<string>(8).fill(path));
    await arrived(8);
    expect(await connections()).toBe(before + 1);
    // Between two requests a line end means nothing.
    const sending = setInterval(() => unread.write('\r\n'), 200);
    await eventually(async () => expect(await connections()).toBe(before)).finally(() => clearInterval(sending));
  });

  it('whose answers nobody reads are cut, and those that somebody reads slowly are not', async () => {
    await start({ UNREAD_ANSWER_SECONDS: '3' });
    release();
    const path = longPage();
    const unread = line().stopReading().ask(gateway.andrew, Array<string>(8).fill(path));
    const slow = line().stopReading().ask(bayko, Array<string>(8).fill(path));
    await arrived(16);
    const all = await connections();
    const reading = slow.readSlowly(8);
    await eventually(async () => expect(await connections()).toBe(all - 1));
    unread.hangUp();
    await reading;
    slow.ask(bayko, [LIST]);
    await eventually(() => expect(slow.statuses).toEqual(Array(9).fill(200)));
  });

  /** The address of a page that no connection holds. */
  const longPage = (): string => {
    const page = range(200).map((i) => presentMessage(gateway.behind.message(i + 1, 'x'.repeat(10_000))));
    Object.assign(gateway.behind.messagePage, { messages: page });
    return `/api/messages/${gateway.behind.groupUuid}?limit=200`;
  };

  const server = (): Server => gateway.app.getHttpServer();

  const connections = (): Promise<number> =>
    new Promise((resolve, reject) =>
      server().getConnections((error, count) => (error ? reject(error) : resolve(count))),
    );
});

/** Keeps the event loop from going on. */
function block(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}
