/**
 * Live updates: from the POST to the other's stream, beside the other's list in the same run, at 20 messages a second and
 * at half of what the machine sends; what open streams take of one gateway; how soon a client that comes back has 500
 * messages, from the same gateway and from one that was killed meanwhile; and how soon all streams are back behind that.
 * Takes two minutes.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { EventReader } from '../test/support/event-reader';
import { range } from '../test/support/range';
import type { RestClient } from '../test/support/rest-client';
import { percentile, printTable } from './figures';
import type { BenchStack } from './support/bench-stack';
import { ListWatch } from './support/list-watch';
import { load } from './support/load';
import { MANY_AS_ONE, onStacks } from './support/stacks';
import { StreamCrowd } from './support/stream-crowd';
import { StreamWatch } from './support/stream-watch';
import { SIXTY_BYTES } from './support/texts';

const STREAMS = Number(process.env['BENCH_STREAMS'] ?? 2_000);
const PER_SECOND = 20;
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 15);
const FIND_LIMIT_MS = 3_000;
const IDLE_MS = Number(process.env['BENCH_IDLE_SECONDS'] ?? 20) * 1_000;
const SETTLE_MS = 3_000;
const SENDERS = 16;
const TOLD_TO_ALL = 10;
const MISSED = 500;
const LONGEST_PAGE = 200;

type Row = (string | number)[];

interface Pair {
  stack: BenchStack;
  sender: RestClient;
  reader: RestClient;
  readerToken: string;
  groupUuid: string;
}

async function send({ sender, groupUuid }: Pick<Pair, 'sender' | 'groupUuid'>): Promise<number> {
  const { status, body } = await sender.send(groupUuid, SIXTY_BYTES);
  if (status !== 200) throw new Error(`a send was answered ${status} ${JSON.stringify(body)}`);
  return body.number;
}

async function start(sender: RestClient, handle: string): Promise<string> {
  const { status, body } = await sender.start(handle, SIXTY_BYTES);
  if (status !== 200) throw new Error(`a start was answered ${status} ${JSON.stringify(body)}`);
  return body.message_group_uuid;
}

const openStream = ({ stack, readerToken: token }: Pair, since?: string): Promise<EventReader> =>
  EventReader.open({ url: stack.gatewayUrl, token, since, isChecked: false });

/** All from the beginning of the POST. */
async function toTheOther(pair: Pair, what: string, perSecond: number): Promise<Row[]> {
  process.stderr.write(`  to the other client, ${what}\n`);
  const stream = await StreamWatch.open(pair.stack.gatewayUrl, pair.readerToken);
  const list = new ListWatch(pair.reader);
  const [answered, told, shown]: [number[], number[], number[]] = [[], [], []];
  const began = performance.now();
  const one = async (i: number): Promise<void> => {
    await sleep((i * 1_000) / perSecond - (performance.now() - began));
    const since = performance.now();
    const number = await send(pair);
    answered[i] = performance.now() - since;
    const isTold = stream.tells(pair.groupUuid, number).then((at) => (told[i] = at - since));
    const isShown = list.shows(pair.groupUuid, number).then(() => (shown[i] = performance.now() - since));
    await Promise.all([isTold, isShown]);
  };
  await Promise.all(range(Math.round(perSecond * SECONDS)).map(one));
  stream.close();
  const line = (which: string, ms: number[]): Row => {
    const quarter = Math.floor(ms.length / 4);
    return [
      what,
      perSecond,
      which,
      String(ms.length),
      percentile(ms, 0.5),
      (percentile(ms, 0.5) / percentile(shown, 0.5)).toFixed(2),
      percentile(ms, 0.99),
      percentile(ms.slice(0, quarter), 0.5),
      percentile(ms.slice(-quarter), 0.5),
    ];
  };
  return [line('POST answered', answered), line("in the other's stream", told), line("in the other's list", shown)];
}

/** Milliseconds of a core that the gateway uses meanwhile, of so many. */
async function gatewayCpu(stack: BenchStack, work: () => Promise<unknown>): Promise<{ ms: number; of: number }> {
  const [before, began] = [stack.cpu().get('gateway')!, performance.now()];
  await work();
  return { ms: stack.cpu().get('gateway')! - before, of: performance.now() - began };
}

const share = ({ ms, of }: { ms: number; of: number }): number => ms / of;

async function openStreams(stack: BenchStack, crowd: StreamCrowd, to: Pair): Promise<Row[]> {
  process.stderr.write(`  ${STREAMS} streams\n`);
  const rss = (): number => stack.memory().get('gateway')!;
  const idleBefore = share(await gatewayCpu(stack, () => sleep(IDLE_MS)));
  const rssBefore = rss();
  const began = performance.now();
  await crowd.open(STREAMS);
  const openedAfter = performance.now() - began;
  await sleep(SETTLE_MS);
  const idle = share(await gatewayCpu(stack, () => sleep(IDLE_MS)));
  const rssOpen = rss();
  const told = await gatewayCpu(stack, async () => {
    for (const _ of range(TOLD_TO_ALL)) await crowd.allTold(to.groupUuid, await send(to));
  });
  const events = TOLD_TO_ALL * crowd.size;
  return [
    [
      'streams',
      'opened in s',
      'RSS MB before',
      'with them',
      'KB each',
      'idle % before',
      'with them',
      'us an event',
      'MB behind',
    ],
    [
      String(crowd.size),
      openedAfter / 1_000,
      rssBefore,
      rssOpen,
      ((rssOpen - rssBefore) * 1_024) / crowd.size,
      (idleBefore * 100).toFixed(2),
      (idle * 100).toFixed(2),
      ((told.ms - idle * told.of) * 1_000) / events,
      rss(),
    ],
  ];
}

/** @returns the cursor and the number from before the messages that were missed. */
async function miss(pair: Pair): Promise<{ since: string; number: number; last: number }> {
  const stream = await StreamWatch.open(pair.stack.gatewayUrl, pair.readerToken);
  const number = await send(pair);
  await stream.tells(pair.groupUuid, number);
  stream.close();
  let left = MISSED;
  const missing = async (): Promise<void> => {
    while (left-- > 0) await send(pair);
  };
  await Promise.all(range(SENDERS).map(missing));
  await new ListWatch(pair.reader).shows(pair.groupUuid, number + MISSED);
  return { since: stream.cursor, number, last: number + MISSED };
}

/** Until all are there, whether the stream tells them or says which conversation to read. */
async function resume(pair: Pair, what: string, missed: Awaited<ReturnType<typeof miss>>): Promise<Row> {
  const began = performance.now();
  const stream = await openStream(pair, missed.since);
  let had = missed.number;
  let read = 0;
  while (had < missed.last) {
    const numbers = stream.numbersOf(pair.groupUuid);
    if (numbers.some((number, i) => number !== missed.number + 1 + i)) throw new Error(`${what}: out of order`);
    const isToBeRead = stream.of('message_group').some(({ uuid }) => uuid === pair.groupUuid);
    had = Math.max(had, numbers.at(-1) ?? 0);
    if (isToBeRead) {
      const { status, body } = await pair.reader.messages(pair.groupUuid, `?after=${had}&limit=${LONGEST_PAGE}`);
      if (status !== 200) throw new Error(`a page was answered ${status} ${JSON.stringify(body)}`);
      had = Math.max(had, ...body.map(({ number }) => number));
      read += 1;
    } else await sleep(1);
    if (performance.now() - began > 60_000) throw new Error(`${what}: ${missed.last - had} are not told in a minute`);
  }
  stream.close();
  return [what, String(MISSED), performance.now() - began, String(read)];
}

async function killGateway(stack: BenchStack): Promise<void> {
  stack.kill('gateway');
  const isReady = (): Promise<boolean> =>
    fetch(`${stack.gatewayUrl}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await isReady())) await sleep(50);
}

void onStacks(
  async ([first]) => {
    const stack = first!;
    const [sender, reader] = [await stack.client('andrewbrown'), await stack.client('bayko')];
    const readerToken = await stack.token('bayko');
    const groupUuid = await start(sender, 'bayko');
    const pair: Pair = { stack, sender, reader, readerToken, groupUuid };
    const posts = await toTheOther(pair, 'evenly', PER_SECOND);
    const { perSecond } = await load(SENDERS, FIND_LIMIT_MS, async () => void (await send(pair)));
    posts.push(...(await toTheOther(pair, 'half of the most', perSecond / 2)));

    const crowd = new StreamCrowd(stack.gatewayUrl, await stack.token('londo'));
    const streams = await openStreams(stack, crowd, { ...pair, groupUuid: await start(sender, 'londo') });

    process.stderr.write('  resumes\n');
    const resumes = [await resume(pair, 'same gateway', await miss(pair))];
    const missed = await miss(pair);
    const killedAt = performance.now();
    const back = crowd.back();
    await killGateway(stack);
    const readyAfter = performance.now() - killedAt;
    resumes.push(await resume(pair, `after its kill, ${crowd.size} beside`, missed));
    await back;
    const backAfter = performance.now() - killedAt;
    crowd.close();
    const missedAlone = await miss(pair);
    await killGateway(stack);
    resumes.push(await resume(pair, 'after its kill, alone', missedAlone));

    printTable([
      [
        'load',
        'a second',
        'what',
        'messages',
        'p50 ms',
        'of the list',
        'p99 ms',
        'p50 of the first quarter',
        'of the last',
      ],
      ...posts,
    ]);
    printTable(streams);
    printTable([['resumed', 'messages', 'ms', 'pages read'], ...resumes]);
    printTable([
      ['gateway killed', 'ready after s', `${crowd.size} streams back after s`],
      ['', readyAfter / 1_000, backAfter / 1_000],
    ]);
  },
  { ...MANY_AS_ONE, MAX_EVENT_STREAMS_PER_PERSON: String(STREAMS) },
).then(() => process.exit(0));
