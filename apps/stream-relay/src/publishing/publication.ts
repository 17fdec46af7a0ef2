import type { Span } from '@opentelemetry/api';
import { encodeCloudEvent, type KafkaRecord, TOPICS } from '@app/common/events';
import { publishing } from '@app/common/tracing';
import type { ShardRef } from '../leases/lease';
import type { StreamRecord } from '../stream/table-streams';
import type { MessageEvent } from './translate';

/** The stream record that something was made from; enough to find it again. */
export interface RecordOrigin extends ShardRef {
  sequenceNumber: string;
  /** Of the changed item, in DynamoDB's own notation. */
  keys: unknown;
}

/** What goes to Kafka for one stream record. */
export interface Publication {
  topic: string;
  record: KafkaRecord;
  origin: RecordOrigin;
  /** Ends with Kafka's acknowledgement. */
  span?: Span;
}

export function publicationOf(message: MessageEvent, topic: string, origin: RecordOrigin): Publication {
  const { event, span } = publishing(message, TOPICS.messages);
  return { topic, record: encodeCloudEvent(event), origin, span };
}

export const originOf = ({ dynamodb }: StreamRecord, { streamArn, shardId }: ShardRef): RecordOrigin => ({
  streamArn,
  shardId,
  sequenceNumber: dynamodb?.SequenceNumber ?? '',
  keys: dynamodb?.Keys,
});
