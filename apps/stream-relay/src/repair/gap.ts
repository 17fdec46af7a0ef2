import type { Checkpoint, Continuation, SequenceNumber } from '../leases/checkpoint';
import type { Progress, ShardRef } from '../leases/lease';

/** What the stream may have lost before it was read: the records behind a checkpoint, up to where reading can go on. */
export interface LostRange {
  after: Checkpoint;
  /** The oldest record that the shard still has; absent where it has none. */
  until?: SequenceNumber | undefined;
  /** When the lost records were written, in milliseconds since 1970. */
  writtenFrom: number;
  writtenUntil: number;
  goesOnAt: Continuation;
}

/** A range that is recorded, and stays so until it is repaired. */
export interface Gap extends ShardRef, LostRange {
  recordedAt: number;
  /** How many segments of the table are compared with the rows since it was recorded. */
  segmentsDone: number;
}

/** How far the shard is published once its gap is repaired: the repair has covered the whole table. */
export const progressBehind = ({ goesOnAt, recordedAt }: Gap): Progress => ({
  checkpoint: goesOnAt,
  coveredUntil: recordedAt,
});

export function describeGap({
  shardId,
  after,
  until,
  goesOnAt,
  writtenFrom,
  writtenUntil,
}: ShardRef & LostRange): string {
  const time = (milliseconds: number): string => new Date(milliseconds).toISOString();
  const end = until === undefined ? goesOnAt : `before ${until}`;
  const since = writtenFrom === 0 ? '' : `from ${time(writtenFrom)} `;
  return `${shardId}, after ${after} to ${end}, written ${since}until ${time(writtenUntil)}`;
}
