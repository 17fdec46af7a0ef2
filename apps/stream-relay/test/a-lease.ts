import { TRIM_HORIZON } from '../src/leases/checkpoint';
import type { Lease } from '../src/leases/lease';

/** A lease of a shard that nobody reads yet. */
export const aLease = (shardId: string, fields: Partial<Lease> = {}): Lease => ({
  streamArn: 'stream',
  shardId,
  counter: 0,
  checkpoint: TRIM_HORIZON,
  coveredUntil: 0,
  renewedAt: 0,
  ...fields,
});
