/**
 * Sends a second into conversations of 2, 16 and 256 members, which take turns; how long after the POST has returned the
 * last member's list shows the message, of a group at rest and at 20 messages a second; what that costs each service in
 * processor time, and their memory after each. A group's rows are written together once an interval, which grows with its
 * members: 250 ms up to 8, 8.6 s for 256.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { range } from '../test/support/range';
import type { RestClient } from '../test/support/rest-client';
import { median, percentile, printTable } from './figures';
import { type BenchStack, spent } from './support/bench-stack';
import { ListWatch } from './support/list-watch';
import { load, type Round } from './support/load';
import { SERVICES } from './support/processes';
import { onStacks } from './support/stacks';
import { SIXTY_BYTES } from './support/texts';

const SIZES = [2, 16, 256];
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5);
const ROUND_MS = Number(process.env['BENCH_ROUND_SECONDS'] ?? 4) * 1_000;
const CONCURRENCY = [1, 16];
const PER_SECOND = 20;
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 30);
const RESTS = 5;
/** Longer than any interval. */
const REST_MS = 9_000;

interface Conversation {
  members: number;
  groupUuid: string;
}

interface SendRound extends Round {
  servicesMsEach: number;
  othersMsEach: number;
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
        ? (await andrew.start('bayko', SIXTY_BYTES)).body.message_group_uuid
        : (await andrew.startGroup({ handles })).body.uuid;
    conversations.push({ members, groupUuid });
  }
  return conversations;
}

async function send(client: RestClient, { groupUuid }: Conversation): Promise<number> {
  const { status, body } = await client.send(groupUuid, SIXTY_BYTES);
  if (status !== 200) throw new Error(`a send was answered ${status} ${JSON.stringify(body)}`);
  return body.number;
}

async function sendRound(stack: BenchStack, atOnce: number, client: RestClient, to: Conversation): Promise<SendRound> {
  const before = stack.cpu();
  const round = await load(atOnce, ROUND_MS, async () => void (await send(client, to)));
  const { services, others } = spent(before, stack.cpu());
  const count = round.latencies.length;
  return { ...round, servicesMsEach: services / count, othersMsEach: others / count };
}

/** The warm-up is not among them. */
async function sends(stack: BenchStack, client: RestClient, conversations: Conversation[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const atOnce of CONCURRENCY) {
    const rounds = conversations.map((): SendRound[] => []);
    for (const number of range(ROUNDS + 1)) {
      process.stderr.write(`  ${atOnce} at once, round ${number} of ${ROUNDS}${number === 0 ? ' (warm-up)' : ''}\n`);
      for (const [i, conversation] of conversations.entries()) {
        const round = await sendRound(stack, atOnce, client, conversation);
        if (number > 0) rounds[i]!.push(round);
      }
    }
    rows.push(...conversations.map(({ members }, i) => [String(members), String(atOnce), ...figuresOf(rounds[i]!)]));
  }
  return rows;
}

function figuresOf(rounds: SendRound[]): Row {
  const latencies = rounds.flatMap((round) => round.latencies);
  return [
    median(rounds.map(({ perSecond }) => perSecond)),
    percentile(latencies, 0.5),
    percentile(latencies, 0.99),
    median(rounds.map(({ servicesMsEach }) => servicesMsEach)).toFixed(2),
    median(rounds.map(({ othersMsEach }) => othersMsEach)).toFixed(2),
  ];
}

async function lagOf(client: RestClient, watch: ListWatch, conversation: Conversation): Promise<number> {
  const number = await send(client, conversation);
  const returned = performance.now();
  await watch.shows(conversation.groupUuid, number);
  return performance.now() - returned;
}

async function lags(client: RestClient, watch: ListWatch, conversation: Conversation): Promise<Row[]> {
  process.stderr.write(`  lag of ${conversation.members} members\n`);
  const atRest: number[] = [];
  for (const _ of range(RESTS)) {
    await sleep(REST_MS);
    atRest.push(await lagOf(client, watch, conversation));
  }
  const began = performance.now();
  const evenly = range(PER_SECOND * SECONDS).map(async (i) => {
    await sleep((i * 1_000) / PER_SECOND - (performance.now() - began));
    return lagOf(client, watch, conversation);
  });
  return [
    [String(conversation.members), 'at rest', ...lagFigures(atRest)],
    [String(conversation.members), `${PER_SECOND} a second`, ...lagFigures(await Promise.all(evenly))],
  ];
}

const lagFigures = (ms: number[]): Row => [
  String(ms.length),
  percentile(ms, 0.5),
  percentile(ms, 0.99),
  Math.max(...ms),
];

function memoryOf(stack: BenchStack, when: string): Row {
  const memory = stack.memory();
  return [when, ...SERVICES.map((service) => memory.get(service) ?? 0)];
}

void onStacks(async ([stack]) => {
  const [andrew, bayko] = [await stack!.client('andrewbrown'), await stack!.client('bayko')];
  const watch = new ListWatch(bayko);
  const memory = [memoryOf(stack!, 'at first')];
  const conversations = await start(stack!, andrew);
  const lagRows: Row[] = [];
  for (const conversation of conversations) {
    lagRows.push(...(await lags(andrew, watch, conversation)));
    memory.push(memoryOf(stack!, `after ${conversation.members} members`));
  }
  const sendRows = await sends(stack!, andrew, conversations);
  memory.push(memoryOf(stack!, 'after all sends'));
  printTable([['members', 'at once', 'sends a second', 'p50 ms', 'p99 ms', 'own CPU ms', 'store CPU ms'], ...sendRows]);
  printTable([['members', 'load', 'messages', 'lag p50 ms', 'p99 ms', 'max ms'], ...lagRows]);
  printTable([['memory MB', ...SERVICES], ...memory]);
}).then(() => process.exit(0));
