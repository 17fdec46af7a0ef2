/**
 * Changes of messages a second through the gateway, beside plain sends in the same run: edits over as many conversations
 * as are edited in at once, and reactions of two people on one message. All take turns, so that a machine whose speed
 * drifts favours none; quote the ratios.
 */
import { range } from '../test/support/range';
import type { Answer, RestClient, SentMessageBody } from '../test/support/rest-client';
import { median, percentile, printTable } from './figures';
import { type BenchStack, spent } from './support/bench-stack';
import { load, type Round } from './support/load';
import { onStacks } from './support/stacks';
import { SIXTY_BYTES } from './support/texts';

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5);
const ROUND_MS = Number(process.env['BENCH_ROUND_SECONDS'] ?? 4) * 1_000;
const CONCURRENCY = [1, 16];
const MOST_AT_ONCE = Math.max(...CONCURRENCY);
/** Below the most that a message may have, so that a round of warm-up finds none that is worn out. */
const EDITS_OF_A_MESSAGE = 60;
const EMOJIS = ['👍', '👎', '😄', '🎉', '😕', '❤️', '🚀', '👀'];

interface Work {
  what: string;
  once: (worker: number) => Promise<void>;
}

interface WorkRound extends Round {
  servicesMsEach: number;
  othersMsEach: number;
}

async function accepted(answer: Promise<Answer<SentMessageBody>>): Promise<SentMessageBody> {
  const { status, body } = await answer;
  if (status !== 200) throw new Error(`a change was answered ${status} ${JSON.stringify(body)}`);
  return body;
}

/** Each worker sends into a conversation of its own, and edits what it has sent there: each message many times. */
async function sendsAndEdits(stack: BenchStack, client: RestClient): Promise<Work[]> {
  const own: { group: string; lastNumber: number; edits: number }[] = [];
  for (const handle of await stack.addUsers(MOST_AT_ONCE)) {
    const { message_group_uuid: group } = await accepted(client.start(handle, SIXTY_BYTES));
    own.push({ group, lastNumber: 1, edits: 0 });
  }
  const send = async (worker: number): Promise<void> => {
    const place = own[worker]!;
    place.lastNumber = (await accepted(client.send(place.group, SIXTY_BYTES))).number;
  };
  const edit = async (worker: number): Promise<void> => {
    const place = own[worker]!;
    place.edits += 1;
    const number = Math.ceil(place.edits / EDITS_OF_A_MESSAGE);
    if (number > place.lastNumber) await send(worker);
    await accepted(client.edit(place.group, number, `${SIXTY_BYTES} ${place.edits}`));
  };
  return [
    { what: 'send', once: send },
    { what: 'edit', once: edit },
  ];
}

/** Each worker reacts with an emoji that nobody else of its own has, and takes it back. */
async function reactions(stack: BenchStack, andrew: RestClient): Promise<Work> {
  const people = [andrew, await stack.client('bayko')];
  const { message_group_uuid: group, number } = await accepted(andrew.start('bayko', SIXTY_BYTES));
  const isThere = range(MOST_AT_ONCE).map(() => false);
  const react = async (worker: number): Promise<void> => {
    const person = people[worker % people.length]!;
    const emoji = EMOJIS[Math.floor(worker / people.length)]!;
    await accepted(isThere[worker] ? person.unreact(group, number, emoji) : person.react(group, number, emoji));
    isThere[worker] = !isThere[worker];
  };
  return { what: 'reaction on one message', once: react };
}

async function workRound(stack: BenchStack, atOnce: number, { once }: Work): Promise<WorkRound> {
  const before = stack.cpu();
  const round = await load(atOnce, ROUND_MS, once);
  const { services, others } = spent(before, stack.cpu());
  const count = round.latencies.length;
  return { ...round, servicesMsEach: services / count, othersMsEach: others / count };
}

/** The warm-up is not among them. */
async function measure(stack: BenchStack, atOnce: number, works: Work[]): Promise<(string | number)[][]> {
  const rounds = works.map((): WorkRound[] => []);
  for (const number of range(ROUNDS + 1)) {
    process.stderr.write(`  ${atOnce} at once, round ${number} of ${ROUNDS}${number === 0 ? ' (warm-up)' : ''}\n`);
    for (const [i, work] of works.entries()) {
      const round = await workRound(stack, atOnce, work);
      if (number > 0) rounds[i]!.push(round);
    }
  }
  return works.map(({ what }, i) => [String(atOnce), what, ...figuresOf(rounds[i]!, rounds[0]!)]);
}

function figuresOf(rounds: WorkRound[], sends: WorkRound[]): (string | number)[] {
  const latencies = rounds.flatMap((round) => round.latencies);
  const ratioOf = (value: (round: WorkRound) => number): string =>
    median(rounds.map((round, each) => value(round) / value(sends[each]!))).toFixed(2);
  return [
    median(rounds.map(({ perSecond }) => perSecond)),
    ratioOf(({ perSecond }) => perSecond),
    median(rounds.map(({ servicesMsEach }) => servicesMsEach)).toFixed(2),
    ratioOf(({ servicesMsEach }) => servicesMsEach),
    median(rounds.map(({ othersMsEach }) => othersMsEach)).toFixed(2),
    ratioOf(({ othersMsEach }) => othersMsEach),
    percentile(latencies, 0.5),
    percentile(latencies, 0.99),
  ];
}

void onStacks(async ([stack]) => {
  const andrew = await stack!.client('andrewbrown');
  const works = [...(await sendsAndEdits(stack!, andrew)), await reactions(stack!, andrew)];
  const rows: (string | number)[][] = [
    [
      'at once',
      'what',
      'a second',
      'of sends',
      'own CPU ms',
      'of sends',
      'store CPU ms',
      'of sends',
      'p50 ms',
      'p99 ms',
    ],
  ];
  for (const atOnce of CONCURRENCY) rows.push(...(await measure(stack!, atOnce, works)));
  printTable(rows);
}).then(() => process.exit(0));
