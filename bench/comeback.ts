/**
 * How long a service is away that was killed: until it takes requests again, and until it is ready; the median of some
 * kills each. BENCH_BESIDE=<another checkout> measures that one too.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { median, printTable } from './figures';
import type { BenchStack } from './support/bench-stack';
import { SERVICES } from './support/processes';
import { onStacks } from './support/stacks';

const KILLS = Number(process.env['BENCH_KILLS'] ?? 5);
const LOOK_EVERY_MS = 20;

/** Seconds from the kill until the service answers with this at this path. */
async function secondsUntil(url: string, killedAt: number): Promise<number> {
  for (;;) {
    const ok = await fetch(url).then(
      ({ ok: isOk }) => isOk,
      () => false,
    );
    if (ok) return (performance.now() - killedAt) / 1_000;
    await sleep(LOOK_EVERY_MS);
  }
}

async function comeback(stack: BenchStack, service: string): Promise<{ answers: number; ready: number }> {
  const address = stack.address(service);
  await secondsUntil(`${address}/health/ready`, performance.now());
  const killedAt = performance.now();
  stack.kill(service);
  const answers = await secondsUntil(`${address}/health/live`, killedAt);
  return { answers, ready: await secondsUntil(`${address}/health/ready`, killedAt) };
}

void onStacks(async (stacks) => {
  const rows: (string | number)[][] = [['of', 'service', 'answers after s', 'ready after s']];
  for (const service of SERVICES) {
    const times = stacks.map(() => [] as { answers: number; ready: number }[]);
    for (let kill = 0; kill < KILLS; kill++) {
      for (const [index, stack] of stacks.entries()) times[index]!.push(await comeback(stack, service));
    }
    for (const [index, stack] of stacks.entries()) {
      const of = (what: 'answers' | 'ready') => median(times[index]!.map((time) => time[what])).toFixed(1);
      rows.push([stack.name, service, of('answers'), of('ready')]);
    }
  }
  printTable(rows);
}).then(() => process.exit(0));
