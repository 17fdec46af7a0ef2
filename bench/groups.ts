/**
 * Sends a second into conversations of 2, 16 and 256 members, which take turns; how long after the POST has returned the
 * last member's list shows the message, of a group at rest and at 20 messages a second; what that costs each service in
 * processor time, and their memory after each. A group's rows are written together once an interval, which grows with its
 * members: 250 ms up to 8, 8.6 s for 256. Takes two minutes.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { range } from '../test/support/range';
import type { Answer, RestClient } from '../test/support/rest-client';
import { median, percentile, printTable } from './figures';
import { type BenchStack, spent } from './support/bench-stack';
import { ListWatch } from './support/list-watch';
import { load, type Round } from './support/load';
import { SERVICES } from './support/processes';
import { onStacks } from './support/stacks';
import { SIXTY_BYTES } from './support/texts';

const SIZES = [2, 16, 256];
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3);
const ROUND_MS = Number(process.env['BENCH_ROUND_SECONDS'] ?? 1) * 1_000;
const CONCURRENCY = [1, 16];
const PER_SECOND = 20;
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 5);
const RESTS = Number(process.env['BENCH_RESTS'] ?? 2);
/** Longer than any interval. */
const REST_MS = 9_000;
/** Of a large group, in seconds: what comes within an interval waits for its end, so there are two at least. */
const TWO_INTERVALS = 18;
const LARGE = 256;

interface Conversation {
  members: number;
  groupUuid: string;
}

interface Watches {
  hasty: ListWatch;
  calm: ListWatch;
}

interface Lags {
  atRest: number[];
  underLoad: number[];
}

interface SendRound extends Round {
  servicesMsEach: number;
  othersMsEach: number;
}

interface Scene {
  stack: BenchStack;
  sender: RestClient;
  /** Looks seldom, so that looking costs nothing beside what is measured. */
  settled: ListWatch;
}

type Row = (string | number)[];

/** Andrew starts all of them; Bayko is the last member of each, whose row is written last. */
async function start(stack: BenchStack, andrew: RestClient): Promise<Conversation[]> {
  const others = await stack.addUsers(Math.max(...SIZES) - 2);
  const conversations: Conversation[] = [];
  for (const members of SIZES) {
    const handles = [...others.slice(0, members - 2), 'bayko'];
    const groupUuid =
      members === 2
        ? accepted(await andrew.start('bayko', SIXTY_BYTES), 'a start').message_group_uuid
        : accepted(await andrew.startGroup({ handles }), `the start of a group of ${members}`).uuid;
    conversations.push({ members, groupUuid });
  }
  return conversations;
}

function accepted<Body>({ status, body }: Answer<Body>, what: string): Body {
  if (status !== 200) throw new Error(`${what} was answered ${status} ${JSON.stringify(body)}`);
  return body;
}

const send = async (client: RestClient, { groupUuid, members }: Conversation): Promise<number> =>
  accepted(await client.send(groupUuid, SIXTY_BYTES), `a send to ${members} members`).number;

/** Ends when the rows show all of it, so that what they cost is in it, and none are written in the next one's time. */
async function sendRound(scene: Scene, atOnce: number, to: Conversation): Promise<SendRound> {
  const { stack, sender, settled } = scene;
  const before = stack.cpu();
  let last = 0;
  const round = await load(atOnce, ROUND_MS, async () => {
    last = Math.max(last, await send(sender, to));
  });
  await settled.shows(to.groupUuid, last);
  const { services, others } = spent(before, stack.cpu());
  const count = round.latencies.length;
  return { ...round, servicesMsEach: services / count, othersMsEach: others / count };
}

/** What came before has warmed it up. */
async function sends(scene: Scene, conversations: Conversation[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const atOnce of CONCURRENCY) {
    const rounds = conversations.map((): SendRound[] => []);
    for (const number of range(ROUNDS)) {
      process.stderr.write(`  ${atOnce} at once, round ${number + 1} of ${ROUNDS}\n`);
      for (const [i, conversation] of conversations.entries()) {
        rounds[i]!.push(await sendRound(scene, atOnce, conversation));
      }
    }
    rows.push(
      ...conversations.map(({ members }, i) => [String(atOnce), String(members), ...figuresOf(rounds[i]!, rounds[0]!)]),
    );
  }
  return rows;
}

/** Each ratio is the median over the rounds of what was measured in the same round. */
function figuresOf(rounds: SendRound[], ofPair: SendRound[]): Row {
  const latencies = rounds.flatMap((round) => round.latencies);
  const ratioOf = (value: (round: SendRound) => number): string =>
    median(rounds.map((round, each) => value(round) / value(ofPair[each]!))).toFixed(2);
  return [
    median(rounds.map(({ perSecond }) => perSecond)),
    ratioOf(({ perSecond }) => perSecond),
    percentile(latencies, 0.5),
    percentile(latencies, 0.99),
    median(rounds.map(({ servicesMsEach }) => servicesMsEach)).toFixed(2),
    ratioOf(({ servicesMsEach }) => servicesMsEach),
    median(rounds.map(({ othersMsEach }) => othersMsEach)).toFixed(2),
    ratioOf(({ othersMsEach }) => othersMsEach),
  ];
}

/** A list that is read all the time takes from the rows what it measures; a lag of seconds needs no such haste. */
const watchOf = ({ hasty, calm }: Watches, { members }: Conversation): ListWatch => (members < LARGE ? hasty : calm);

async function lagOf(client: RestClient, watch: ListWatch, conversation: Conversation): Promise<number> {
  const number = await send(client, conversation);
  const returned = performance.now();
  await watch.shows(conversation.groupUuid, number);
  return performance.now() - returned;
}

/** One message to each in its turn, when nothing has moved any of their rows for longer than an interval. */
async function lagsAtRest(client: RestClient, watches: Watches, conversations: Conversation[]): Promise<Lags[]> {
  const lags = conversations.map((): Lags => ({ atRest: [], underLoad: [] }));
  for (const rest of range(RESTS)) {
    process.stderr.write(`  lag at rest, ${rest + 1} of ${RESTS}\n`);
    await sleep(REST_MS);
    for (const [i, conversation] of conversations.entries()) {
      lags[i]!.atRest.push(await lagOf(client, watchOf(watches, conversation), conversation));
    }
  }
  return lags;
}

async function lagsUnderLoad(client: RestClient, watches: Watches, conversation: Conversation): Promise<number[]> {
  process.stderr.write(`  lag of ${conversation.members} members\n`);
  const seconds = conversation.members < LARGE ? SECONDS : Math.max(SECONDS, TWO_INTERVALS);
  const began = performance.now();
  const evenly = range(PER_SECOND * seconds).map(async (i) => {
    await sleep((i * 1_000) / PER_SECOND - (performance.now() - began));
    return lagOf(client, watchOf(watches, conversation), conversation);
  });
  return Promise.all(evenly);
}

function lagRows(conversations: Conversation[], lags: Lags[]): Row[] {
  const line = (i: number, load: string, of: (each: Lags) => number[]): Row => {
    const ms = of(lags[i]!);
    const p50 = percentile(ms, 0.5);
    return [
      load,
      String(conversations[i]!.members),
      String(ms.length),
      p50,
      (p50 / percentile(of(lags[0]!), 0.5)).toFixed(1),
      percentile(ms, 0.99),
      Math.max(...ms),
    ];
  };
  return [
    ...conversations.map((_, i) => line(i, 'at rest', ({ atRest }) => atRest)),
    ...conversations.map((_, i) => line(i, `${PER_SECOND} a second`, ({ underLoad }) => underLoad)),
  ];
}

function memoryOf(stack: BenchStack, when: string): Row {
  const memory = stack.memory();
  return [when, ...SERVICES.map((service) => memory.get(service) ?? 0)];
}

void onStacks(async ([stack]) => {
  const [andrew, bayko] = [await stack!.client('andrewbrown'), await stack!.client('bayko')];
  const watches = { hasty: new ListWatch(bayko), calm: new ListWatch(bayko, 50) };
  const memory = [memoryOf(stack!, 'at first')];
  const conversations = await start(stack!, andrew);
  const lags = await lagsAtRest(andrew, watches, conversations);
  for (const [i, conversation] of conversations.entries()) {
    lags[i]!.underLoad = await lagsUnderLoad(andrew, watches, conversation);
    memory.push(memoryOf(stack!, `after ${conversation.members} members`));
  }
  const sendRows = await sends({ stack: stack!, sender: andrew, settled: new ListWatch(bayko, 500) }, conversations);
  memory.push(memoryOf(stack!, 'after all sends'));
  printTable([
    [
      'at once',
      'members',
      'sends a second',
      'of a pair',
      'p50 ms',
      'p99 ms',
      'own CPU ms',
      'of a pair',
      'store CPU ms',
      'of a pair',
    ],
    ...sendRows,
  ]);
  printTable([
    ['load', 'members', 'messages', 'lag p50 ms', 'of a pair', 'p99 ms', 'max ms'],
    ...lagRows(conversations, lags),
  ]);
  printTable([['memory MB', ...SERVICES], ...memory]);
}).then(() => process.exit(0));
