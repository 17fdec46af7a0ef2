import { z } from 'zod';

/** A CloudEvents 1.0 event. Unknown attributes are carried by nobody here. */
export interface CloudEvent<Type extends string = string, Data = unknown> {
  id: string;
  source: string;
  type: Type;
  /** RFC 3339. */
  time: string;
  /** The entity it is about, and the Kafka key: events of one subject stay in order. */
  subject: string;
  /** Extension: the request that the event goes back to. */
  requestid?: string | undefined;
  /** Extension for distributed tracing: the span that has made the event, in W3C's form. */
  traceparent?: string | undefined;
  /** When Kafka got it, by the broker's clock, in milliseconds since 1970; absent where the topic keeps another time. */
  appendedAt?: number | undefined;
  data: Data;
}

export interface KafkaRecord {
  key: string;
  value: string;
  headers: Record<string, string>;
}

/** As Kafka's client hands it out. */
export interface ReceivedRecord {
  value: Buffer | null;
  headers?: Record<string, unknown>;
}

export class UndecodableEventError extends Error {
  override readonly name = 'UndecodableEventError';
}

/** Binary mode of the CloudEvents Kafka binding: attributes in headers, data as the JSON value. */
export function encodeCloudEvent(event: CloudEvent): KafkaRecord {
  return {
    key: event.subject,
    value: JSON.stringify(event.data),
    headers: {
      'content-type': 'application/json',
      ce_specversion: '1.0',
      ce_id: event.id,
      ce_source: event.source,
      ce_type: event.type,
      ce_time: event.time,
      ce_subject: event.subject,
      ...extensionHeaders(event),
    },
  };
}

/** Behind it a compacted topic keeps nothing of the event's subject. */
export const encodeTombstone = (event: CloudEvent): Omit<KafkaRecord, 'value'> & { value: null } => ({
  ...encodeCloudEvent(event),
  value: null,
});

export const extensionHeaders = ({
  requestid,
  traceparent,
}: Pick<CloudEvent, 'requestid' | 'traceparent'>): Record<string, string> => ({
  ...(requestid !== undefined && { ce_requestid: requestid }),
  ...(traceparent !== undefined && { ce_traceparent: traceparent }),
});

/** The shape of each event's data that somebody wants, by the event's type. */
export type EventSchemas = Record<string, z.ZodType>;

/** Any event of these kinds. */
export type EventOf<Schemas extends EventSchemas> = {
  [Type in keyof Schemas & string]: CloudEvent<Type, z.infer<Schemas[Type]>>;
}[keyof Schemas & string];

/**
 * Decodes a record into one of the events that `schemas` names.
 *
 * @returns undefined for a type that `schemas` does not name: an event for somebody else; and for a tombstone, which says
 * nothing.
 * @throws UndecodableEventError when the record is no CloudEvent, or its data not of its type's shape.
 */
export function decodeCloudEvent<Schemas extends EventSchemas>(
  record: ReceivedRecord,
  schemas: Schemas,
): EventOf<Schemas> | undefined {
  if (record.value === null) return undefined;
  const attribute = (name: string): string => {
    const value = attributeOf(record, name);
    if (value === undefined) throw new UndecodableEventError(`no header ce_${name}`);
    return value;
  };
  const type = attribute('type');
  if (!Object.hasOwn(schemas, type)) return undefined;
  const data = (schemas[type] as z.ZodType).safeParse(parseJson(record.value));
  if (!data.success) throw new UndecodableEventError(`${type}: ${z.prettifyError(data.error)}`);
  return {
    id: attribute('id'),
    source: attribute('source'),
    type,
    time: attribute('time'),
    subject: attribute('subject'),
    ...extensionsOf(record),
    data: data.data,
  } as EventOf<Schemas>;
}

/** What a record tells of the request that it goes back to, even where it is no event. */
export function extensionsOf(record: Pick<ReceivedRecord, 'headers'>): Pick<CloudEvent, 'requestid' | 'traceparent'> {
  const requestid = attributeOf(record, 'requestid');
  const traceparent = attributeOf(record, 'traceparent');
  return { ...(requestid !== undefined && { requestid }), ...(traceparent !== undefined && { traceparent }) };
}

function attributeOf({ headers }: Pick<ReceivedRecord, 'headers'>, name: string): string | undefined {
  const value = headers?.[`ce_${name}`];
  return typeof value === 'string' || Buffer.isBuffer(value) ? value.toString() : undefined;
}

function parseJson(value: Buffer): unknown {
  try {
    return JSON.parse(value.toString('utf8'));
  } catch (cause) {
    throw new UndecodableEventError('the value is not JSON', { cause });
  }
}
