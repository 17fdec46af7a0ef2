import { Inject, Injectable } from '@nestjs/common';
import { MONOTONIC_CLOCK, type MonotonicClock, Patience } from '@app/common/patience';
import { STREAM_RELAY_CONFIG, type StreamRelayConfig } from './config/stream-relay.config';
import type { HeldLease } from './leases/held-lease';
import type { ShardRef } from './leases/lease';
import { EventPublisher } from './publishing/event-publisher';
import { RelayDeadLetters } from './publishing/relay-dead-letters';
import { RELAY_TOPICS, type RelayTopics } from './publishing/relay-topics';
import { TableRepair } from './repair/table-repair';
import { RelayMetrics } from './running/relay-metrics';
import { ShardRelay, type ShardRelayParts } from './shard-relay';
import { ShardReader } from './stream/shard-reader';
import { TableStreams } from './stream/table-streams';

/** Makes the relays of single shards, and has what they share. */
@Injectable()
export class ShardRelays implements ShardRelayParts {
  constructor(
    private readonly streams: TableStreams,
    readonly publisher: EventPublisher,
    readonly repair: TableRepair,
    readonly deadLetters: RelayDeadLetters,
    @Inject(RELAY_TOPICS) readonly topics: RelayTopics,
    readonly metrics: RelayMetrics,
    @Inject(MONOTONIC_CLOCK) readonly clock: MonotonicClock,
    readonly patience: Patience,
    @Inject(STREAM_RELAY_CONFIG) private readonly config: StreamRelayConfig,
  ) {}

  /** @param hasEnded whether the listings say that nothing more will be written to the shard. */
  create(lease: HeldLease, hasEnded: (shard: ShardRef) => boolean): ShardRelay {
    const { streams, metrics, clock, patience } = this;
    const pollIntervalMs = this.config.RELAY_POLL_INTERVAL_MS;
    const reader = new ShardReader(lease.shard, { streams, metrics, clock, patience, pollIntervalMs, hasEnded });
    return new ShardRelay(lease, reader, this);
  }
}
