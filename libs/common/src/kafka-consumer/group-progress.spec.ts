import { GroupProgress } from './group-progress';
import type { PartitionPosition } from '@app/common/kafka';

const at = (committed: bigint | undefined, end: bigint, low = 0n, partition = 0): PartitionPosition => ({
  topic: 't',
  partition,
  low,
  end,
  committed,
});
const MINE = { t: [0] };

describe('the progress of a group', () => {
  let progress: GroupProgress;
  const lags = () => progress.partitions.map(({ lag }) => lag);
  const standsFor = () => progress.partitions[0]?.standsFor;

  beforeEach(() => {
    progress = new GroupProgress('beginning');
  });

  describe('lag', () => {
    it.each([
      ['what is behind the committed offset', at(3n, 10n), 7n],
      ['everything where nothing is committed', at(undefined, 10n, 4n), 6n],
      ['everything where the offset was deleted', at(3n, 10n, 4n), 6n],
      ['everything where the offset is beyond the end', at(20n, 10n), 10n],
    ])('is %s', (_what, position, lag) => {
      progress.look([position], MINE);
      expect(lags()).toEqual([lag]);
    });

    it('is zero for a group that begins now', () => {
      progress = new GroupProgress('now');
      progress.look([at(undefined, 10n)], MINE);
      expect(lags()).toEqual([0n]);
    });

    it('is that of the partitions which the member has', () => {
      progress.look([at(3n, 10n), at(1n, 10n, 0n, 1)], { t: [1] });
      expect(lags()).toEqual([9n]);
    });
  });

  describe('standstill', () => {
    it('grows while records wait and the offset stays', () => {
      for (const end of [10n, 11n, 12n]) progress.look([at(3n, end)], MINE);
      expect(standsFor()).toBe(2);
    });

    it('ends with the first move', () => {
      for (const committed of [3n, 3n, 4n]) progress.look([at(committed, 10n)], MINE);
      expect(standsFor()).toBe(0);
    });

    it('is not seen where nothing waits, nor for a record that has just come', () => {
      for (const end of [10n, 10n, 11n]) progress.look([at(10n, end)], MINE);
      expect(standsFor()).toBe(0);
    });

    it('is counted from zero after an outage', () => {
      for (const end of [10n, 10n]) progress.look([at(3n, end)], MINE);
      progress.beginAnew();
      progress.look([at(3n, 10n)], MINE);
      expect(standsFor()).toBe(1);
    });
  });

  describe('loss', () => {
    it('is what Kafka deleted before the group had read it', () => {
      progress.look([at(3n, 10n)], MINE);
      expect(progress.look([at(10n, 10n, 8n)], MINE)).toEqual([{ topic: 't', partition: 0, from: 3n, to: 8n }]);
    });

    it('is seen at the first look, in partitions of others too, and told once', () => {
      const gone = [at(3n, 10n, 8n, 1)];
      expect(progress.look(gone, MINE)).toHaveLength(1);
      expect(progress.look(gone, MINE)).toEqual([]);
    });

    it('is not seen in what was read, nor for a new group', () => {
      expect(progress.look([at(8n, 10n, 8n), at(undefined, 10n, 8n, 1)], MINE)).toEqual([]);
    });

    it('is remembered by a group whose offsets have expired', () => {
      progress.look([at(3n, 10n)], MINE);
      expect(progress.look([at(undefined, 10n, 8n)], MINE)).toHaveLength(1);
    });
  });
});
