import type { Continuation } from '../leases/checkpoint';
import type { StreamRecord } from './table-streams';

/** A shard may have held more than can still be read. */
export class LostRecordsError extends Error {
  override readonly name = 'LostRecordsError';

  /** @param oldest the first record that the shard still has, where it has any. */
  constructor(
    readonly goesOnAt: Continuation,
    readonly oldest?: StreamRecord,
  ) {
    super('the stream may have lost records before they were read');
  }
}
