import { type BeforeApplicationShutdown, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { describeError } from '@app/common/errors';
import type { HealthChecks } from '@app/common/health';
import type { SignsOfLife } from '@app/common/process';
import { Activity } from './running/activity';
import { SHARD_END } from './leases/checkpoint';
import { HeldLease } from './leases/held-lease';
import type { KafkaProbe } from './publishing/kafka-probe';
import { type Lease, shardKey } from './leases/lease';
import { leasesToTake, LeaseWatch } from './leases/lease-rules';
import type { LeasesStore } from './leases/leases.store';
import { Loop } from './running/loop';
import { settledWithin } from './running/settled-within';
import { ShardDiscovery } from './stream/shard-discovery';
import { ShardReader } from './stream/shard-reader';
import { ShardRelay, type ShardRelayParts } from './shard-relay';
import type { TableStreams } from './stream/table-streams';

export interface RelayParts extends ShardRelayParts {
  streams: TableStreams;
  leases: LeasesStore;
  probe: KafkaProbe;
  /** This process, among all relays. */
  owner: string;
  pollIntervalMs: number;
  discoveryIntervalMs: number;
  leaseMs: number;
}

const LONGEST_SHARING_INTERVAL_MS = 1_000;
const GRACE_MS = 5_000;

/**
 * Relays the table's stream to Kafka together with the other processes that do the same: discovers shards, takes a fair
 * share of their leases, and relays each shard for as long as it holds its lease.
 */
export class Relay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Relay.name);
  private readonly running = new Map<string, { shard: ShardRelay; done: Promise<void> }>();
  private readonly watch: LeaseWatch;
  private readonly discovery: ShardDiscovery;
  private readonly sharing: Activity;
  private readonly sharingLoop: Loop;
  private isStopping = false;

  constructor(private readonly parts: RelayParts) {
    const { streams, leases, clock, discoveryIntervalMs, leaseMs } = parts;
    this.watch = new LeaseWatch(leaseMs, clock);
    this.sharing = new Activity('sharing the shards', clock);
    this.sharingLoop = new Loop(this.sharing, Math.min(LONGEST_SHARING_INTERVAL_MS, leaseMs / 3), () => this.share());
    this.discovery = new ShardDiscovery(streams, leases, discoveryIntervalMs, clock, () => this.sharingLoop.wake());
  }

  /** Waits for nothing: what is away is tried until it is there, and readiness says so. */
  onApplicationBootstrap(): void {
    this.parts.probe.start();
    this.discovery.start();
    this.sharingLoop.start();
    this.parts.repair.start();
  }

  /** Finishes what is being published, saves the checkpoints and frees the leases, so that others go on at once. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    for (const { shard } of this.running.values()) shard.stop();
    const loops = [this.discovery.stop(), this.sharingLoop.stop(), this.parts.repair.stop()];
    await settledWithin(GRACE_MS, [...loops, ...this.shardsDone()]);
    await settledWithin(GRACE_MS, [this.parts.publisher.close(), this.parts.probe.stop(), ...this.shardsDone()]);
  }

  healthChecks(): HealthChecks {
    return {
      stream: () => this.discovery.check(),
      leases: () => this.sharing.check(),
      shards: () => this.running.forEach(({ shard }) => shard.check()),
      gaps: () => this.parts.repair.check(),
      kafka: () => {
        this.parts.probe.check();
        this.parts.publisher.check();
      },
    };
  }

  /** Signs that no part hangs. What fails again and again lives: it waits for something that is away. */
  signsOfLife(): SignsOfLife {
    return {
      discovery: () => this.discovery.checkAlive(),
      leases: () => this.sharing.checkAlive(),
      reader: () => this.running.forEach(({ shard }) => shard.checkAlive()),
      producer: () => this.parts.publisher.checkAlive(this.parts.probe.answersForMs()),
    };
  }

  private async share(): Promise<void> {
    const leases = await this.unfinishedLeases();
    this.watch.observe(leases);
    this.leaveTaken(leases);
    const situation = {
      leases,
      owner: this.parts.owner,
      isRunning: (lease: Lease) => this.running.has(shardKey(lease)),
      isAbandoned: (lease: Lease) => this.watch.isAbandoned(lease),
    };
    for (const lease of leasesToTake(situation)) {
      const taken = await this.parts.leases.take(lease, this.parts.owner);
      if (taken) this.relayShard(taken);
    }
  }

  private async unfinishedLeases(): Promise<Lease[]> {
    const perStream = this.discovery.openStreams.map((streamArn) => this.parts.leases.ofStream(streamArn));
    return (await Promise.all(perStream)).flat().filter(({ checkpoint }) => checkpoint !== SHARD_END);
  }

  /** A refused checkpoint would say the same, but later. */
  private leaveTaken(leases: Lease[]): void {
    for (const lease of leases) {
      if (lease.owner && lease.owner !== this.parts.owner) this.running.get(shardKey(lease))?.shard.leaseIsTaken();
    }
  }

  private relayShard(lease: Lease): void {
    const { streams, leases, leaseMs, metrics, clock, pollIntervalMs } = this.parts;
    const held = new HeldLease(lease, leases, leaseMs, clock);
    const reader = new ShardReader(lease, {
      streams,
      metrics,
      clock,
      pollIntervalMs,
      hasEnded: (shard) => this.discovery.hasEnded(shard),
    });
    const shard = new ShardRelay(held, reader, this.parts);
    this.logger.log(`${lease.shardId}: relayed from ${lease.checkpoint}`);
    this.running.set(shardKey(lease), { shard, done: this.run(shard) });
    if (this.isStopping) shard.stop();
  }

  private async run(shard: ShardRelay): Promise<void> {
    try {
      await shard.run();
    } catch (error) {
      this.logger.warn(`${shard.ref.shardId}: the lease was not given back and must run out: ${describeError(error)}`);
    }
    this.running.delete(shardKey(shard.ref));
    if (shard.isFinished) this.discovery.wake();
  }

  private shardsDone(): Promise<void>[] {
    return [...this.running.values()].map(({ done }) => done);
  }
}
