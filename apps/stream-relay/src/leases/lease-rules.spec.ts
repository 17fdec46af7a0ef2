import { aLease } from '../../test/a-lease';
import type { Lease } from './lease';
import { leasesToTake, LeaseWatch } from './lease-rules';

const lease = (shardId: string, owner?: string, counter = 1): Lease => aLease(shardId, { owner, counter });

describe('a lease', () => {
  let now = 0;
  const watch = () => new LeaseWatch(10_000, () => now);

  it('is abandoned when its counter has not moved for the lease time', () => {
    const leases = watch();
    leases.observe([lease('a', 'other')]);
    now += 9_999;
    leases.observe([lease('a', 'other')]);
    expect(leases.isAbandoned(lease('a', 'other'))).toBe(false);
    now += 1;
    expect(leases.isAbandoned(lease('a', 'other'))).toBe(true);
  });

  it('is not abandoned while its counter moves', () => {
    const leases = watch();
    for (let counter = 1; counter < 10; counter += 1) {
      leases.observe([lease('a', 'other', counter)]);
      now += 9_000;
      expect(leases.isAbandoned(lease('a', 'other', counter))).toBe(false);
    }
  });

  it('is watched from the start by a new process, whatever its state was before', () => {
    const leases = watch();
    leases.observe([]);
    now += 60_000;
    leases.observe([lease('a', 'other')]);
    expect(leases.isAbandoned(lease('a', 'other'))).toBe(false);
  });
});

describe('the leases that a process takes', () => {
  const taken = (leases: Lease[], { running = [] as string[], abandoned = [] as string[] } = {}): string[] =>
    leasesToTake({
      leases,
      owner: 'me',
      isRunning: ({ shardId }) => running.includes(shardId),
      isAbandoned: ({ shardId }) => abandoned.includes(shardId),
    }).map(({ shardId }) => shardId);

  it('are all free ones when it is alone', () => {
    expect(taken([lease('a'), lease('b'), lease('c')])).toEqual(['a', 'b', 'c']);
  });

  it('are abandoned ones, and its own of which it knows nothing any more', () => {
    expect(taken([lease('a', 'dead'), lease('b', 'me')], { abandoned: ['a'] })).toEqual(['a', 'b']);
  });

  it('do not include a shard that it reads, or one that it has lost and not left yet', () => {
    expect(taken([lease('a', 'me'), lease('b')], { running: ['a', 'b'] })).toEqual([]);
  });

  it('are no more free ones than its fair share', () => {
    expect(taken([lease('a', 'other'), lease('b'), lease('c'), lease('d')])).toEqual(['b', 'c']);
  });

  it('are one of an owner that has more than its share, when none is free', () => {
    expect(taken([lease('a', 'other'), lease('b', 'other'), lease('c', 'other'), lease('d', 'other')])).toHaveLength(1);
  });

  it('do not include those of an owner with no more than its share, so that shards come to rest', () => {
    expect(taken([lease('a', 'other')])).toEqual([]);
    expect(taken([lease('a', 'other'), lease('b', 'other'), lease('c', 'me')], { running: ['c'] })).toEqual([]);
  });
});
