/** How long after the POST has returned both members' lists show the message, at 20 messages a second. */
import { setTimeout as sleep } from 'node:timers/promises';
import { range } from '../test/support/range';
import { RestClient } from '../test/support/rest-client';
import { startStack } from '../test/support/stack';
import { percentile, printTable } from './figures';

const PER_SECOND = 20;
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 30);
const WARM_UP = 2 * PER_SECOND;
const LOOK_EVERY_MS = 5;
const GIVE_UP_MS = 30_000;

/** Looks at one member's list, as a browser would, until it shows the message. */
async function shown(client: RestClient, groupUuid: string, number: number): Promise<void> {
  const deadline = performance.now() + GIVE_UP_MS;
  for (;;) {
    const { body } = await client.groups('?limit=5');
    if (body.some((group) => group.uuid === groupUuid && group.last_number >= number)) return;
    if (performance.now() > deadline) throw new Error(`message ${number} was not in a list after ${GIVE_UP_MS} ms`);
    await sleep(LOOK_EVERY_MS);
  }
}

async function main(): Promise<void> {
  console.log('starting a stack of its own …');
  const stack = await startStack();
  const [andrew, bayko] = [
    new RestClient(stack.gatewayUrl, await stack.token('andrewbrown')),
    new RestClient(stack.gatewayUrl, await stack.token('bayko')),
  ];
  const groupUuid = (await andrew.start('bayko', 'hello')).body.message_group_uuid;

  const one = async (i: number): Promise<number> => {
    const { status, body } = await (i % 2 ? andrew : bayko).send(groupUuid, `message ${i}`);
    if (status !== 200) throw new Error(`a send was answered ${status}`);
    const returned = performance.now();
    await Promise.all([andrew, bayko].map((client) => shown(client, groupUuid, body.number)));
    return performance.now() - returned;
  };

  const began = performance.now();
  const lags = await Promise.all(
    range(WARM_UP + PER_SECOND * SECONDS).map(async (i) => {
      await sleep((i * 1_000) / PER_SECOND - (performance.now() - began));
      return one(i);
    }),
  );
  const measured = lags.slice(WARM_UP);
  printTable([
    ['messages', 'p50 ms', 'p95 ms', 'p99 ms', 'max ms'],
    [
      String(measured.length),
      percentile(measured, 0.5),
      percentile(measured, 0.95),
      percentile(measured, 0.99),
      Math.max(...measured),
    ],
  ]);
  await Promise.all([andrew.close(), bayko.close()]);
  await stack.stop();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
