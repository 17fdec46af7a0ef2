import { setImmediate as turn } from 'node:timers/promises';
import type { CloudEvent } from '@app/common/events';
import type { Batch, KafkaMessage } from 'kafkajs';
import { eventually } from '../../../../test/support/eventually';
import { HeldRecords } from './held-records';
import { PartitionOffsets } from './partition-offsets';
import { type Deliver, PartitionWork } from './partition-work';

const HOUR_MS = 3_600_000;

/** Records `from` to `to`, all of one conversation. */
function batchOf(from: number, to: number): Batch {
  const messages = Array.from({ length: to - from + 1 }, (_, i) => ({ offset: `${from + i}` }) as KafkaMessage);
  return { messages, lastOffset: () => `${to}` } as Batch;
}

describe('PartitionWork', () => {
  const offsets = new PartitionOffsets('t', 0, () => undefined);
  let held: number;
  let deliveries: string[][];
  let failures: unknown[];
  let signal: AbortSignal;

  beforeEach(() => {
    [held, deliveries, failures] = [0, [], []];
    signal = new AbortController().signal;
  });

  const workThat = (deliver: Deliver, { intervalMs = HOUR_MS, most = 10 } = {}): PartitionWork =>
    new PartitionWork({
      offsets,
      held: new HeldRecords(most, (count) => (held = count)),
      joining: { keyOf: () => 'conversation', intervalMs: () => intervalMs },
      decode: (records) => ({
        delivered: records.map((record) => ({ record, event: { id: record.offset } as CloudEvent })),
        undecodable: [],
      }),
      deliver: (events, ...rest) => {
        deliveries.push(events.map(({ event }) => event.id));
        return deliver(events, ...rest);
      },
      onFailure: (error) => failures.push(error),
    });

  it('delivers the first at once, and what follows together at the end of the interval', async () => {
    const work = workThat(() => Promise.resolve(), { intervalMs: 50 });
    await work.take(batchOf(1, 1), signal);
    await work.take(batchOf(2, 2), signal);
    await work.take(batchOf(3, 3), signal);
    expect(deliveries).toEqual([['1']]);
    expect(held).toBe(2);
    await eventually(() => expect(deliveries).toEqual([['1'], ['2', '3']]));
    await eventually(() => expect(held).toBe(0));
  });

  it('delivers all that is held when it is told to, and everything at once from then on', async () => {
    const work = workThat(() => Promise.resolve());
    await work.take(batchOf(1, 1), signal);
    await work.take(batchOf(2, 3), signal);
    await work.flush();
    expect(deliveries).toEqual([['1'], ['2', '3']]);
    await work.take(batchOf(4, 4), signal);
    expect(deliveries).toEqual([['1'], ['2', '3'], ['4']]);
    expect(held).toBe(0);
  });

  it('delivers what is held behind a batch as soon as that is taken, when it is told to meanwhile', async () => {
    let release = (): void => undefined;
    const first = new Promise<void>((resolve) => (release = resolve));
    const work = workThat(([event]) => (event?.record.offset === '1' ? first : Promise.resolve()));
    const taken = work.take(batchOf(1, 1), signal);
    await work.take(batchOf(2, 2), signal);
    await work.flush();
    expect(deliveries).toEqual([['1']]);
    release();
    await taken;
    expect(deliveries).toEqual([['1'], ['2']]);
  });

  it('lets the next batch wait while too much is held', async () => {
    const work = workThat(() => Promise.resolve(), { most: 1 });
    await work.take(batchOf(1, 1), signal);
    await work.take(batchOf(2, 2), signal);
    let taken = false;
    const third = work.take(batchOf(3, 3), signal).then(() => (taken = true));
    await turn();
    expect(taken).toBe(false);
    await work.flush();
    await third;
    expect(deliveries).toEqual([['1'], ['2', '3']]);
  });

  it('leaves what fails while it gives up, and calls it no failure', async () => {
    const work = workThat(([event], _undecodable, { aborted }) =>
      event?.record.offset !== '1' && aborted ? Promise.reject(new Error('given up')) : Promise.resolve(),
    );
    await work.take(batchOf(1, 1), signal);
    await work.take(batchOf(2, 2), signal);
    await work.giveUp(new Error('shared out anew'));
    expect(deliveries).toEqual([['1'], ['2']]);
    expect([held, failures]).toEqual([0, []]);
  });

  it('tells of a delivery that ends as none may', async () => {
    const unheardOf = new TypeError('unheard of');
    const work = workThat(([event]) => (event?.record.offset === '1' ? Promise.resolve() : Promise.reject(unheardOf)));
    await work.take(batchOf(1, 1), signal);
    await work.take(batchOf(2, 2), signal);
    await work.flush();
    expect(failures).toEqual([unheardOf]);
  });
});
