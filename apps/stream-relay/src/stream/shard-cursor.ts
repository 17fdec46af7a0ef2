import type { SequenceNumber } from '../leases/checkpoint';
import type { ShardRef } from '../leases/lease';
import { type Position, type RecordsPage, sequenceNumberOf, type ShardSource } from './table-streams';

/**
 * A place in a shard. It moves behind the last record read; a failed read leaves it where it is, and the next one goes
 * on from there with a new iterator, since the old one may have expired.
 */
export class ShardCursor {
  private iterator: string | undefined;

  constructor(
    private readonly streams: ShardSource,
    private readonly shard: ShardRef,
    public position: Position,
  ) {}

  async read(signal: AbortSignal): Promise<RecordsPage> {
    const iterator = this.iterator ?? (await this.streams.iterator(this.shard, this.position, signal));
    this.iterator = undefined;
    const page = await this.streams.read(iterator, signal);
    this.position = lastSequenceNumber(page) ?? this.position;
    this.iterator = page.nextIterator;
    return page;
  }
}

function lastSequenceNumber({ records }: RecordsPage): SequenceNumber | undefined {
  const last = records.at(-1);
  return last && sequenceNumberOf(last);
}
