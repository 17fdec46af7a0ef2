import { aLease } from '../../test/a-lease';
import { SHARD_END, TRIM_HORIZON } from '../leases/checkpoint';
import type { Lease } from '../leases/lease';
import { BEFORE_THE_STREAM, type Shard, ShardGraph } from './shard-graph';

const shard = (id: string, parentId?: string): Shard => ({ id, parentId });

const lease = (shardId: string, checkpoint: Lease['checkpoint'] = TRIM_HORIZON): Lease =>
  aLease(shardId, { checkpoint });
const finished = (shardId: string): Lease => lease(shardId, SHARD_END);
const beginning = finished(BEFORE_THE_STREAM);

function graphOf(...listings: Shard[][]): ShardGraph {
  const graph = new ShardGraph();
  for (const listing of listings) graph.addListing(listing, 0);
  return graph;
}

const ids = (shards: { id: string }[]): string[] => shards.map(({ id }) => id);

describe('which shards may be read', () => {
  const readable = (graph: ShardGraph, ...leases: Lease[]): string[] => ids(graph.readable([beginning, ...leases]));

  it('do not include any until what was written before the stream is repaired', () => {
    const graph = graphOf([shard('a'), shard('b')]);
    expect(ids(graph.readable([]))).toEqual([BEFORE_THE_STREAM]);
    expect(graph.readable([lease(BEFORE_THE_STREAM)])).toEqual([]);
  });

  it('are then those without a parent', () => {
    expect(readable(graphOf([shard('a'), shard('b')]))).toEqual(['a', 'b']);
  });

  it('are no children of a shard that is not read to its end', () => {
    const graph = graphOf([shard('a'), shard('b', 'a')]);
    expect(readable(graph)).toEqual(['a']);
    expect(readable(graph, lease('a', '17'))).toEqual([]);
  });

  it('are both children of a shard that was split, once it is read to its end', () => {
    const graph = graphOf([shard('a'), shard('b', 'a'), shard('c', 'a'), shard('d', 'b')]);
    expect(readable(graph, finished('a'))).toEqual(['b', 'c']);
    expect(readable(graph, finished('a'), finished('b'), lease('c'))).toEqual(['d']);
  });

  it('are not asked again once they have a lease', () => {
    expect(readable(graphOf([shard('b', 'a')]), lease('b', '5'))).toEqual([]);
  });

  it('are a parent that was gone before anybody read it, once several listings agree, and not yet its child', () => {
    const listing = [shard('b', 'a'), shard('c', 'a')];
    expect(readable(graphOf(listing, listing))).toEqual([]);
    expect(readable(graphOf(listing, listing, listing))).toEqual(['a']);
    expect(readable(graphOf(listing, listing, listing), finished('a'))).toEqual(['b', 'c']);
  });

  it('wait for a parent that one listing lacks and the next one has', () => {
    const [partial, whole] = [[shard('b', 'a')], [shard('a'), shard('b', 'a')]];
    expect(readable(graphOf(partial, whole, partial, partial))).toEqual(['a']);
  });

  it('wait for a parent that is gone while somebody still has its lease', () => {
    const listing = [shard('b', 'a')];
    expect(readable(graphOf(listing, listing, listing), lease('a', '17'))).toEqual([]);
  });

  it('follow one another through a chain of 150', () => {
    const chain = Array.from({ length: 150 }, (_, i) => shard(`s${i}`, i > 0 ? `s${i - 1}` : undefined));
    const graph = graphOf(chain);
    const leases = [beginning];
    for (let next = graph.readable(leases); next.length > 0; next = graph.readable(leases)) {
      expect(next).toHaveLength(1);
      leases.push(finished(next[0]!.id));
    }
    expect(leases.slice(1).map(({ shardId }) => shardId)).toEqual(ids(chain));
    expect(graph.isDrained(leases)).toBe(true);
  });
});

describe('until when a shard counts as covered', () => {
  it('is the last moment at which it was known not to exist', () => {
    const graph = new ShardGraph();
    graph.addListing([shard('a')], 1_000);
    graph.addListing([shard('a'), shard('b')], 2_000);
    graph.addListing([shard('a'), shard('b')], 3_000);
    expect(graph.readable([beginning])).toEqual([
      { id: 'a', coveredUntil: 1_000 },
      { id: 'b', coveredUntil: 2_000 },
    ]);
  });

  it('is what its parent covers, where that is later', () => {
    const graph = graphOf([shard('a'), shard('b', 'a')]);
    const parent = aLease('a', { checkpoint: SHARD_END, coveredUntil: 7_000 });
    expect(graph.readable([beginning, parent])).toEqual([{ id: 'b', coveredUntil: 7_000 }]);
  });
});

describe('which leases are obsolete', () => {
  const gone = [[shard('a'), shard('b', 'a')], [shard('b', 'a')], [shard('b', 'a')], [shard('b', 'a')]];

  it('are finished ones of shards that are gone', () => {
    expect(graphOf(...gone).obsolete([beginning, finished('a'), lease('b')])).toEqual([finished('a')]);
  });

  it('do not include one whose shard is listed, or is missing for the first time', () => {
    const leases = [finished('a'), lease('b')];
    expect(graphOf(...gone.slice(0, 1)).obsolete(leases)).toEqual([]);
    expect(graphOf(...gone.slice(0, 3)).obsolete(leases)).toEqual([]);
  });

  it('do not include one that a child waits for, or one that is not finished', () => {
    expect(graphOf(...gone).obsolete([finished('a')])).toEqual([]);
    expect(graphOf(...gone).obsolete([lease('a', '17'), lease('b')])).toEqual([]);
  });
});

describe('whether a stream is drained', () => {
  const graph = graphOf([shard('a'), shard('b', 'a')]);

  it('is so when every shard is read to its end', () => {
    expect(graph.isDrained([beginning, finished('a')])).toBe(false);
    expect(graph.isDrained([beginning, finished('a'), lease('b', '9')])).toBe(false);
    expect(graph.isDrained([beginning, finished('a'), finished('b')])).toBe(true);
  });

  it('is not so while a shard that is gone is not finished', () => {
    expect(graphOf([]).isDrained([beginning, lease('a', '9')])).toBe(false);
  });
});
