import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { type DynamicModule, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Registry } from 'prom-client';
import { createDocumentClient, createLeanStreamsClient, LeanStreamsClient } from '@app/common/dynamodb';
import { HEALTH_CHECKS, HealthController } from '@app/common/health';
import { createKafka } from '@app/common/kafka';
import { LoggingModule } from '@app/common/logging';
import { metricsRegistry } from '@app/common/metrics';
import { Watchdog } from '@app/common/process';
import { TracingModule } from '@app/common/tracing';
import type { StreamRelayConfig } from './config/stream-relay.config';
import { LeasesStore } from './leases/leases.store';
import { SoleLease } from './leases/sole-lease';
import { createEventProducer } from './publishing/event-producer';
import { EventPublisher } from './publishing/event-publisher';
import { ItemPublications } from './publishing/item-publications';
import { KafkaProbe } from './publishing/kafka-probe';
import { RelayDeadLetters } from './publishing/relay-dead-letters';
import { relayTopics } from './publishing/relay-topics';
import { Relay } from './relay';
import { GapsStore } from './repair/gaps.store';
import { MessagesTable } from './repair/messages-table';
import { TABLE_REPAIR, TableRepair } from './repair/table-repair';
import { monotonicClock } from './running/monotonic-clock';
import { RelayMetrics } from './running/relay-metrics';
import { ReadBudget } from './stream/read-budget';
import { TableStreams } from './stream/table-streams';

@Module({})
export class StreamRelayModule implements OnApplicationShutdown {
  constructor(
    private readonly streams: LeanStreamsClient,
    private readonly documents: DynamoDBDocumentClient,
  ) {}

  static register(config: StreamRelayConfig): DynamicModule {
    return {
      module: StreamRelayModule,
      imports: [
        LoggingModule.register('stream-relay', config.LOG_LEVEL),
        TracingModule.register('stream-relay', config),
      ],
      controllers: [HealthController],
      providers: [
        { provide: LeanStreamsClient, useFactory: () => createLeanStreamsClient(config) },
        { provide: DynamoDBDocumentClient, useFactory: () => createDocumentClient(config) },
        metricsRegistry,
        { provide: RelayMetrics, inject: [Registry], useFactory: createMetrics },
        {
          provide: Relay,
          inject: [LeanStreamsClient, DynamoDBDocumentClient, RelayMetrics],
          useFactory: (streams: LeanStreamsClient, documents: DynamoDBDocumentClient, metrics: RelayMetrics) =>
            createRelay(config, streams, documents, metrics),
        },
        { provide: Watchdog, inject: [Relay], useFactory: (relay: Relay) => new Watchdog(relay.signsOfLife()) },
        { provide: HEALTH_CHECKS, inject: [Relay], useFactory: (relay: Relay) => relay.healthChecks() },
      ],
    };
  }

  /** Last of all: the leases are given back through them. */
  async onApplicationShutdown(): Promise<void> {
    await this.streams.destroy();
    this.documents.destroy();
  }
}

function createMetrics(registry: Registry): RelayMetrics {
  const metrics = new RelayMetrics();
  metrics.exportTo(registry);
  return metrics;
}

function createRelay(
  config: StreamRelayConfig,
  streams: LeanStreamsClient,
  documents: DynamoDBDocumentClient,
  metrics: RelayMetrics,
): Relay {
  const clock = monotonicClock;
  const owner = `${hostname()}/${randomUUID()}`;
  const leaseMs = config.RELAY_LEASE_SECONDS * 1_000;
  const kafka = createKafka(config, 'stream-relay');
  const topics = relayTopics(config.KAFKA_TOPIC_PREFIX);
  const deadLetters = new RelayDeadLetters(topics.deadLetters, metrics);
  const publisher = new EventPublisher(() => createEventProducer(kafka), deadLetters, metrics, clock);
  const leases = new LeasesStore(documents, config.LEASE_TABLE_NAME);
  const repair = new TableRepair({
    gaps: new GapsStore(documents, config.LEASE_TABLE_NAME),
    lease: new SoleLease(TABLE_REPAIR, owner, leases, leaseMs, clock),
    table: new MessagesTable(documents, config.TABLE_NAME, new ReadBudget(config.RELAY_REPAIR_READ_UNITS)),
    publications: new ItemPublications(topics, deadLetters),
    publisher,
    metrics,
    clock,
  });
  return new Relay({
    streams: new TableStreams(streams, config.TABLE_NAME),
    probe: new KafkaProbe(kafka, topics, clock),
    pollIntervalMs: config.RELAY_POLL_INTERVAL_MS,
    discoveryIntervalMs: config.RELAY_DISCOVERY_INTERVAL_MS,
    ...{ leases, repair, publisher, deadLetters, topics, metrics, clock, owner, leaseMs },
  });
}
