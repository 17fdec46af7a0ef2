/**
 * Sends a second through the gateway, without and with an idempotency key, beside raw conditional puts a second by the
 * bare SDK, in a process of its own, on the same DynamoDB Local. All take turns, so that a machine whose speed drifts
 * favours none; quote the ratios. BENCH_BESIDE=<another checkout> takes turns with that one too.
 */
import { randomUUID } from 'node:crypto';
import { range } from '../test/support/range';
import type { RestClient } from '../test/support/rest-client';
import { median, percentile, printTable } from './figures';
import { type BenchStack, spent } from './support/bench-stack';
import { load } from './support/load';
import { type RawRound, RawPutsProcess } from './support/raw-puts-process';
import { onStacks } from './support/stacks';
import { SIXTY_BYTES } from './support/texts';

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5);
const ROUND_MS = Number(process.env['BENCH_ROUND_SECONDS'] ?? 4) * 1_000;
const CONCURRENCY = [1, 16, 64];

interface SendRound extends RawRound {
  /** Of DynamoDB Local and Kafka. */
  othersCpuMsEach: number;
}

interface Sender {
  name: string;
  round: (concurrency: number) => Promise<SendRound>;
}

/** One who sends into as many conversations as there are workers. */
async function sendersOf(stack: BenchStack): Promise<Sender[]> {
  const client = await stack.client('andrewbrown');
  const groups: string[] = [];
  for (const handle of await stack.addUsers(Math.max(...CONCURRENCY))) {
    groups.push((await client.start(handle, 'hello')).body.message_group_uuid);
  }
  const sender = (name: string, key: () => string | undefined): Sender => ({
    name: `sends of ${stack.name}${name}`,
    round: (concurrency) => sendRound(stack, concurrency, (worker) => send(client, groups[worker]!, key())),
  });
  return [sender('', () => undefined), sender(', with a key', randomUUID)];
}

async function send(client: RestClient, groupUuid: string, key: string | undefined): Promise<void> {
  const { status, body } = await client.send(groupUuid, SIXTY_BYTES, key);
  if (status !== 200) throw new Error(`a send was answered ${status} ${JSON.stringify(body)}`);
}

async function sendRound(
  stack: BenchStack,
  concurrency: number,
  work: (worker: number) => Promise<void>,
): Promise<SendRound> {
  const before = stack.cpu();
  const round = await load(concurrency, ROUND_MS, work);
  const { services, others } = spent(before, stack.cpu());
  const count = round.latencies.length;
  return { ...round, cpuMsEach: services / count, othersCpuMsEach: others / count };
}

/** The warm-up is not among them. */
async function measure(concurrency: number, raw: RawPutsProcess, senders: Sender[]): Promise<(string | number)[][]> {
  const puts: RawRound[] = [];
  const sends = senders.map((): SendRound[] => []);
  for (const round of range(ROUNDS + 1)) {
    process.stderr.write(`  ${concurrency} at once, round ${round} of ${ROUNDS}${round === 0 ? ' (warm-up)' : ''}\n`);
    const put = await raw.round(concurrency, ROUND_MS);
    if (round > 0) puts.push(put);
    for (const [i, sender] of senders.entries()) {
      const sent = await sender.round(concurrency);
      if (round > 0) sends[i]!.push(sent);
    }
  }
  const lines = senders.map(({ name }, i) => {
    const rounds = sends[i]!;
    return line(concurrency, name, rounds, [
      median(rounds.map(({ perSecond }, each) => perSecond / puts[each]!.perSecond)).toFixed(2),
      median(rounds.map(({ cpuMsEach }, each) => cpuMsEach / puts[each]!.cpuMsEach)).toFixed(2),
      median(rounds.map(({ othersCpuMsEach }) => othersCpuMsEach)).toFixed(2),
    ]);
  });
  return [line(concurrency, 'raw puts', puts, ['1', '1', '']), ...lines];
}

function line(concurrency: number, name: string, rounds: RawRound[], ratios: string[]): (string | number)[] {
  const latencies = rounds.flatMap((round) => round.latencies);
  return [
    String(concurrency),
    name,
    median(rounds.map(({ perSecond }) => perSecond)),
    ratios[0]!,
    median(rounds.map(({ cpuMsEach }) => cpuMsEach)).toFixed(2),
    ...ratios.slice(1),
    percentile(latencies, 0.5),
    percentile(latencies, 0.99),
  ];
}

void onStacks(async (stacks) => {
  const raw = await RawPutsProcess.start(stacks[0]!.dynamoDbEndpoint);
  const senders = (await Promise.all(stacks.map(sendersOf))).flat();
  const rows: (string | number)[][] = [
    ['at once', 'what', 'a second', 'of raw', 'own CPU ms', 'of raw', 'store CPU ms', 'p50 ms', 'p99 ms'],
  ];
  for (const concurrency of CONCURRENCY) rows.push(...(await measure(concurrency, raw, senders)));
  raw.stop();
  printTable(rows);
}).then(() => process.exit(0));
