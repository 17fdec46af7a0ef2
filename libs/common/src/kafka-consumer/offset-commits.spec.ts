import type { OffsetsByTopicPartition } from 'kafkajs';
import { eventually } from '../../../../test/support/eventually';
import { OffsetCommits } from './offset-commits';
import type { PartitionOffsets } from './partition-offsets';

describe('OffsetCommits', () => {
  let commits: OffsetCommits;
  let first: PartitionOffsets;
  let second: PartitionOffsets;
  const committed: OffsetsByTopicPartition[] = [];
  let refusals = 0;

  const done = (offsets: PartitionOffsets, offset: string): void => {
    offsets.take('0', offset, [offset]);
    offsets.settle([offset]);
  };
  const topics = (...partitions: { partition: number; offset: string }[]) => ({
    topics: [{ topic: 't', partitions }],
  });

  beforeEach(() => {
    commits = new OffsetCommits();
    committed.length = 0;
    refusals = 0;
    commits.by((offsets) => {
      if (refusals-- > 0) return Promise.reject(new Error('refused'));
      committed.push(offsets!);
      return Promise.resolve();
    });
    first = commits.follow('t', 0);
    second = commits.follow('t', 1);
  });
  afterEach(() => commits.close());

  it('commits by itself the newest offset of each partition, one behind the last record', async () => {
    done(first, '9007199254740993');
    done(second, '4');
    done(second, '5');
    expect(committed).toEqual([]);
    await eventually(() =>
      expect(committed).toEqual([topics({ partition: 0, offset: '9007199254740994' }, { partition: 1, offset: '6' })]),
    );
  });

  it('commits only what is below the oldest record that is not settled', async () => {
    first.take('0', '3', ['0', '1', '2', '3']);
    first.settle(['0', '1', '3']);
    await commits.flush();
    expect(committed).toEqual([topics({ partition: 0, offset: '2' })]);
  });

  it('commits nothing twice', async () => {
    done(first, '1');
    await commits.flush();
    await commits.flush();
    expect(committed).toHaveLength(1);
  });

  it('tries again what was refused, unless that partition has come further', async () => {
    refusals = 1;
    done(first, '1');
    done(second, '1');
    const flushed = commits.flush();
    await Promise.resolve();
    done(second, '7');
    await flushed;
    await eventually(() =>
      expect(committed).toEqual([topics({ partition: 0, offset: '2' }, { partition: 1, offset: '8' })]),
    );
  });

  it('drops at a rebalance what is pending, was refused, or settles later', async () => {
    refusals = 1;
    done(first, '1');
    const flushed = commits.flush();
    await Promise.resolve();
    done(second, '1');
    commits.drop();
    await flushed;
    done(first, '2');
    await commits.flush();
    expect(committed).toEqual([]);
  });
});
