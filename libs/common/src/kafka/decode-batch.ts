import { decodeCloudEvent } from '@app/common/events';
import type { KafkaMessage } from 'kafkajs';
import type { z } from 'zod';
import type { Delivered, Refused } from './delivery';

/** The shape of each event's data that a consumer wants, by the event's type. */
export type EventSchemas = Record<string, z.ZodType>;

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
