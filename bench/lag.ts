/**
 * How long after the POST has returned both members' lists show the message: in one conversation and over twenty, at 20
 * messages a second; and for a minute at half of the sends a second that the machine can do. In one conversation moves of
 * rows join for 250 ms, so most messages wait for the end of such an interval.
 * BENCH_BESIDE=<another checkout> measures that one too, in turn.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { range } from '../test/support/range';
import type { RestClient } from '../test/support/rest-client';
import { percentile, printTable } from './figures';
import type { BenchStack } from './support/bench-stack';
import { ListWatch } from './support/list-watch';
import { load } from './support/load';
import { onStacks } from './support/stacks';
import { SIXTY_BYTES } from './support/texts';

const PER_SECOND = 20;
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 30);
const LONG_SECONDS = Number(process.env['BENCH_LONG_SECONDS'] ?? 60);
const WARM_UP_SECONDS = 2;
const FIND_LIMIT_MS = 5_000;
const SENDERS = 16;
const CONVERSATIONS = 20;

interface Conversation {
  groupUuid: string;
  sender: RestClient;
}

interface Load {
  what: string;
  perSecond: number;
  seconds: number;
  conversations: Conversation[];
  /** Of those whose lists must show a message. */
  watches: ListWatch[];
}

/** Sends evenly, whatever the answers do. @returns the lags of all messages behind the warm-up, in their order. */
async function lagsUnder({ perSecond, seconds, conversations, watches }: Load): Promise<number[]> {
  const began = performance.now();
  const one = async (i: number): Promise<number[]> => {
    await sleep((i * 1_000) / perSecond - (performance.now() - began));
    const { groupUuid, sender } = conversations[i % conversations.length]!;
    const { status, body } = await sender.send(groupUuid, SIXTY_BYTES);
    if (status !== 200) throw new Error(`a send was answered ${status}`);
    const returned = performance.now();
    await Promise.all(watches.map((watch) => watch.shows(groupUuid, body.number)));
    return i < perSecond * WARM_UP_SECONDS ? [] : [performance.now() - returned];
  };
  return (await Promise.all(range(Math.round(perSecond * (seconds + WARM_UP_SECONDS))).map(one))).flat();
}

/** Sends a second into these conversations that the machine can do, with all of it. */
async function highestRate(conversations: Conversation[]): Promise<number> {
  const { perSecond } = await load(SENDERS, FIND_LIMIT_MS, async (worker) => {
    const { groupUuid, sender } = conversations[worker % conversations.length]!;
    await sender.send(groupUuid, SIXTY_BYTES);
  });
  return perSecond;
}

async function measure(stack: BenchStack): Promise<(string | number)[][]> {
  const [andrew, bayko] = [await stack.client('andrewbrown'), await stack.client('bayko')];
  const both = [andrew, bayko].map((client) => new ListWatch(client));
  const pair = { groupUuid: (await andrew.start('bayko', SIXTY_BYTES)).body.message_group_uuid, sender: andrew };
  const others: Conversation[] = [];
  for (const handle of await stack.addUsers(CONVERSATIONS)) {
    others.push({ groupUuid: (await andrew.start(handle, SIXTY_BYTES)).body.message_group_uuid, sender: andrew });
  }
  await highestRate(others);
  const half = (await highestRate(others)) / 2;
  const loads: Load[] = [
    {
      what: 'one conversation',
      perSecond: PER_SECOND,
      seconds: SECONDS,
      conversations: [pair],
      watches: both,
    },
    {
      what: `${CONVERSATIONS} conversations`,
      perSecond: PER_SECOND,
      seconds: SECONDS,
      conversations: others,
      watches: [both[0]!],
    },
    { what: 'half of the most', perSecond: half, seconds: LONG_SECONDS, conversations: others, watches: [both[0]!] },
  ];
  const rows: (string | number)[][] = [];
  for (const each of loads) {
    const lags = await lagsUnder(each);
    rows.push([stack.name, each.what, each.perSecond, ...figuresOf(lags)]);
  }
  return rows;
}

function figuresOf(lags: number[]): (string | number)[] {
  const quarter = Math.floor(lags.length / 4);
  const p50 = (part: number[]) => percentile(part, 0.5);
  return [
    String(lags.length),
    p50(lags),
    percentile(lags, 0.99),
    Math.max(...lags),
    p50(lags.slice(0, quarter)),
    p50(lags.slice(-quarter)),
  ];
}

void onStacks(async (stacks) => {
  const rows: (string | number)[][] = [
    ['of', 'load', 'a second', 'messages', 'p50 ms', 'p99 ms', 'max ms', 'p50 of the first quarter', 'of the last'],
  ];
  for (const stack of stacks) rows.push(...(await measure(stack)));
  printTable(rows);
}).then(() => process.exit(0));
