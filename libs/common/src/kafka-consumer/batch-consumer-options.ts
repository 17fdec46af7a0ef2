import type { Kafka } from 'kafkajs';
import type { Registry } from 'prom-client';

export interface BatchConsumerOptions {
  kafka: Kafka;
  groupId: string;
  /** The name under which this consumer leaves dead letters. */
  consumer: string;
  topicPrefix: string;
  /** The application's metrics. */
  registry: Registry;
  /** Where a group begins that has committed nothing. */
  from?: 'beginning' | 'now';
  /** How long a stop waits for the work in flight. */
  graceMs?: number;
  /** With more records held than this, nothing more is fetched. */
  mostHeld?: number;
}
