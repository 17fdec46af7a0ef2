/**
 * The present release beside the former one, on the same backing services: sends, pages of 50 messages and lists of 50
 * conversations a second. Two copies of one program differ by a tenth, and so do two tables: so the releases take turns,
 * and are started several times, each every other time as the first and on the first ground. Quote the ratios.
 */
import { gzipSync } from 'node:zlib';
import { startApps } from '@local-stack/apps/start-apps';
import { Stack } from '@local-stack/supervision/stack';
import { startBackingServices, stopBackingServices } from '../test/support/backing-services';
import { unpackFormerRelease } from '../test/support/former-release';
import { range } from '../test/support/range';
import { prepareGround, type StackGround } from '../test/support/stack-ground';
import { median, percentile, printTable } from './figures';
import { BusyCaller } from './support/busy-caller';
import { load, type Round } from './support/load';
import { cpuMs } from './support/processes';
import { MANY_AS_ONE } from './support/stacks';

/** An even number gives each release each place equally often. */
const STARTS = Number(process.env['BENCH_STARTS'] ?? 4);
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 4);
const ROUND_MS = Number(process.env['BENCH_ROUND_SECONDS'] ?? 2) * 1_000;
const CONCURRENCY = [1, 16];

interface Work {
  what: string;
  once: (caller: BusyCaller, worker: number) => Promise<unknown>;
}

const WORKS: Work[] = [
  { what: 'send', once: (caller, worker) => caller.send(worker) },
  { what: 'page of 50', once: (caller) => caller.page() },
  { what: 'list of 50', once: (caller) => caller.list() },
];

interface WorkRound extends Round {
  cpuMsEach: number;
}

interface Release {
  name: string;
  /** Where its services are built; absent: in `dist`. */
  programs?: string;
  /** Of all starts, by what was done. */
  rounds: Map<string, WorkRound[]>;
  answers: Map<string, string>;
}

/** A release as it runs on a ground. */
interface Running {
  release: Release;
  caller: BusyCaller;
  cpuMs: () => number;
  stop: () => Promise<void>;
}

async function run(release: Release, ground: StackGround, callers: Map<StackGround, BusyCaller>): Promise<Running> {
  const stack = new Stack(() => undefined);
  const { programs } = release;
  const apps = Object.values(await startApps(stack, { ...ground, ...(programs !== undefined && { programs }) }));
  const caller = callers.get(ground) ?? (await BusyCaller.on(ground));
  callers.set(ground, caller);
  release.answers.set('page of 50', JSON.stringify(await caller.page()));
  release.answers.set('list of 50', JSON.stringify(await caller.list()));
  const pids = await Promise.all(apps.map(async (app) => (await app.pid())!));
  return {
    release,
    caller,
    cpuMs: () => pids.reduce((sum, pid) => sum + cpuMs(pid), 0),
    stop: () => stack.stop(),
  };
}

async function workRound({ caller, ...running }: Running, { once }: Work, atOnce: number): Promise<WorkRound> {
  const before = running.cpuMs();
  const round = await load(atOnce, ROUND_MS, async (worker) => void (await once(caller, worker)));
  const cpuMsEach = (running.cpuMs() - before) / round.latencies.length;
  await caller.settled();
  return { ...round, cpuMsEach };
}

const keyOf = ({ what }: Work, atOnce: number): string => `${what} ${atOnce}`;

/** The first of two is so every other time. The warm-up is not among the rounds. */
async function roundsOf(both: Running[], work: Work, atOnce: number): Promise<void> {
  for (const number of range(ROUNDS + 1)) {
    for (const running of number % 2 === 0 ? both : both.toReversed()) {
      const round = await workRound(running, work, atOnce);
      const { rounds } = running.release;
      if (number > 0) rounds.set(keyOf(work, atOnce), [...(rounds.get(keyOf(work, atOnce)) ?? []), round]);
    }
  }
}

async function measure(releases: Release[], grounds: StackGround[]): Promise<void> {
  const callers = new Map<StackGround, BusyCaller>();
  for (const start of range(STARTS)) {
    process.stderr.write(`start ${start + 1} of ${STARTS}\n`);
    const both: Running[] = [];
    for (const [place, release] of (start % 2 === 0 ? releases : releases.toReversed()).entries()) {
      both.push(await run(release, grounds[place]!, callers));
    }
    for (const atOnce of CONCURRENCY) for (const work of WORKS) await roundsOf(both, work, atOnce);
    for (const running of both) await running.stop();
  }
}

const HEADER = ['what', 'at once', 'of', 'a second', 'p50 ms', 'p99 ms', 'own CPU ms', 'of former', 'CPU of former'];

/** Medians, and what each round had of the one beside it. */
function line(work: Work, atOnce: number, release: Release, former: Release): (string | number)[] {
  const [own, beside] = [release, former].map(({ rounds }) => rounds.get(keyOf(work, atOnce))!);
  const ratios = own!.map(({ perSecond }, each) => perSecond / beside![each]!.perSecond);
  const latencies = own!.flatMap((round) => round.latencies);
  return [
    work.what,
    String(atOnce),
    release.name,
    median(own!.map(({ perSecond }) => perSecond)),
    percentile(latencies, 0.5),
    percentile(latencies, 0.99),
    median(own!.map(({ cpuMsEach }) => cpuMsEach)).toFixed(2),
    median(ratios).toFixed(2),
    median(own!.map(({ cpuMsEach }, each) => cpuMsEach / beside![each]!.cpuMsEach)).toFixed(2),
    release === former ? '' : ratios.map((ratio) => ratio.toFixed(2)).join(' '),
  ];
}

function print(releases: Release[]): void {
  const lines = CONCURRENCY.flatMap((atOnce) =>
    WORKS.flatMap((work) => releases.map((release) => line(work, atOnce, release, releases[0]!))),
  );
  printTable([[...HEADER, 'of former in each round'], ...lines]);
  const sizes = releases.flatMap(({ name, answers }) =>
    [...answers].map(([what, json]) => [what, name, String(Buffer.byteLength(json)), String(gzipSync(json).length)]),
  );
  printTable([['what', 'of', 'bytes', 'gzip'], ...sizes]);
}

async function main(): Promise<void> {
  const ownServices = await startBackingServices();
  const { programs, remove } = unpackFormerRelease();
  const grounds = [
    await prepareGround({ environment: MANY_AS_ONE }),
    await prepareGround({ environment: MANY_AS_ONE }),
  ];
  const releases: Release[] = [
    { name: 'former', programs, rounds: new Map(), answers: new Map() },
    { name: 'present', rounds: new Map(), answers: new Map() },
  ];
  await measure(releases, grounds);
  print(releases);
  for (const ground of grounds) await ground.clear();
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
