import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { describeError } from '@app/common/errors';
import type { HealthChecks } from '@app/common/health';
import { type Activity, Loop, Patience, settledWithin } from '@app/common/patience';
import type { SignsOfLife } from '@app/common/process';
import { SHARD_END } from './leases/checkpoint';
import type { HeldLease } from './leases/held-lease';
import { type Lease, shardKey } from './leases/lease';
import { LeaseHolder } from './leases/lease-holder';
import { leasesToTake, type LeaseWatch } from './leases/lease-rules';
import { LeasesStore } from './leases/leases.store';
import { EventPublisher } from './publishing/event-publisher';
import { KafkaProbe } from './publishing/kafka-probe';
import { TableRepair } from './repair/table-repair';
import type { ShardRelay } from './shard-relay';
import { ShardRelays } from './shard-relays';
import { ShardDiscovery } from './stream/shard-discovery';

const LONGEST_SHARING_INTERVAL_MS = 1_000;
const GRACE_MS = 5_000;

/**
 * Relays the table's stream to Kafka together with the other processes that do the same: discovers shards, takes a fair
 * share of their leases, and relays each shard for as long as it holds its lease.
 */
@Injectable()
export class Relay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Relay.name);
  private readonly running = new Map<string, { shard: ShardRelay; done: Promise<void> }>();
  private readonly watch: LeaseWatch;
  private readonly sharing: Activity;
  private readonly sharingLoop: Loop;
  private isStopping = false;

  constructor(
    private readonly discovery: ShardDiscovery,
    private readonly leases: LeasesStore,
    private readonly holder: LeaseHolder,
    private readonly shards: ShardRelays,
    private readonly repair: TableRepair,
    private readonly publisher: EventPublisher,
    private readonly probe: KafkaProbe,
    patience: Patience,
  ) {
    const intervalMs = Math.min(LONGEST_SHARING_INTERVAL_MS, holder.leaseMs / 3);
    this.watch = holder.createWatch();
    this.sharing = patience.activity('leases', 'sharing the shards');
    this.sharingLoop = new Loop(this.sharing, intervalMs, () => this.shareLeases());
  }

  /** Waits for nothing: what is away is tried until it is there, and readiness says so. */
  onApplicationBootstrap(): void {
    this.probe.start();
    this.discovery.start(() => this.sharingLoop.wake());
    this.sharingLoop.start();
    this.repair.start();
  }

  /** Finishes what is being published, saves the checkpoints and frees the leases, so that others go on at once. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    for (const { shard } of this.running.values()) shard.stop();
    const loops = [this.discovery.stop(), this.sharingLoop.stop(), this.repair.stop()];
    await settledWithin(GRACE_MS, [...loops, ...this.shardsDone()]);
    await settledWithin(GRACE_MS, [this.publisher.close(), this.probe.stop(), ...this.shardsDone()]);
  }

  healthChecks(): HealthChecks {
    return {
      stream: () => this.discovery.check(),
      leases: () => this.sharing.check(),
      shards: () => this.running.forEach(({ shard }) => shard.check()),
      gaps: () => this.repair.check(),
      kafka: () => {
        this.probe.check();
        this.publisher.check();
      },
    };
  }

  /** Signs that no part hangs. What fails again and again lives: it waits for something that is away. */
  signsOfLife(): SignsOfLife {
    return {
      discovery: () => this.discovery.checkAlive(),
      leases: () => this.sharing.checkAlive(),
      reader: () => this.running.forEach(({ shard }) => shard.checkAlive()),
      producer: () => this.publisher.checkAlive(this.probe.answersForMs()),
    };
  }

  private async shareLeases(): Promise<void> {
    const leases = await this.unfinishedLeases();
    this.watch.observe(leases);
    this.leaveTaken(leases);
    const situation = {
      leases,
      owner: this.holder.owner,
      isRunning: (lease: Lease) => this.running.has(shardKey(lease)),
      isAbandoned: (lease: Lease) => this.watch.isAbandoned(lease),
    };
    for (const lease of leasesToTake(situation)) {
      const held = await this.holder.take(lease);
      if (held) this.relayShard(held);
    }
  }

  private async unfinishedLeases(): Promise<Lease[]> {
    const perStream = this.discovery.openStreams.map((streamArn) => this.leases.ofStream(streamArn));
    return (await Promise.all(perStream)).flat().filter(({ checkpoint }) => checkpoint !== SHARD_END);
  }

  /** A refused checkpoint would say the same, but later. */
  private leaveTaken(leases: Lease[]): void {
    for (const lease of leases) {
      if (lease.owner && lease.owner !== this.holder.owner) this.running.get(shardKey(lease))?.shard.leaseIsTaken();
    }
  }

  private relayShard(held: HeldLease): void {
    const shard = this.shards.create(held, (ref) => this.discovery.hasEnded(ref));
    this.logger.log(`${held.shard.shardId}: relayed from ${held.progress.checkpoint}`);
    this.running.set(shardKey(held.shard), { shard, done: this.run(shard) });
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
