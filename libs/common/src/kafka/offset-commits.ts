import { Logger } from '@nestjs/common';
import { describeError } from '@app/common/errors';
import type { EachBatchPayload, OffsetsByTopicPartition, TopicPartitionOffset } from 'kafkajs';

const COMMIT_EVERY_MS = 200;

/**
 * Commits how far this member has come a few times a second; a commit after each batch would cost more time than the
 * batch itself.
 *
 * An offset is pending from the end of its batch until the broker has accepted it. When the group shares out its
 * partitions anew, all that is pending is dropped, since a partition may by then be another member's. Whoever has it
 * reads those records again: handlers expect that.
 */
export class OffsetCommits {
  private readonly logger = new Logger(OffsetCommits.name);
  private pending = new Map<string, TopicPartitionOffset>();
  private commit = (_offsets: OffsetsByTopicPartition): Promise<void> => Promise.resolve();
  private flushing: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  private sharing = 0;

  /** Identifies the present sharing out of partitions; work that began under another has no say any more. */
  get assignment(): number {
    return this.sharing;
  }

  /** Everything up to `lastOffset` of the payload's partition is done. */
  done(payload: EachBatchPayload, lastOffset: string): void {
    const { topic, partition } = payload.batch;
    this.commit = (offsets) => payload.commitOffsetsIfNecessary(offsets);
    this.pending.set(`${topic} ${partition}`, { topic, partition, offset: String(BigInt(lastOffset) + 1n) });
    this.flushSoon();
  }

  /** Resolves when what was pending has been accepted, or was refused and is pending again. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.flushing = this.flushing.then(() => this.commitPending());
    return this.flushing;
  }

  /** The partitions were shared out anew. */
  drop(): void {
    this.sharing += 1;
    this.pending.clear();
  }

  close(): void {
    clearTimeout(this.timer);
    this.pending.clear();
  }

  private flushSoon(): void {
    this.timer ??= setTimeout(() => void this.flush(), COMMIT_EVERY_MS);
  }

  private async commitPending(): Promise<void> {
    if (this.pending.size === 0) return;
    const { pending, sharing } = this;
    this.pending = new Map();
    try {
      await this.commit(byTopic([...pending.values()]));
    } catch (error) {
      this.logger.debug(`offsets not committed: ${describeError(error)}`);
      if (sharing !== this.sharing) return;
      this.pending = new Map([...pending, ...this.pending]);
      this.flushSoon();
    }
  }
}

function byTopic(offsets: TopicPartitionOffset[]): OffsetsByTopicPartition {
  const topics = new Map<string, TopicPartitionOffset[]>();
  for (const offset of offsets) topics.set(offset.topic, [...(topics.get(offset.topic) ?? []), offset]);
  return { topics: [...topics].map(([topic, partitions]) => ({ topic, partitions })) };
}
