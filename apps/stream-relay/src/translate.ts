import { unmarshall } from '@aws-sdk/util-dynamodb';
import { type CloudEvent, CONVERSATION_STARTED, MESSAGE_EVENT_DATA, MESSAGE_SENT } from '@app/common/events';
import { itemKind, type OriginAttributes, PARTITION_KEY, SORT_KEY } from '@app/common/table';
import type { TracedEvent } from '@app/common/tracing';
import { z } from 'zod';
import type { StreamRecord } from './table-streams';

export const EVENT_SOURCE = '/cruddur/stream-relay';

/** A change that should be an event, and cannot be one as it is. No repetition will help. */
export class UntranslatableRecordError extends Error {
  override readonly name = 'UntranslatableRecordError';
}

type EventType = keyof typeof MESSAGE_EVENT_DATA;
export type MessageEvent = CloudEvent<EventType>;

/** What a change of the table means to others; undefined for a change that is nobody else's business. */
export function translate(record: StreamRecord, streamLabel: string): MessageEvent | undefined {
  if (record.eventName !== 'INSERT') return undefined;
  const { [PARTITION_KEY]: pk, [SORT_KEY]: sk } = record.dynamodb?.Keys ?? {};
  if (pk?.S === undefined || sk?.S === undefined) throw new UntranslatableRecordError('it has no keys of this table');
  const type = eventTypeOf({ pk: pk.S, sk: sk.S });
  return type && eventOf(type, itemOf(record), `${streamLabel}/${record.dynamodb?.SequenceNumber}`);
}

/**
 * The event that an item's insertion was, made from the item itself. Its id, by the item's key, is the same each time,
 * and another than the one that it has from a stream.
 */
export function eventOfItem(item: { pk: string; sk: string }): MessageEvent | undefined {
  const type = eventTypeOf(item);
  return type && eventOf(type, item, `table/${item.pk}/${item.sk}`);
}

function eventTypeOf(key: { pk: string; sk: string }): EventType | undefined {
  const kind = itemKind(key);
  if (kind === 'conversation') return CONVERSATION_STARTED;
  return kind === 'message' ? MESSAGE_SENT : undefined;
}

/** A value, or one in DynamoDB's own notation. It is for logs and traces alone: what is of no use there is left out. */
const text = z
  .union([z.string(), z.object({ S: z.string() }).transform(({ S }) => S)])
  .optional()
  .catch(undefined);
const originAttributes = z
  .object({ request_id: text, trace_parent: text } satisfies Record<keyof OriginAttributes, z.ZodType>)
  .catch({});

/** The request that has written an item, or an image; nothing of it where it was written without. */
export function requestOf(item: unknown): TracedEvent {
  const { request_id: requestid, trace_parent: traceparent } = originAttributes.parse(item);
  return { ...(requestid !== undefined && { requestid }), ...(traceparent !== undefined && { traceparent }) };
}

function eventOf(type: EventType, item: unknown, id: string): MessageEvent {
  const data = MESSAGE_EVENT_DATA[type].safeParse(item);
  if (!data.success) throw new UntranslatableRecordError(`${type}: ${z.prettifyError(data.error)}`);
  return {
    id,
    source: EVENT_SOURCE,
    type,
    time: data.data.created_at,
    subject: data.data.message_group_uuid,
    ...requestOf(item),
    data: data.data,
  };
}

function itemOf(record: StreamRecord): unknown {
  try {
    return unmarshall(record.dynamodb?.NewImage ?? {});
  } catch (cause) {
    throw new UntranslatableRecordError(`its image cannot be read: ${String(cause)}`, { cause });
  }
}
