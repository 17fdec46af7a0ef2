import type { CloudEvent } from '@app/common/events';
import type { Kafka } from 'kafkajs';
import type { EventSchemas } from './decode-batch';
import type { Joining } from './leading-and-trailing';

export interface BatchConsumerOptions {
  kafka: Kafka;
  groupId: string;
  /** The name under which this consumer leaves dead letters. */
  consumer: string;
  topicPrefix: string;
  /** The events to decode, by logical topic; other types are passed over. */
  events: Record<string, EventSchemas>;
  /** Which events wait for each other, to be handed over together. Without it none waits. */
  joining?: Joining<CloudEvent>;
  /** Where a group begins that has committed nothing. */
  from?: 'beginning' | 'now';
  /** How long a stop waits for the work in flight. */
  graceMs?: number;
  /** With more records held than this, nothing more is fetched. */
  mostHeld?: number;
}
