import { Injectable } from '@nestjs/common';
import { SHARD_END } from '../leases/checkpoint';
import type { Lease } from '../leases/lease';
import { LeasesStore } from '../leases/leases.store';
import { describeGap } from '../repair/gap';
import { GapsStore } from '../repair/gaps.store';
import { ShardCursor } from '../stream/shard-cursor';
import { BEFORE_THE_STREAM } from '../stream/shard-graph';
import { isMissing, isTrimmed, type StreamRecord, TableStreams, writtenAtOf } from '../stream/table-streams';

/** What a shard holds beyond its saved checkpoint, which follows what is published by up to a second. */
export interface Lag {
  /** At least so many records are not published. */
  records: number;
  /** Whether there may be more than were counted. */
  hasMore: boolean;
  /** When the oldest of them was written, to the second, in DynamoDB Local to the minute; absent where there is none. */
  since?: string;
}

export interface ShardStatus {
  streamArn: string;
  shardId: string;
  parentId?: string | undefined;
  /** Absent for a shard that may not be read yet. */
  lease?: Lease;
  /** Absent where there is nothing to read: at the end, before the beginning, or lost. */
  lag?: Lag;
  /** The stream has lost what follows the checkpoint. */
  isLost: boolean;
}

export interface RelayStatus {
  shards: ShardStatus[];
  /** What the stream has lost and is not repaired yet, a line each. */
  gaps: string[];
}

/** An empty page is not the end, but after some of them nothing is near; and a shard bears few reads beside the relay's. */
const PAGES = 3;
const READ_TIME_LIMIT_MS = 10_000;

/** How far the table's stream is published, as the leases and the stream itself tell. */
@Injectable()
export class RelayStatusReader {
  constructor(
    private readonly streams: TableStreams,
    private readonly leases: LeasesStore,
    private readonly gaps: GapsStore,
  ) {}

  async read(): Promise<RelayStatus> {
    const perStream = (await this.streams.list()).map((streamArn) => this.ofStream(streamArn));
    const shards = (await Promise.all(perStream)).flat();
    return { shards, gaps: (await this.gaps.open()).map(describeGap) };
  }

  private async ofStream(streamArn: string): Promise<ShardStatus[]> {
    const [listed, leases] = await Promise.all([this.streams.shards(streamArn), this.leases.ofStream(streamArn)]);
    const leaseOf = new Map(leases.map((lease) => [lease.shardId, lease]));
    const goneIds = [...leaseOf.keys()].filter((id) => !listed.some((shard) => shard.id === id));
    const all = [...listed, ...goneIds.map((id) => ({ id, parentId: undefined }))];
    return Promise.all(
      all.map(async ({ id, parentId }) => {
        const lease = leaseOf.get(id);
        return { streamArn, shardId: id, parentId, ...(lease && { lease }), ...(await this.lagOf(lease)) };
      }),
    );
  }

  private async lagOf(lease: Lease | undefined): Promise<Pick<ShardStatus, 'lag' | 'isLost'>> {
    if (!lease || lease.checkpoint === SHARD_END || lease.shardId === BEFORE_THE_STREAM) return { isLost: false };
    const cursor = new ShardCursor(this.streams, lease, lease.checkpoint);
    try {
      return { lag: await lagBehind(cursor), isLost: false };
    } catch (error) {
      if (isTrimmed(error) || isMissing(error)) return { isLost: true };
      throw error;
    }
  }
}

async function lagBehind(cursor: ShardCursor): Promise<Lag> {
  const found: StreamRecord[] = [];
  const lag = (hasMore: boolean): Lag => {
    const since = found[0] && writtenAtOf(found[0]);
    return { records: found.length, hasMore, ...(since !== undefined && { since: new Date(since).toISOString() }) };
  };
  for (let pages = 0; pages < PAGES; pages += 1) {
    const { records, nextIterator } = await cursor.read(AbortSignal.timeout(READ_TIME_LIMIT_MS));
    const isEnd = nextIterator === undefined || (records.length === 0 && found.length > 0);
    found.push(...records);
    if (isEnd) return lag(false);
  }
  return lag(found.length > 0);
}
