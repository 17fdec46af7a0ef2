import type { KafkaMessage } from 'kafkajs';
import { decodeCloudEvent, type EventSchemas } from '@app/common/events';
import type { Delivered, Refused } from './delivery';

export interface DecodedBatch {
  delivered: Delivered[];
  undecodable: Refused[];
  /** How many are of other types than the consumer wants: they are for somebody else. */
  passedOver: number;
}

export function decodeBatch(records: KafkaMessage[], schemas: EventSchemas): DecodedBatch {
  const decoded: DecodedBatch = { delivered: [], undecodable: [], passedOver: 0 };
  for (const record of records) {
    try {
      const event = decodeCloudEvent(record, schemas);
      if (event) decoded.delivered.push({ record, event });
      else decoded.passedOver += 1;
    } catch (error) {
      decoded.undecodable.push({ record, reason: String(error) });
    }
  }
  return decoded;
}
