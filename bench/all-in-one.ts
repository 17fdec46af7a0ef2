/**
 * The five services in one process beside the same in five, on the same backing services: sends a second, their processor
 * time, resident memory and how long a start takes. The two take turns, so that a machine whose speed drifts favours
 * none; quote the ratios.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type AllInOneStack, startAllInOne } from '../test/support/all-in-one-stack';
import { startBackingServices, stopBackingServices } from '../test/support/backing-services';
import { range } from '../test/support/range';
import { RestClient } from '../test/support/rest-client';
import { APPS, startStack, type TestStack } from '../test/support/stack';
import { addUsers } from './support/add-users';
import { median, percentile, printTable } from './figures';
import { load } from './support/load';
import { cpuMs, rssMb } from './support/processes';
import { MANY_AS_ONE } from './support/stacks';
import { SIXTY_BYTES } from './support/texts';

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 7);
const ROUND_MS = Number(process.env['BENCH_ROUND_SECONDS'] ?? 4) * 1_000;
const SETTLE_MS = Number(process.env['BENCH_SETTLE_SECONDS'] ?? 10) * 1_000;
const STARTS = 3;
const SENDERS = 16;

/** One of the two, by its processes. */
interface Contender {
  name: string;
  pids: () => Promise<number[]>;
  startAnew: () => Promise<void>;
  stopAll: () => Promise<void>;
  send: (worker: number) => Promise<void>;
}

interface Figures {
  perSecond: number[];
  cpuMsEach: number[];
  latencies: number[];
}

const sumOf = (numbers: number[]): number => numbers.reduce((sum, each) => sum + each, 0);
const memoryOf = async (contender: Contender): Promise<number> => sumOf((await contender.pids()).map(rssMb));
const cpuOf = async (contender: Contender): Promise<number> => sumOf((await contender.pids()).map(cpuMs));

async function senderOf(stack: Pick<TestStack, 'gatewayUrl' | 'environment' | 'token'>): Promise<Contender['send']> {
  const client = new RestClient(stack.gatewayUrl, await stack.token('andrewbrown'), { isChecked: false });
  const groups: string[] = [];
  for (const handle of await addUsers(stack.environment['DATABASE_URL']!, SENDERS)) {
    groups.push((await client.start(handle, SIXTY_BYTES)).body.message_group_uuid);
  }
  return async (worker) => {
    const { status } = await client.send(groups[worker]!, SIXTY_BYTES);
    if (status !== 200) throw new Error(`a send was answered ${status}`);
  };
}

const inFive = async (stack: TestStack): Promise<Contender> => ({
  name: 'five processes',
  pids: () => Promise.all(APPS.map((app) => stack.pid(app))),
  startAnew: async () => void (await Promise.all(APPS.map((app) => stack.start(app)))),
  stopAll: async () => void (await Promise.all(APPS.map((app) => stack.kill(app, 'SIGTERM')))),
  send: await senderOf(stack),
});

const inOne = async (stack: AllInOneStack): Promise<Contender> => ({
  name: 'one process',
  pids: async () => [(await stack.process.pid())!],
  startAnew: () => stack.process.start(),
  stopAll: () => stack.process.stop(),
  send: await senderOf(stack),
});

/** How long each takes from its start until all of it is ready. */
async function starts(contenders: Contender[]): Promise<number[][]> {
  const seconds = contenders.map((): number[] => []);
  for (const _ of range(STARTS)) {
    for (const [i, contender] of contenders.entries()) {
      await contender.stopAll();
      const begun = performance.now();
      await contender.startAnew();
      seconds[i]!.push((performance.now() - begun) / 1_000);
    }
  }
  return seconds;
}

async function round(contender: Contender): Promise<{ perSecond: number; cpuMsEach: number; latencies: number[] }> {
  const before = await cpuOf(contender);
  const { perSecond, latencies } = await load(SENDERS, ROUND_MS, contender.send);
  return { perSecond, latencies, cpuMsEach: ((await cpuOf(contender)) - before) / latencies.length };
}

/** The warm-up is not among them. */
async function rounds(contenders: Contender[]): Promise<Figures[]> {
  const figures = contenders.map((): Figures => ({ perSecond: [], cpuMsEach: [], latencies: [] }));
  for (const number of range(ROUNDS + 1)) {
    process.stderr.write(`  round ${number} of ${ROUNDS}${number === 0 ? ' (warm-up)' : ''}\n`);
    for (const [i, contender] of contenders.entries()) {
      const { perSecond, cpuMsEach, latencies } = await round(contender);
      if (number === 0) continue;
      figures[i]!.perSecond.push(perSecond);
      figures[i]!.cpuMsEach.push(cpuMsEach);
      figures[i]!.latencies.push(...latencies);
    }
  }
  return figures;
}

/** The median of what each of the first has, over what the second has beside it. */
const ratio = (ones: number[], others: number[]): string => median(ones.map((one, i) => one / others[i]!)).toFixed(2);

async function compare(five: Contender, one: Contender): Promise<void> {
  const contenders = [five, one];
  const seconds = await starts(contenders);
  await sleep(SETTLE_MS);
  const idle = await Promise.all(contenders.map(memoryOf));
  const figures = await rounds(contenders);
  await sleep(SETTLE_MS);
  const loaded = await Promise.all(contenders.map(memoryOf));

  const [ofFive, ofOne] = figures as [Figures, Figures];
  const lines = contenders.map(({ name }, i) => {
    const { perSecond, cpuMsEach, latencies } = figures[i]!;
    const [sends, cpu, start] = [median(perSecond), median(cpuMsEach).toFixed(2), median(seconds[i]!)];
    const quantiles = [percentile(latencies, 0.5), percentile(latencies, 0.99)];
    return [name, sends, cpu, ...quantiles, idle[i]!, loaded[i]!, start];
  });
  printTable([
    ['', 'sends/s', 'CPU ms a send', 'p50 ms', 'p99 ms', 'idle MB', 'after load MB', 's to start'],
    ...lines,
    [
      'one of five',
      ratio(ofOne.perSecond, ofFive.perSecond),
      ratio(ofOne.cpuMsEach, ofFive.cpuMsEach),
      '',
      '',
      (idle[1]! / idle[0]!).toFixed(2),
      (loaded[1]! / loaded[0]!).toFixed(2),
      ratio(seconds[1]!, seconds[0]!),
    ],
  ]);
}

async function main(): Promise<void> {
  const ownServices = await startBackingServices();
  const five = await startStack({ environment: MANY_AS_ONE });
  const one = await startAllInOne({ environment: MANY_AS_ONE });
  await compare(await inFive(five), await inOne(one));
  await one.stop();
  await five.stop();
  if (ownServices) await stopBackingServices();
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
