import type { KafkaMessage } from 'kafkajs';
import { decodeCloudEvent, type EventSchemas } from '@app/common/events';
import type { Delivered, Refused } from './delivery';

export interface DecodedBatch {
  delivered: Delivered[];
  undecodable: Refused[];
  /** How many are of other types than the consumer wants: they are for somebody else. */
  passedOver: number;
}

/** kafkajs hands it on with each record, and its types leave it out. */
type RecordInBatch = KafkaMessage & { batchContext?: { timestampType?: number } };

const LOG_APPEND_TIME = 1;

/** By the broker's clock; undefined where the record has the time of who sent it. */
export function appendedAt(record: RecordInBatch): number | undefined {
  return record.batchContext?.timestampType === LOG_APPEND_TIME ? Number(record.timestamp) : undefined;
}

export function decodeBatch(records: KafkaMessage[], schemas: EventSchemas): DecodedBatch {
  const decoded: DecodedBatch = { delivered: [], undecodable: [], passedOver: 0 };
  for (const record of records) {
    try {
      const event = decodeCloudEvent(record, schemas);
      if (event) decoded.delivered.push({ record, event: { ...event, appendedAt: appendedAt(record) } });
      else decoded.passedOver += 1;
    } catch (error) {
      decoded.undecodable.push({ record, reason: String(error) });
    }
  }
  return decoded;
}
