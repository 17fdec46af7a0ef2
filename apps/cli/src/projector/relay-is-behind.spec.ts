import type { ShardStatus } from '../../../stream-relay/src/admin/relay-status';
import { SHARD_END, TRIM_HORIZON } from '../../../stream-relay/src/admin/shards';
import { whyRelayIsBehind } from './relay-is-behind';

const NOW = Date.parse('2026-01-01T12:00:00Z');

const shard = (shardId: string, status: Partial<ShardStatus> = {}): ShardStatus => ({
  streamArn: 'stream',
  shardId,
  isLost: false,
  lease: { streamArn: 'stream', shardId, counter: 1, checkpoint: TRIM_HORIZON, coveredUntil: 0, renewedAt: NOW },
  lag: { records: 0, hasMore: false },
  ...status,
});

const finished = (shardId: string): ShardStatus => {
  const { lease, ...status } = shard(shardId);
  return { ...status, lease: { ...lease!, checkpoint: SHARD_END } };
};
const behindSince = (since: string) => shard('a', { lag: { records: 1, hasMore: false, since } });

describe('whether the relay is behind', () => {
  it('is false when the relay has published everything older than two minutes', () => {
    expect(whyRelayIsBehind({ shards: [shard('a')], gaps: [] }, NOW)).toBeUndefined();
    expect(whyRelayIsBehind({ shards: [behindSince('2026-01-01T11:58:01Z')], gaps: [] }, NOW)).toBeUndefined();
  });

  it('is false when a shard waits for its parent, which is being read', () => {
    const child = shard('b', { parentId: 'a', lease: undefined, lag: undefined });
    expect(whyRelayIsBehind({ shards: [shard('a'), child], gaps: [] }, NOW)).toBeUndefined();
  });

  it.each([
    [
      'older records wait',
      [behindSince('2026-01-01T11:57:59Z')],
      [],
      'published nothing since 2026-01-01T11:57:59.000Z',
    ],
    ['it has never read the stream', [shard('a', { lease: undefined, lag: undefined })], [], 'never read'],
    ['the stream has lost records', [shard('a', { isLost: true, lag: undefined })], [], 'has lost'],
    ['a gap is not repaired', [shard('a')], ['a gap'], 'repairing'],
    [
      'a shard waits whose parent is at its end',
      [finished('a'), shard('b', { parentId: 'a', lease: undefined, lag: undefined })],
      [],
      'not begun',
    ],
  ])('is yes while %s', (_when, shards, gaps, reason) => {
    expect(whyRelayIsBehind({ shards, gaps }, NOW)).toContain(reason);
  });
});
