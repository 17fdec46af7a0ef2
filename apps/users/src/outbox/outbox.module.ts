import { type DynamicModule, Module } from '@nestjs/common';
import { TOPICS } from '@app/common/events';
import { A_FEW_TIMES, createKafka, KAFKA } from '@app/common/kafka';
import { Patience } from '@app/common/patience';
import type { UsersConfig } from '../config/users.config';
import { DatabaseModule } from '../database/database.module';
import { OutboxBell } from './outbox-bell';
import { OutboxMetrics } from './outbox-metrics';
import { OUTBOX_TOPIC, OutboxProducer } from './outbox-producer';
import { OutboxPublisher } from './outbox-publisher';
import { OutboxStore } from './outbox.store';

/** Events of users, from their change in Postgres to Kafka. */
@Module({})
export class OutboxModule {
  static register(config: UsersConfig): DynamicModule {
    return {
      module: OutboxModule,
      imports: [DatabaseModule.register(config)],
      providers: [
        Patience,
        // While a batch is sent, its transaction is open: a few tries, then the batch is let go and taken anew.
        { provide: KAFKA, useFactory: () => createKafka(config, 'users', A_FEW_TIMES) },
        { provide: OUTBOX_TOPIC, useValue: config.KAFKA_TOPIC_PREFIX + TOPICS.users },
        OutboxStore,
        OutboxProducer,
        OutboxBell,
        OutboxPublisher,
        OutboxMetrics,
      ],
      exports: [DatabaseModule, OutboxStore, OutboxPublisher],
    };
  }
}
