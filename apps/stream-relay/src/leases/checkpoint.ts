import { z } from 'zod';

/** Decimal digits, far beyond what a number holds: compare as BigInt. */
export const sequenceNumber = z.templateLiteral([z.bigint()]);
export type SequenceNumber = z.infer<typeof sequenceNumber>;

/** Nothing of the shard is published yet. */
export const TRIM_HORIZON = 'TRIM_HORIZON';
/** All of the shard is published, so that its children may be read. */
export const SHARD_END = 'SHARD_END';

/** How far a shard is published: Kafka has acknowledged every event up to here. */
export const checkpoint = z.union([z.literal([TRIM_HORIZON, SHARD_END]), sequenceNumber]);
export type Checkpoint = z.infer<typeof checkpoint>;

/** Where a shard is read on: from the oldest record that it still has, or not at all. */
export const continuation = z.literal([TRIM_HORIZON, SHARD_END]);
export type Continuation = z.infer<typeof continuation>;
