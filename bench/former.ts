/**
 * The present release beside the former one, on the same backing services, each with tables and topics of its own: sends,
 * pages of 50 messages and lists of 50 conversations a second. The two take turns, and each begins every other time, so
 * that neither a machine whose speed drifts nor a table that grows favours one; quote the ratios.
 */
import { gzipSync } from 'node:zlib';
import { startBackingServices, stopBackingServices } from '../test/support/backing-services';
import { unpackFormerRelease } from '../test/support/former-release';
import { range } from '../test/support/range';
import { type Answer, RestClient } from '../test/support/rest-client';
import { APPS, startStack, type TestStack } from '../test/support/stack';
import { addUsers } from './add-users';
import { median, percentile, printTable } from './figures';
import { ListWatch } from './support/list-watch';
import { load, type Round } from './support/load';
import { cpuMs } from './support/processes';
import { MANY_AS_ONE } from './support/stacks';
import { SIXTY_BYTES } from './support/texts';

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 9);
const ROUND_MS = Number(process.env['BENCH_ROUND_SECONDS'] ?? 2) * 1_000;
const CONVERSATIONS = 50;
const MESSAGES = 60;

interface Work {
  what: string;
  atOnce: number;
  once: (worker: number) => Promise<void>;
  /** Resolves when nothing of it is left to do. */
  settled?: () => Promise<unknown>;
}

interface Contender {
  name: string;
  cpu: () => Promise<number>;
  works: Work[];
  /** As JSON. */
  answers: Record<string, string>;
}

interface WorkRound extends Round {
  cpuMsEach: number;
}

/** One who has as many conversations as a page of the list shows, and some more messages in the first than a page has. */
async function contender(name: string, stack: TestStack): Promise<Contender> {
  const client = new RestClient(stack.gatewayUrl, await stack.token('andrewbrown'));
  const groups: string[] = [];
  for (const handle of await addUsers(stack.environment['DATABASE_URL']!, CONVERSATIONS)) {
    groups.push((await client.start(handle, SIXTY_BYTES)).body.message_group_uuid);
  }
  const lastNumbers = groups.map(() => 1);
  const send = async (worker: number): Promise<void> => {
    const { status, body } = await client.send(groups[worker]!, SIXTY_BYTES);
    if (status !== 200) throw new Error(`a send was answered ${status} ${JSON.stringify(body)}`);
    lastNumbers[worker] = body.number;
  };
  for (const _ of range(MESSAGES)) await send(0);
  const watch = new ListWatch(client);
  const settled = () => Promise.all(groups.map((group, i) => watch.shows(group, lastNumbers[i]!)));
  await settled();

  const page = async () => (await expectFifty(client.messages(groups[0]!, '?limit=50'))).body;
  const list = async () => (await expectFifty(client.groups('?limit=50'))).body;
  const works = [1, 16].flatMap((atOnce): Work[] => [
    { what: 'send', atOnce, once: send, settled },
    { what: 'page of 50', atOnce, once: async () => void (await page()) },
    { what: 'list of 50', atOnce, once: async () => void (await list()) },
  ]);
  const cpu = async (): Promise<number> =>
    (await Promise.all(APPS.map((app) => stack.pid(app)))).map(cpuMs).reduce((sum, each) => sum + each);
  const answers = { 'page of 50': JSON.stringify(await page()), 'list of 50': JSON.stringify(await list()) };
  return { name, cpu, works, answers };
}

async function expectFifty<Item>(answer: Promise<Answer<Item[]>>): Promise<Answer<Item[]>> {
  const { status, body } = await answer;
  if (status !== 200 || body.length !== 50) throw new Error(`a read was answered ${status}, ${body.length} long`);
  return answer;
}

async function workRound({ cpu }: Contender, { atOnce, once, settled }: Work): Promise<WorkRound> {
  const before = await cpu();
  const round = await load(atOnce, ROUND_MS, once);
  const cpuMsEach = ((await cpu()) - before) / round.latencies.length;
  await settled?.();
  return { ...round, cpuMsEach };
}

/** The warm-up is not among them. */
async function roundsOf(which: number, contenders: Contender[]): Promise<WorkRound[][]> {
  const rounds = contenders.map((): WorkRound[] => []);
  for (const number of range(ROUNDS + 1)) {
    const turns = [...contenders.entries()];
    for (const [i, each] of number % 2 === 0 ? turns : turns.reverse()) {
      const round = await workRound(each, each.works[which]!);
      if (number > 0) rounds[i]!.push(round);
    }
  }
  return rounds;
}

const HEADER = ['what', 'at once', 'of', 'a second', 'p50 ms', 'p99 ms', 'own CPU ms', 'of former', 'CPU of former'];

/** @returns a line each, with the medians, and with what each round had of the former release's beside it. */
function linesOf(which: number, contenders: Contender[], rounds: WorkRound[][]): (string | number)[][] {
  const [former] = rounds as [WorkRound[]];
  return contenders.map(({ name, works }, i) => {
    const { what, atOnce } = works[which]!;
    const own = rounds[i]!;
    const latencies = own.flatMap((round) => round.latencies);
    const ratios = own.map(({ perSecond }, each) => perSecond / former[each]!.perSecond);
    return [
      what,
      String(atOnce),
      name,
      median(own.map(({ perSecond }) => perSecond)),
      percentile(latencies, 0.5),
      percentile(latencies, 0.99),
      median(own.map(({ cpuMsEach }) => cpuMsEach)).toFixed(2),
      median(ratios).toFixed(2),
      median(own.map(({ cpuMsEach }, each) => cpuMsEach / former[each]!.cpuMsEach)).toFixed(2),
      ...(i === 0 ? [''] : [ratios.map((ratio) => ratio.toFixed(2)).join(' ')]),
    ];
  });
}

function sizesOf({ name, answers }: Contender): string[][] {
  return Object.entries(answers).map(([what, json]) => [
    what,
    name,
    String(Buffer.byteLength(json)),
    String(gzipSync(json).length),
  ]);
}

async function compare(contenders: Contender[]): Promise<void> {
  const lines: (string | number)[][] = [];
  for (const [which, { what, atOnce }] of contenders[0]!.works.entries()) {
    process.stderr.write(`  ${what}, ${atOnce} at once\n`);
    lines.push(...linesOf(which, contenders, await roundsOf(which, contenders)));
  }
  printTable([[...HEADER, 'of former in each round'], ...lines]);
  printTable([['what', 'of', 'bytes', 'gzip'], ...contenders.flatMap(sizesOf)]);
}

async function main(): Promise<void> {
  const ownServices = await startBackingServices();
  const { programs, remove } = unpackFormerRelease();
  const former = await startStack({ environment: MANY_AS_ONE, programs });
  const present = await startStack({ environment: MANY_AS_ONE });
  await compare([await contender('former', former), await contender('present', present)]);
  await present.stop();
  await former.stop();
  remove();
  if (ownServices) await stopBackingServices();
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
