import { note } from '@local-stack/terminal/terminal';
import type { Lag, RelayStatus, ShardStatus } from '../../../stream-relay/src/admin/relay-status';
import { BEFORE_THE_STREAM, SHARD_END, streamLabel } from '../../../stream-relay/src/admin/shards';
import { type Cell, printTable } from '../output/format-table';
import { printJson } from '../output/json';
import type { ReadOptions } from '../where/options';
import { findTarget } from '../where/target';
import { readRelayStatus } from './read-status';

export async function showRelayStatus(options: ReadOptions): Promise<void> {
  const status = await readRelayStatus(await findTarget(options));
  if (options.json) return printJson(present(status));
  const now = Date.now();
  printTable(
    ['stream', 'shard', 'state', 'owner', 'seen', 'checkpoint', 'unpublished', 'lag'],
    status.shards.map((shard) => rowOf(shard, now)),
  );
  for (const gap of status.gaps) note(`lost by the stream, and not repaired yet: ${gap}`);
}

const rowOf = (shard: ShardStatus, now: number): Cell[] => {
  const { streamArn, shardId, lease, lag } = shard;
  return [
    streamLabel(streamArn),
    shardId,
    stateOf(shard),
    lease?.owner,
    lease && `${age(lease.renewedAt, now)} ago`,
    lease?.checkpoint,
    lag && countOf(lag),
    lag && (lag.since === undefined ? 'none' : age(Date.parse(lag.since), now)),
  ];
};

function stateOf({ shardId, lease, isLost }: ShardStatus): string {
  if (!lease) return 'waits for its parent';
  if (lease.checkpoint === SHARD_END) return shardId === BEFORE_THE_STREAM ? 'repaired' : 'published to its end';
  if (isLost) return 'lost behind its checkpoint';
  return lease.owner === undefined ? 'free' : 'relayed';
}

const countOf = ({ records, hasMore }: Lag): string => `${records}${hasMore ? '+' : ''}`;

const age = (since: number, now: number): string => `${Math.max(0, (now - since) / 1_000).toFixed(1)} s`;

const present = ({ shards, gaps }: RelayStatus) => ({
  shards: shards.map((shard) => ({
    stream_arn: shard.streamArn,
    shard_id: shard.shardId,
    parent_id: shard.parentId ?? null,
    state: stateOf(shard),
    owner: shard.lease?.owner ?? null,
    renewed_at: shard.lease ? new Date(shard.lease.renewedAt).toISOString() : null,
    checkpoint: shard.lease?.checkpoint ?? null,
    unpublished_records: shard.lag?.records ?? null,
    oldest_unpublished_at: shard.lag?.since ?? null,
  })),
  gaps,
});
