/**
 * How long the projector takes for 50,000 messages of 500 conversations that wait on the topic, alone and with two others
 * beside it; and how soon the share of a killed projector, and of a killed relay, has moved on.
 */
import { TOPICS } from '@app/common/events';
import { GROUP, ProjectorBed } from '../test/faults/projector-support/projector-bed';
import type { ServiceProcess } from '../test/faults/support/service-process';
import { StreamWriter } from '../test/faults/support/stream-writer';
import { startBackingServices, stopBackingServices } from '../test/support/backing-services';
import { eventually } from '../test/support/eventually';
import { range } from '../test/support/range';
import { services } from '../test/support/services';
import { printTable } from './figures';

const CONVERSATIONS = 500;
const MESSAGES_EACH = Number(process.env['BENCH_MESSAGES'] ?? 50_000) / CONVERSATIONS;
const LIMIT_MS = 300_000;

const seconds = (ms: number): string => (ms / 1_000).toFixed(1);
const whole = (numbers: number[]): string => numbers.map(Math.round).join(' / ');
const ask = (processes: ServiceProcess[], question: (process: ServiceProcess) => Promise<number>): Promise<number[]> =>
  Promise.all(processes.map((process) => question(process)));

/** Straight to DynamoDB: the bed's front would take a share of the machine. */
const direct = () => ({ DYNAMODB_ENDPOINT: services().DYNAMODB_ENDPOINT });

/** One line of the table: `copies` projectors start while everything waits. */
async function catchUp(bed: ProjectorBed, copies: number): Promise<string[]> {
  const ledger = await bed.ledger(CONVERSATIONS);
  await ledger.sendEverywhere(MESSAGES_EACH);

  const startedAt = performance.now();
  const projectors = await Promise.all(range(copies).map(() => bed.spawn(direct())));
  await bed.allRead(LIMIT_MS);
  const ms = performance.now() - startedAt;
  const wrong = await ledger.wrongRows();
  if (wrong.length > 0) throw new Error(`${wrong.length} rows are wrong`);

  await Promise.all(projectors.map((projector) => projector.ready()));
  const messages = await ask(projectors, (each) => each.sum('cruddur_projector_messages_total'));
  const writes = await ask(projectors, (each) => each.sum('cruddur_projector_row_writes_total'));
  const writesInAll = writes.reduce((sum, each) => sum + each, 0);
  return [
    String(copies),
    seconds(ms),
    String(Math.round((ledger.sent * 1_000) / ms)),
    whole(await bed.kafka.shares(GROUP, TOPICS.messages)),
    whole(messages),
    (writesInAll / (2 * ledger.sent)).toFixed(3),
    whole(await ask(projectors, (each) => each.peakMemory())),
  ];
}

/** Two relays and three projectors on one table. */
async function handOver(bed: ProjectorBed): Promise<void> {
  const writer = new StreamWriter(bed.documents, bed.table.name, bed.random);
  const groups = await writer.start(60);
  const relays = await bed.startRelays(2, direct());
  const projectors = await Promise.all(range(3).map(() => bed.start(direct())));

  /** A message into every conversation. @returns after how long it is in every row. */
  const everywhere = async (): Promise<number> => {
    await Promise.all(groups.map((group) => writer.writeInto(group, 1)));
    const writtenAt = performance.now();
    await eventually(async () => {
      const rows = (await bed.rows()).map((row) => JSON.parse(row) as { sk: string; last_number: number });
      const behind = rows.filter(({ sk, last_number }) => last_number < writer.accepted.get(sk)!.length);
      if (behind.length > 0) throw new Error(`${behind.length} rows are behind`);
    }, LIMIT_MS);
    return performance.now() - writtenAt;
  };

  await everywhere();
  await everywhere();
  const published = await ask(relays, (relay) => relay.metric('cruddur_relay_events_published_total'));
  const projected = await ask(projectors, (each) => each.sum('cruddur_projector_messages_total'));
  console.log(`events that each relay has published: ${whole(published)}`);
  console.log(`messages that each projector has projected: ${whole(projected)}`);

  await projectors[0]!.kill();
  console.log(`a killed projector's share has moved on after ${seconds(await everywhere())} s`);
  await relays[published[0]! > published[1]! ? 0 : 1]!.kill();
  console.log(`a killed relay's share has moved on after ${seconds(await everywhere())} s`);
}

async function onABed<Result>(stream: boolean, work: (bed: ProjectorBed) => Promise<Result>): Promise<Result> {
  const bed = await ProjectorBed.open({ stream });
  try {
    return await work(bed);
  } finally {
    await bed.close();
  }
}

async function main(): Promise<void> {
  const ownServices = await startBackingServices();
  const lines = [];
  for (const copies of [1, 3]) lines.push(await onABed(false, (bed) => catchUp(bed, copies)));
  const names = [
    'projectors',
    'seconds',
    'messages/s',
    'partitions',
    'messages of each',
    'updates per row and message',
  ];
  printTable([[...names, 'peak MB of each'], ...lines]);
  await onABed(true, handOver);
  if (ownServices) await stopBackingServices();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
