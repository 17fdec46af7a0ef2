import { Logger } from '@nestjs/common';
import { describeError } from '@app/common/errors';
import type { EachBatchPayload, OffsetsByTopicPartition, PartitionOffset } from 'kafkajs';
import { PartitionOffsets } from './partition-offsets';

const COMMIT_EVERY_MS = 200;

/** Accepts offsets on behalf of the group; kafkajs hands one out with each batch. */
export type CommitOffsets = EachBatchPayload['commitOffsetsIfNecessary'];

/**
 * Commits how far this member has come a few times a second; a commit after each batch would cost more time than the
 * batch itself.
 *
 * After a rebalance all of them are dropped, since a partition may by then be another
 * member's. Whoever has it reads again what was not committed: handlers expect that.
 */
export class OffsetCommits {
  private readonly logger = new Logger(OffsetCommits.name);
  private partitions: PartitionOffsets[] = [];
  private flushing: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  private commit: CommitOffsets = () => Promise.resolve();

  /** The offsets of a partition that this member has now. */
  follow(topic: string, partition: number): PartitionOffsets {
    const offsets: PartitionOffsets = new PartitionOffsets(topic, partition, () => {
      if (this.partitions.includes(offsets)) this.flushSoon();
    });
    this.partitions.push(offsets);
    return offsets;
  }

  /** From now on by `commit`. */
  by(commit: CommitOffsets): void {
    this.commit = commit;
  }

  /** Resolves when what is done has been committed, or was refused and will be tried again. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.flushing = this.flushing.then(() => this.commitAll());
    return this.flushing;
  }

  /** To be called after a rebalance. */
  drop(): void {
    this.partitions = [];
  }

  close(): void {
    clearTimeout(this.timer);
    this.drop();
  }

  private flushSoon(): void {
    this.timer ??= setTimeout(() => void this.flush(), COMMIT_EVERY_MS);
  }

  private async commitAll(): Promise<void> {
    const { partitions } = this;
    const commits = partitions.flatMap((offsets) => commitOf(offsets) ?? []);
    if (commits.length === 0) return;
    try {
      await this.commit(byTopic(commits));
      for (const { offsets, offset } of commits) offsets.commit(offset);
    } catch (error) {
      this.logger.debug(`offsets not committed: ${describeError(error)}`);
      if (partitions === this.partitions) this.flushSoon();
    }
  }
}

interface Commit {
  offsets: PartitionOffsets;
  offset: string;
}

function commitOf(offsets: PartitionOffsets): Commit | undefined {
  const offset = offsets.toCommit;
  return offset === undefined ? undefined : { offsets, offset };
}

function byTopic(commits: Commit[]): OffsetsByTopicPartition {
  const topics = new Map<string, PartitionOffset[]>();
  for (const { offsets, offset } of commits) {
    const { topic, partition } = offsets;
    topics.set(topic, [...(topics.get(topic) ?? []), { partition, offset }]);
  }
  return { topics: [...topics].map(([topic, partitions]) => ({ topic, partitions })) };
}
