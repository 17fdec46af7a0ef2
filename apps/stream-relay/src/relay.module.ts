import { type DynamicModule, Module } from '@nestjs/common';
import { createKafka, KAFKA } from '@app/common/kafka';
import { MetricsModule } from '@app/common/metrics';
import { MONOTONIC_CLOCK, monotonicClock, Patience } from '@app/common/patience';
import type { StreamRelayConfig } from './config/stream-relay.config';
import { LeaseHolder } from './leases/lease-holder';
import { EventProducers } from './publishing/event-producers';
import { EventPublisher } from './publishing/event-publisher';
import { ItemPublications } from './publishing/item-publications';
import { KafkaProbe } from './publishing/kafka-probe';
import { RelayDeadLetters } from './publishing/relay-dead-letters';
import { RELAY_TOPICS, relayTopics } from './publishing/relay-topics';
import { Relay } from './relay';
import { MessagesTable } from './repair/messages-table';
import { RepairLease } from './repair/repair-lease';
import { TableRepair } from './repair/table-repair';
import { RelayMetrics } from './running/relay-metrics';
import { ShardRelays } from './shard-relays';
import { RelayStoresModule } from './stores/relay-stores.module';
import { ReadBudget } from './stream/read-budget';
import { ShardDiscovery } from './stream/shard-discovery';

/** From the table's stream to Kafka. */
@Module({})
export class RelayModule {
  static register(config: StreamRelayConfig): DynamicModule {
    return {
      module: RelayModule,
      imports: [RelayStoresModule.register(config), MetricsModule],
      providers: [
        { provide: KAFKA, useFactory: () => createKafka(config, 'stream-relay') },
        { provide: RELAY_TOPICS, useValue: relayTopics(config.KAFKA_TOPIC_PREFIX) },
        { provide: MONOTONIC_CLOCK, useValue: monotonicClock },
        EventProducers,
        EventPublisher,
        ItemPublications,
        KafkaProbe,
        LeaseHolder,
        MessagesTable,
        Patience,
        ReadBudget,
        Relay,
        RelayDeadLetters,
        RelayMetrics,
        RepairLease,
        ShardDiscovery,
        ShardRelays,
        TableRepair,
      ],
      exports: [Relay],
    };
  }
}
