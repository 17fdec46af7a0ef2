import type { Kafka } from 'kafkajs';

export interface BatchConsumerOptions {
  kafka: Kafka;
  groupId: string;
  /** The name under which this consumer leaves dead letters. */
  consumer: string;
  topicPrefix: string;
  /** Where a group begins that has committed nothing. */
  from?: 'beginning' | 'now';
  /** How long a stop waits for the work in flight. */
  graceMs?: number;
  /** With more records held than this, nothing more is fetched. */
  mostHeld?: number;
}
