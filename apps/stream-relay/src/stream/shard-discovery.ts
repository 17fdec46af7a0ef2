import { Inject, Injectable } from '@nestjs/common';
import { type Activity, Loop, Patience } from '@app/common/patience';
import { STREAM_RELAY_CONFIG, type StreamRelayConfig } from '../config/stream-relay.config';
import type { Lease, ShardRef } from '../leases/lease';
import { LeasesStore } from '../leases/leases.store';
import { ShardGraph } from './shard-graph';
import { TableStreams } from './table-streams';

/** Lists the streams and their shards, and gives every shard that may now be read its lease. */
@Injectable()
export class ShardDiscovery {
  private readonly graphs = new Map<string, ShardGraph>();
  private readonly listedAt = new Map<string, number>();
  private readonly activity: Activity;
  private readonly loop: Loop;
  private streamArns: string[] = [];

  private onNewLease: () => void = () => undefined;

  constructor(
    private readonly streams: TableStreams,
    private readonly leases: LeasesStore,
    patience: Patience,
    @Inject(STREAM_RELAY_CONFIG) { RELAY_DISCOVERY_INTERVAL_MS }: StreamRelayConfig,
  ) {
    this.activity = patience.activity('discovery', 'listing the shards');
    this.loop = new Loop(this.activity, RELAY_DISCOVERY_INTERVAL_MS, () => this.discover());
  }

  /** The streams whose shards are to be read now. */
  get openStreams(): string[] {
    return this.streamArns;
  }

  /** Whether the listings say that nothing more will be written to the shard. */
  hasEnded({ streamArn, shardId }: ShardRef): boolean {
    return this.graphs.get(streamArn)?.hasEnded(shardId) ?? false;
  }

  /** @param onNewLease called when there may be leases that nobody has. */
  start(onNewLease: () => void): void {
    this.onNewLease = onNewLease;
    this.loop.start();
  }

  /** A shard has ended: its children may be read. */
  wake(): void {
    this.loop.wake();
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  check(): void {
    this.activity.check();
  }

  checkAlive(): void {
    this.activity.checkAlive();
  }

  /** A stream is opened once those before it are drained: its records were written after theirs. */
  private async discover(): Promise<void> {
    const opened: string[] = [];
    for (const streamArn of await this.streams.list()) {
      opened.push(streamArn);
      if (!(await this.discoverIn(streamArn))) break;
    }
    this.streamArns = opened;
    if (opened.length === 0) throw new Error('the table has no stream');
    this.onNewLease();
  }

  private async discoverIn(streamArn: string): Promise<boolean> {
    const graph = this.graphs.get(streamArn) ?? new ShardGraph();
    this.graphs.set(streamArn, graph);
    const leases = await this.leases.ofStream(streamArn);
    await this.list(streamArn, graph, leases);
    for (const { id, coveredUntil } of graph.readable(leases)) {
      await this.leases.create({ streamArn, shardId: id }, coveredUntil);
    }
    for (const lease of graph.obsolete(leases)) await this.leases.delete(lease);
    return graph.isDrained(leases);
  }

  /** What this process lists for the first time may have existed since a relay last lived. */
  private async list(streamArn: string, graph: ShardGraph, leases: Lease[]): Promise<void> {
    const lastListing = this.listedAt.get(streamArn) ?? Math.max(0, ...leases.map(({ renewedAt }) => renewedAt));
    const startedAt = Date.now();
    graph.addListing(await this.streams.shards(streamArn), lastListing);
    this.listedAt.set(streamArn, startedAt);
  }
}
