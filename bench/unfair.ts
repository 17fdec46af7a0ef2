/**
 * How long another person waits while somebody does their worst: one person lists and sends five times a second, alone
 * and beside each attack, or those named as arguments. BENCH_BESIDE=<another checkout> has that one attacked too.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { range } from '../test/support/range';
import type { RestClient } from '../test/support/rest-client';
import { percentile, printTable } from './figures';
import { AttackerProcess, type Outcome } from './support/attacker-process';
import { type Attack, ATTACKS, type Target } from './support/attacks';
import { type BenchStack, spent } from './support/bench-stack';
import { onStacks } from './support/stacks';
import { SIXTY_BYTES } from './support/texts';

const ROUND_MS = Number(process.env['BENCH_ROUND_SECONDS'] ?? 60) * 1_000;
const CONVERSATIONS = Number(process.env['BENCH_CONVERSATIONS'] ?? 1_000);
const chosen = ATTACKS.filter((kind) => process.argv.length === 2 || process.argv.includes(kind));
const EVERY_MS = 200;
const LONGEST_PAGE = 200;
const KILOBYTE = 'x'.repeat(1_024);
/** Requests of one person at once while the data is made. */
const AT_ONCE = 8;

interface Beside {
  latencies: number[];
  failed: number;
}

interface Scene {
  stack: BenchStack;
  person: RestClient;
  groupUuid: string;
  target: Target;
}

async function inTurns<Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>): Promise<void> {
  for (let i = 0; i < items.length; i += AT_ONCE) await Promise.all(items.slice(i, i + AT_ONCE).map(work));
}

/** The attacker has a long list, and pages as large as they come; the other person has what people have. */
async function prepare(stack: BenchStack): Promise<Scene> {
  const handles = await stack.addUsers(CONVERSATIONS);
  const token = await stack.token('altbrown');
  const [attacker, person] = [await stack.client('altbrown'), await stack.client('londo')];
  await inTurns(handles, (handle) => attacker.start(handle, SIXTY_BYTES));
  const { body: own } = await attacker.start(handles[0]!, SIXTY_BYTES);
  await inTurns(range(LONGEST_PAGE), () => attacker.send(own.message_group_uuid, KILOBYTE));
  const { body: first } = await person.start(handles[1]!, SIXTY_BYTES);
  const target = { gatewayUrl: stack.gatewayUrl, token, groupUuid: own.message_group_uuid };
  return { stack, person, groupUuid: first.message_group_uuid, target };
}

/** Asks at fixed times, however long the answers take. */
async function live({ person, groupUuid }: Scene, ms: number): Promise<Beside> {
  const result: Beside = { latencies: [], failed: 0 };
  const ask = async (work: () => Promise<{ status: number }>): Promise<void> => {
    const since = performance.now();
    const isAnswered = await work().then(
      ({ status }) => status === 200,
      () => false,
    );
    result.latencies.push(performance.now() - since);
    if (!isAnswered) result.failed += 1;
  };
  const asked: Promise<void>[] = [];
  for (const until = performance.now() + ms; performance.now() < until; await sleep(EVERY_MS)) {
    asked.push(
      ask(() => person.groups('?limit=50')),
      ask(() => person.send(groupUuid, SIXTY_BYTES)),
    );
  }
  await Promise.all(asked);
  return result;
}

const share = (cpuMs: number): string => `${Math.round((cpuMs * 100) / ROUND_MS)} %`;

async function measure(scene: Scene, attacker: AttackerProcess, kind: Attack) {
  const alone = await live(scene, ROUND_MS / 3);
  const before = scene.stack.cpu();
  const [outcome, beside] = await Promise.all([
    attacker.attack({ kind, target: scene.target, ms: ROUND_MS }),
    live(scene, ROUND_MS),
  ]);
  return lines(scene, kind, { alone, beside, outcome, used: spent(before, scene.stack.cpu()) });
}

function lines(
  { stack }: Scene,
  kind: Attack,
  { alone, beside, outcome, used }: { alone: Beside; beside: Beside; outcome: Outcome; used: ReturnType<typeof spent> },
): (string | number)[][] {
  const figures = ({ latencies, failed }: Beside): (string | number)[] => [
    percentile(latencies, 0.5),
    percentile(latencies, 0.95),
    percentile(latencies, 1),
    `${failed} of ${latencies.length}`,
  ];
  const ratio = (percentile(beside.latencies, 0.95) / percentile(alone.latencies, 0.95)).toFixed(1);
  const cpu = [share(used.services), share(used.others), share(outcome.cpuMs)];
  return [
    [stack.name, 'alone', ...figures(alone), '1', '', '', '', ''],
    [stack.name, `beside ${kind}`, ...figures(beside), ratio, String(outcome.asked), ...cpu],
  ];
}

void onStacks(async (stacks) => {
  const attacker = await AttackerProcess.start();
  const rows: (string | number)[][] = [
    [
      'of',
      'another person',
      'p50 ms',
      'p95 ms',
      'worst ms',
      'failed',
      'p95 : alone',
      'asked',
      'own CPU',
      'store CPU',
      'attacker CPU',
    ],
  ];
  for (const stack of stacks) {
    const scene = await prepare(stack);
    for (const kind of chosen) {
      process.stderr.write(`  ${stack.name}: ${kind}\n`);
      rows.push(...(await measure(scene, attacker, kind)));
    }
  }
  attacker.stop();
  printTable(rows);
}, {}).then(() => process.exit(0));
