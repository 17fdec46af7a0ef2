/**
 * What the five services take: the share of a core while nobody calls, and resident memory idle and after a send load.
 * BENCH_BESIDE=<another checkout> measures that one too.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { printTable } from './figures';
import { type BenchStack, type Usage } from './support/bench-stack';
import { load } from './support/load';
import { SERVICES } from './support/processes';
import { onStacks } from './support/stacks';
import { SIXTY_BYTES } from './support/texts';

const SETTLE_MS = 10_000;
const IDLE_MS = Number(process.env['BENCH_IDLE_SECONDS'] ?? 60) * 1_000;
const LOAD_MS = Number(process.env['BENCH_LOAD_SECONDS'] ?? 20) * 1_000;
const SENDERS = 16;

async function idleShares(stack: BenchStack): Promise<Usage> {
  await sleep(SETTLE_MS);
  const [before, began] = [stack.cpu(), performance.now()];
  await sleep(IDLE_MS);
  const ms = performance.now() - began;
  return new Map([...stack.cpu()].map(([part, used]) => [part, ((used - before.get(part)!) / ms) * 100]));
}

async function sendForAWhile(stack: BenchStack): Promise<void> {
  const client = await stack.client('andrewbrown');
  const groups: string[] = [];
  for (const handle of await stack.addUsers(SENDERS)) {
    groups.push((await client.start(handle, SIXTY_BYTES)).body.message_group_uuid);
  }
  await load(SENDERS, LOAD_MS, async (worker) => void (await client.send(groups[worker]!, SIXTY_BYTES)));
}

async function measure(stack: BenchStack): Promise<(string | number)[][]> {
  const shares = await idleShares(stack);
  const idle = stack.memory();
  await sendForAWhile(stack);
  await sleep(SETTLE_MS);
  const loaded = stack.memory();
  const sum = (usage: Usage) => SERVICES.reduce((total, part) => total + usage.get(part)!, 0);
  const line = (part: string, value: (usage: Usage) => number) => [
    stack.name,
    part,
    value(shares).toFixed(2),
    value(idle),
    value(loaded),
  ];
  return [...SERVICES.map((part) => line(part, (usage) => usage.get(part)!)), line('all five', sum)];
}

void onStacks(async (stacks) => {
  const rows: (string | number)[][] = [['of', 'service', 'idle, % of a core', 'idle MB', 'after load MB']];
  for (const stack of stacks) rows.push(...(await measure(stack)));
  printTable(rows);
}).then(() => process.exit(0));
