import {
  ExpiredIteratorException,
  ResourceNotFoundException,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';
import { Logger } from '@nestjs/common';
import { Registry } from 'prom-client';
import { Patience } from '@app/common/patience';
import { eventually } from '../../../../test/support/eventually';
import { type Checkpoint, SHARD_END, TRIM_HORIZON } from '../leases/checkpoint';
import { RelayMetrics } from '../running/relay-metrics';
import { ShardReader } from './shard-reader';
import type { Position, RecordsPage, ShardSource, StreamRecord } from './table-streams';

const record = (sequenceNumber: string): StreamRecord => ({ dynamodb: { SequenceNumber: sequenceNumber } });
const page = (...sequenceNumbers: string[]): RecordsPage => ({
  records: sequenceNumbers.map(record),
  nextIterator: 'next',
});
const lastPage = (...sequenceNumbers: string[]): RecordsPage => ({
  ...page(...sequenceNumbers),
  nextIterator: undefined,
});

const HOUR_MS = 60 * 60 * 1_000;

const failure = { message: '', $metadata: {} };
const expired = new ExpiredIteratorException(failure);
const trimmed = new TrimmedDataAccessException(failure);
const missing = new ResourceNotFoundException(failure);

/** A shard whose reads end as scripted, one after the other; it remembers from where iterators were asked for. */
class ScriptedShard implements ShardSource {
  readonly positions: Position[] = [];
  reads = 0;

  constructor(private readonly script: (RecordsPage | Error)[]) {}

  iterator(_shard: unknown, position: Position): Promise<string> {
    this.positions.push(position);
    return Promise.resolve(`from ${position}`);
  }

  read(): Promise<RecordsPage> {
    this.reads += 1;
    const next = this.script.shift() ?? page();
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
  }
}

interface Read {
  sequenceNumbers: (string | undefined)[];
  checkpoint: Checkpoint;
}

describe('reading a shard', () => {
  const metrics = new RelayMetrics(new Registry());
  const patience = new Patience(new Registry());
  let hasEnded = false;

  const readerOf = (streams: ShardSource): ShardReader =>
    new ShardReader(
      { streamArn: 'stream', shardId: 'shard' },
      { streams, metrics, clock: () => performance.now(), patience, pollIntervalMs: 1, hasEnded: () => hasEnded },
    );

  async function readAll(shard: ScriptedShard, from: Position = TRIM_HORIZON): Promise<Read[]> {
    const pages: Read[] = [];
    for await (const { records, checkpoint } of readerOf(shard).pages(from, Date.now(), new AbortController().signal)) {
      pages.push({ sequenceNumbers: records.map(({ dynamodb }) => dynamodb?.SequenceNumber), checkpoint });
    }
    return pages;
  }

  beforeAll(() => {
    Logger.overrideLogger(false);
  });
  beforeEach(() => {
    hasEnded = false;
  });

  it('goes on over empty pages to its end', async () => {
    const shard = new ScriptedShard([page(), page('1', '2'), page(), page(), lastPage('3')]);
    expect(await readAll(shard)).toEqual([
      { sequenceNumbers: ['1', '2'], checkpoint: '2' },
      { sequenceNumbers: ['3'], checkpoint: SHARD_END },
    ]);
    expect(shard.positions).toEqual([TRIM_HORIZON]);
  });

  it('says that an empty shard is read to its end', async () => {
    expect(await readAll(new ScriptedShard([lastPage()]))).toEqual([{ sequenceNumbers: [], checkpoint: SHARD_END }]);
  });

  it('renews an expired iterator after the last record read', async () => {
    const shard = new ScriptedShard([page('1', '2'), page(), expired, lastPage('3')]);
    expect((await readAll(shard)).map(({ checkpoint }) => checkpoint)).toEqual(['2', SHARD_END]);
    expect(shard.positions).toEqual([TRIM_HORIZON, '2']);
  });

  it('renews an iterator that expired before anything was read from where it began', async () => {
    const shard = new ScriptedShard([expired, lastPage('8')]);
    await readAll(shard, '7');
    expect(shard.positions).toEqual(['7', '7']);
  });

  it('waits out what fails, and skips nothing', async () => {
    const shard = new ScriptedShard([page('1'), new Error('throttled'), new Error('throttled'), lastPage('2')]);
    const startedAt = performance.now();
    expect((await readAll(shard)).flatMap(({ sequenceNumbers }) => sequenceNumbers)).toEqual(['1', '2']);
    expect(shard.positions).toEqual([TRIM_HORIZON, '1', '1']);
    expect(performance.now() - startedAt).toBeGreaterThan(100);
  });

  it('ends where its position was trimmed, and tells from where it can go on', async () => {
    const shard = new ScriptedShard([trimmed, page('90')]);
    await expect(readAll(shard, '7')).rejects.toMatchObject({ goesOnAt: TRIM_HORIZON, oldest: record('90') });
  });

  it('takes a beginning that moves away under its iterator for no loss', async () => {
    const shard = new ScriptedShard([page(), trimmed, lastPage('1')]);
    expect((await readAll(shard)).flatMap(({ sequenceNumbers }) => sequenceNumbers)).toEqual(['1']);
    expect(shard.positions).toEqual([TRIM_HORIZON, TRIM_HORIZON]);
  });

  it('does not trust the beginning of a shard that may have begun before what the stream keeps', async () => {
    const pages = (coveredUntil: number) =>
      readerOf(new ScriptedShard([page('90')])).pages(TRIM_HORIZON, coveredUntil, new AbortController().signal);
    await expect(pages(Date.now() - 23.5 * HOUR_MS).next()).rejects.toMatchObject({ oldest: record('90') });
    const trusted = pages(Date.now() - 22 * HOUR_MS);
    expect((await trusted.next()).value).toMatchObject({ checkpoint: '90' });
    await trusted.return(undefined);
  });

  it('ends at a shard that is gone', async () => {
    hasEnded = true;
    const pages = readerOf(new ScriptedShard([page('1'), missing])).pages('0', 0, new AbortController().signal);
    expect((await pages.next()).value).toMatchObject({ checkpoint: '1' });
    await expect(pages.next()).rejects.toMatchObject({ goesOnAt: SHARD_END });
  });

  it('ends without a loss at a shard that is gone, when its beginning is covered and nothing was read of it', async () => {
    hasEnded = true;
    expect(await readAll(new ScriptedShard([trimmed]))).toEqual([{ sequenceNumbers: [], checkpoint: SHARD_END }]);
    expect(await readAll(new ScriptedShard([missing]))).toEqual([{ sequenceNumbers: [], checkpoint: SHARD_END }]);
  });

  it('does not believe that a shard is gone which the listings still have', async () => {
    const shard = new ScriptedShard([missing, lastPage('1')]);
    expect((await readAll(shard)).flatMap(({ sequenceNumbers }) => sequenceNumbers)).toEqual(['1']);
  });

  it('reads one page ahead and no more', async () => {
    const shard = new ScriptedShard([page('1'), page('2'), page('3'), lastPage('4')]);
    const pages = readerOf(shard).pages(TRIM_HORIZON, Date.now(), new AbortController().signal);
    await pages.next();
    await eventually(() => expect(shard.reads).toBe(2));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(shard.reads).toBe(2);
    await pages.return(undefined);
  });

  it('ends when it is told to', async () => {
    const ending = new AbortController();
    const pages = readerOf(new ScriptedShard([page('1')])).pages(TRIM_HORIZON, Date.now(), ending.signal);
    await pages.next();
    const next = pages.next();
    ending.abort();
    expect((await next).done).toBe(true);
  });
});
