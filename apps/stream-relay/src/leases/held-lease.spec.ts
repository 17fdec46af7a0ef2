import { Logger } from '@nestjs/common';
import { Registry } from 'prom-client';
import { Patience } from '@app/common/patience';
import { eventually } from '../../../../test/support/eventually';
import { aLease } from '../../test/a-lease';
import { SHARD_END } from './checkpoint';
import { HeldLease } from './held-lease';
import type { Lease } from './lease';
import type { LeasesStore } from './leases.store';

const LEASE_MS = 300;
const lease = aLease('shard', { owner: 'me', counter: 1 });

describe('a lease that is held', () => {
  const writes: Lease[] = [];
  let answer: (next: Lease) => Promise<Lease | undefined>;
  let held: HeldLease;
  let now: number;
  const patience = new Patience(new Registry());

  /** The time in which a lease is renewed has always just passed, however long the writes take here. */
  const write = (next: Lease): Promise<Lease | undefined> => {
    writes.push(next);
    now += LEASE_MS / 3;
    return answer(next);
  };
  const store: Pick<LeasesStore, 'save' | 'release'> = {
    save: (seen, progress) => write({ ...seen, ...progress, counter: seen.counter + 1 }),
    release: (seen, progress) => write({ ...seen, ...progress, owner: undefined, counter: seen.counter + 1 }),
  };
  const lost = () => new Promise<void>((resolve) => held.lost.addEventListener('abort', () => resolve()));

  beforeAll(() => {
    Logger.overrideLogger(false);
  });
  beforeEach(() => {
    writes.length = 0;
    answer = (next) => Promise.resolve(next);
    now = 0;
    held = new HeldLease(lease, store, LEASE_MS, () => now, patience);
    now += LEASE_MS / 3;
  });
  afterEach(() => held.release());

  it('is renewed, each time from the state that the last renewal left', async () => {
    held.start();
    await eventually(() => expect(writes.length).toBeGreaterThanOrEqual(3));
    expect(writes.slice(0, 3).map(({ counter }) => counter)).toEqual([2, 3, 4]);
    expect(held.lost.aborted).toBe(false);
  });

  it('saves the checkpoint with a renewal', async () => {
    held.start();
    held.advance({ checkpoint: '17', coveredUntil: 5 });
    await eventually(() => expect(writes.at(-1)).toMatchObject({ owner: 'me', checkpoint: '17', coveredUntil: 5 }));
  });

  it('is lost when a renewal is refused, and saves nothing after that', async () => {
    answer = () => Promise.resolve(undefined);
    held.start();
    await lost();
    const { length } = writes;
    held.advance({ checkpoint: '17', coveredUntil: 5 });
    await held.release();
    expect(writes).toHaveLength(length);
  });

  it('is lost when no renewal succeeds for the lease time', async () => {
    answer = () => Promise.reject(new Error('DynamoDB is away'));
    held.start();
    await lost();
  });

  it('is released with its last checkpoint and without an owner', async () => {
    held.start();
    held.advance({ checkpoint: SHARD_END, coveredUntil: 5 });
    await held.release();
    expect(writes.at(-1)).toMatchObject({ owner: undefined, checkpoint: SHARD_END });
  });
});
