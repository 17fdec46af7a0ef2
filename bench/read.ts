/**
 * Reads a second through the gateway: the last 50 messages, and conversation lists of 16 and of 1,000.
 * BENCH_BESIDE=<another checkout> takes turns with that one.
 */
import { range } from '../test/support/range';
import type { RestClient } from '../test/support/rest-client';
import { median, percentile, printTable } from './figures';
import { type BenchStack, spent } from './support/bench-stack';
import { load, type Round } from './support/load';
import { onStacks } from './support/stacks';
import { SIXTY_BYTES } from './support/texts';

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5);
const ROUND_MS = Number(process.env['BENCH_ROUND_SECONDS'] ?? 4) * 1_000;
const FEW = 16;
const MANY = Number(process.env['BENCH_CONVERSATIONS'] ?? 1_000);
const MESSAGES = 60;
/** Conversations that are started at once. */
const STARTS = 16;

interface Read {
  what: string;
  readers: number;
  work: () => Promise<void>;
}

interface ReadRound extends Round {
  servicesMsEach: number;
  othersMsEach: number;
}

async function startConversations(client: RestClient, handles: string[]): Promise<string[]> {
  const groups: string[] = [];
  for (let i = 0; i < handles.length; i += STARTS) {
    const started = await Promise.all(handles.slice(i, i + STARTS).map((handle) => client.start(handle, SIXTY_BYTES)));
    groups.push(...started.map(({ body }) => body.message_group_uuid));
  }
  return groups;
}

async function readsOf(stack: BenchStack): Promise<Read[]> {
  const handles = await stack.addUsers(MANY);
  const [few, many] = [await stack.client('londo'), await stack.client('altbrown')];
  const [group] = await startConversations(few, handles.slice(0, FEW));
  for (const i of range(MESSAGES)) await few.send(group!, `${SIXTY_BYTES} ${i}`);
  await startConversations(many, handles);
  const last50 = async (): Promise<void> => expectLength(await few.messages(group!, '?limit=50'), 50);
  return [
    { what: 'last 50 messages', readers: 1, work: last50 },
    { what: 'last 50 messages', readers: 16, work: last50 },
    { what: `list of ${FEW}`, readers: 1, work: async () => expectLength(await few.groups(), FEW) },
    { what: `list of ${MANY}`, readers: 1, work: async () => expectLength(await many.groups(), 50) },
    { what: `list of ${MANY}`, readers: 16, work: async () => expectLength(await many.groups(), 50) },
  ];
}

function expectLength({ status, body }: { status: number; body: unknown[] }, length: number): void {
  // A demo user has the conversations of the demonstration beside those of the bench.
  if (status !== 200 || body.length < length) throw new Error(`a read was answered ${status}, ${body.length} long`);
}

async function readRound(stack: BenchStack, { readers, work }: Read): Promise<ReadRound> {
  const before = stack.cpu();
  const round = await load(readers, ROUND_MS, work);
  const { services, others } = spent(before, stack.cpu());
  const count = round.latencies.length;
  return { ...round, servicesMsEach: services / count, othersMsEach: others / count };
}

function line(stack: BenchStack, { what, readers }: Read, rounds: ReadRound[], first: ReadRound[]) {
  const latencies = rounds.flatMap((round) => round.latencies);
  return [
    what,
    String(readers),
    stack.name,
    median(rounds.map(({ perSecond }) => perSecond)),
    median(rounds.map(({ perSecond }, i) => first[i]!.perSecond / perSecond)).toFixed(2),
    percentile(latencies, 0.5),
    percentile(latencies, 0.99),
    median(rounds.map(({ servicesMsEach }) => servicesMsEach)).toFixed(2),
    median(rounds.map(({ othersMsEach }) => othersMsEach)).toFixed(2),
  ];
}

void onStacks(async (stacks) => {
  const reads = await Promise.all(stacks.map(readsOf));
  const rows: (string | number)[][] = [
    ['what', 'readers', 'of', 'a second', 'this : it', 'p50 ms', 'p99 ms', 'own CPU ms', 'store CPU ms'],
  ];
  for (const [which, { what, readers }] of reads[0]!.entries()) {
    const rounds = stacks.map((): ReadRound[] => []);
    for (const round of range(ROUNDS + 1)) {
      process.stderr.write(`  ${what}, ${readers} readers, round ${round} of ${ROUNDS}\n`);
      for (const [i, stack] of stacks.entries()) {
        const measured = await readRound(stack, reads[i]![which]!);
        if (round > 0) rounds[i]!.push(measured);
      }
    }
    rows.push(...stacks.map((stack, i) => line(stack, reads[i]![which]!, rounds[i]!, rounds[0]!)));
  }
  printTable(rows);
}).then(() => process.exit(0));
