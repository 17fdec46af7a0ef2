import type { Checkpoint } from './checkpoint';

export interface ShardRef {
  streamArn: string;
  shardId: string;
}

/** How far a shard is published. */
export interface Progress {
  checkpoint: Checkpoint;
  /**
   * All that was written to the shard before this moment is published, whatever the checkpoint says: the shard began
   * later, or what the stream may have lost is repaired from the table. In milliseconds since 1970.
   */
  coveredUntil: number;
}

/** Says which relay reads a shard, and how far the shard is published. It exists as soon as the shard may be read. */
export interface Lease extends ShardRef, Progress {
  /** Absent while nobody reads. */
  owner?: string | undefined;
  /** Raised by every write: while it moves, the owner lives. */
  counter: number;
  /** When it was last written, by the writer's clock: some relay lived then. */
  renewedAt: number;
}

export const shardKey = ({ streamArn, shardId }: ShardRef): string => `${streamArn}/${shardId}`;
