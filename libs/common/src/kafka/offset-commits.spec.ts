import type { EachBatchPayload, OffsetsByTopicPartition } from 'kafkajs';
import { eventually } from '../../../../test/support/eventually';
import { OffsetCommits } from './offset-commits';

describe('OffsetCommits', () => {
  let commits: OffsetCommits;
  const committed: OffsetsByTopicPartition[] = [];
  let refusals = 0;

  const done = (partition: number, lastOffset: string): void =>
    commits.done(
      {
        batch: { topic: 't', partition },
        commitOffsetsIfNecessary: (offsets: OffsetsByTopicPartition) => {
          if (refusals-- > 0) return Promise.reject(new Error('refused'));
          committed.push(offsets);
          return Promise.resolve();
        },
      } as unknown as EachBatchPayload,
      lastOffset,
    );
  const topics = (...partitions: { partition: number; offset: string }[]) => ({
    topics: [{ topic: 't', partitions: partitions.map((each) => ({ topic: 't', ...each })) }],
  });

  beforeEach(() => {
    commits = new OffsetCommits();
    committed.length = 0;
    refusals = 0;
  });
  afterEach(() => commits.close());

  it('commits by itself the newest offset of each partition, one behind the last record', async () => {
    done(0, '9007199254740993');
    done(1, '4');
    done(1, '5');
    expect(committed).toEqual([]);
    await eventually(() =>
      expect(committed).toEqual([topics({ partition: 0, offset: '9007199254740994' }, { partition: 1, offset: '6' })]),
    );
  });

  it('commits nothing twice', async () => {
    done(0, '1');
    await commits.flush();
    await commits.flush();
    expect(committed).toHaveLength(1);
  });

  it('tries again what was refused, unless that partition has come further', async () => {
    refusals = 1;
    done(0, '1');
    done(1, '1');
    const flushed = commits.flush();
    await Promise.resolve();
    done(1, '7');
    await flushed;
    await eventually(() =>
      expect(committed).toEqual([topics({ partition: 0, offset: '2' }, { partition: 1, offset: '8' })]),
    );
  });

  it('drops what is pending, or refused meanwhile, when partitions are shared out anew', async () => {
    refusals = 1;
    done(0, '1');
    const flushed = commits.flush();
    await Promise.resolve();
    done(1, '1');
    commits.drop();
    await flushed;
    await commits.flush();
    expect(committed).toEqual([]);
  });
});
