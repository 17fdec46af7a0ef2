import type { RelayStatus, ShardStatus } from '../../../stream-relay/src/admin/relay-status';
import { SHARD_END } from '../../../stream-relay/src/admin/shards';

/**
 * A relay at work is never a minute behind, not even after the death of another. The other minute is for DynamoDB Local,
 * which cuts a record's time down to the minute.
 */
const MOST_LAG_MS = 120_000;

/** In a few words; undefined for a relay that has published what is older than two minutes. */
export function whyRelayIsBehind({ shards, gaps }: RelayStatus, now: number): string | undefined {
  if (gaps.length > 0) return 'it is repairing what the stream has lost';
  if (shards.every(({ lease }) => lease === undefined)) return 'it has never read the stream';
  if (shards.some(({ isLost }) => isLost)) return 'the stream has lost what it has not read';
  if (shards.some(isUnread)) return 'it has not begun to read a shard';
  const since = Math.min(...shards.map(({ lag }) => (lag?.since === undefined ? now : Date.parse(lag.since))));
  return now - since > MOST_LAG_MS ? `it has published nothing since ${new Date(since).toISOString()}` : undefined;
}

/** A shard whose parent is at its end is read at once by a relay that lives. */
function isUnread({ lease, parentId }: ShardStatus, _index: number, all: ShardStatus[]): boolean {
  const parent = all.find(({ shardId }) => shardId === parentId);
  return lease === undefined && (parent === undefined || parent.lease?.checkpoint === SHARD_END);
}
