/** Decimal digits, far beyond what a number holds: compare as BigInt. */
export type SequenceNumber = `${bigint}`;

/** Nothing of the shard is published yet. */
export const TRIM_HORIZON = 'TRIM_HORIZON';
/** All of the shard is published, so that its children may be read. */
export const SHARD_END = 'SHARD_END';

/** How far a shard is published: Kafka has acknowledged every event up to here. */
export type Checkpoint = typeof TRIM_HORIZON | SequenceNumber | typeof SHARD_END;

/** Where a shard is read on: from the oldest record that it still has, or not at all. */
export type Continuation = typeof TRIM_HORIZON | typeof SHARD_END;
