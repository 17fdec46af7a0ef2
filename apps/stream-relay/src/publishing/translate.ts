import { z } from 'zod';
import { type Attributes, MalformedItemError } from '@app/common/dynamodb/lean';
import {
  type CloudEvent,
  CONVERSATION_STARTED,
  MEMBERS_CHANGED,
  MESSAGE_DELETED,
  MESSAGE_EDITED,
  MESSAGE_EVENT_DATA,
  MESSAGE_REACTED,
  MESSAGE_SENT,
} from '@app/common/events';
import {
  itemKind,
  type MembershipKind,
  type OriginAttributes,
  PARTITION_KEY,
  REVISION,
  type RevisionKind,
  SORT_KEY,
  type TableKey,
} from '@app/common/table';
import type { TracedEvent } from '@app/common/tracing';
import type { StreamRecord } from '../stream/table-streams';
import { type EventData, type EventType, readEventData } from './event-data';

export const EVENT_SOURCE = '/cruddur/stream-relay';

/** A change that should be an event, and cannot be one as it is. No repetition will help. */
export class UntranslatableRecordError extends Error {
  override readonly name = 'UntranslatableRecordError';
}

export type MessageEvent = CloudEvent<EventType>;

/** An item of any kind; many tell by one of their own which event they are. */
export type EventfulItem = TableKey & { [REVISION.kind]?: unknown };

/** What a change of the table means to others; undefined for a change that is nobody else's business. */
export function translate({ eventName, dynamodb }: StreamRecord, streamLabel: string): MessageEvent | undefined {
  if (eventName !== 'INSERT') return undefined;
  const { [PARTITION_KEY]: pk, [SORT_KEY]: sk } = dynamodb?.Keys ?? {};
  if (pk?.S === undefined || sk?.S === undefined) throw new UntranslatableRecordError('it has no keys of this table');
  const image = dynamodb?.NewImage ?? {};
  const type = eventTypeOf({ [PARTITION_KEY]: pk.S, [SORT_KEY]: sk.S }, image[REVISION.kind]);
  if (type === undefined) return undefined;
  return eventOf(type, dataOfImage(type, image), requestOf(image), `${streamLabel}/${dynamodb?.SequenceNumber}`);
}

/**
 * The event that an item's insertion was, made from the item itself. Its id, by the item's key, is the same each time,
 * and another than the one that it has from a stream.
 */
export function eventOfItem(item: EventfulItem): MessageEvent | undefined {
  const type = eventTypeOf(item, item[REVISION.kind]);
  return (
    type && eventOf(type, dataOfItem(type, item), requestOf(item), `table/${item[PARTITION_KEY]}/${item[SORT_KEY]}`)
  );
}

/** A kind that only a newer version knows is kept as a dead letter until that publishes it. */
function eventTypeOf(key: TableKey, ownKind: unknown): EventType | undefined {
  const kind = itemKind(key);
  if (kind === 'conversation' || kind === 'message') {
    return ownKind === undefined ? TYPES[kind] : typeOf(textIn(ownKind), KINDS[kind], kind);
  }
  return kind === 'revision' ? typeOf(textIn(ownKind), KINDS.revision, kind) : undefined;
}

/** Of items that tell no kind of their own, as those of two people. */
const TYPES = { conversation: CONVERSATION_STARTED, message: MESSAGE_SENT } as const;

/** A group begins with an entry that tells its start; and a change of its members is told by its entry, not by its revision. */
const KINDS = {
  conversation: { group: undefined },
  message: {
    message: MESSAGE_SENT,
    created: MEMBERS_CHANGED,
    added: MEMBERS_CHANGED,
    left: MEMBERS_CHANGED,
    removed: MEMBERS_CHANGED,
    renamed: MEMBERS_CHANGED,
    owner_changed: MEMBERS_CHANGED,
  } satisfies Record<MembershipKind | 'message', EventType>,
  revision: {
    edited: MESSAGE_EDITED,
    deleted: MESSAGE_DELETED,
    reacted: MESSAGE_REACTED,
    members: undefined,
  } satisfies Record<RevisionKind, EventType | undefined>,
};

function typeOf(
  kind: string | undefined,
  types: Readonly<Record<string, EventType | undefined>>,
  what: string,
): EventType | undefined {
  if (kind !== undefined && Object.hasOwn(types, kind)) return types[kind];
  throw new UntranslatableRecordError(`it is a ${what} of no known kind: ${kind}`);
}

/**
 * The request that has written an item, or an image; nothing of it where it was written without. It is for logs and traces
 * alone: what is of no use there is left out.
 */
export function requestOf(item: unknown): TracedEvent {
  const { request_id, trace_parent } = (item ?? {}) as Partial<Record<keyof OriginAttributes, unknown>>;
  const [requestid, traceparent] = [textIn(request_id), textIn(trace_parent)];
  return { ...(requestid !== undefined && { requestid }), ...(traceparent !== undefined && { traceparent }) };
}

/** Of a value, or of one in DynamoDB's own notation; undefined for what is no text. */
function textIn(value: unknown): string | undefined {
  const text = typeof value === 'object' && value !== null && 'S' in value ? value.S : value;
  return typeof text === 'string' ? text : undefined;
}

const eventOf = (type: EventType, data: EventData, request: TracedEvent, id: string): MessageEvent => ({
  id,
  source: EVENT_SOURCE,
  type,
  time: data.created_at,
  subject: data.message_group_uuid,
  ...request,
  data,
});

function dataOfItem(type: EventType, item: unknown): EventData {
  const data = MESSAGE_EVENT_DATA[type].safeParse(item);
  if (!data.success) throw new UntranslatableRecordError(`${type}: ${z.prettifyError(data.error)}`);
  return data.data;
}

function dataOfImage(type: EventType, image: Attributes): EventData {
  try {
    return readEventData[type](image);
  } catch (error) {
    if (!(error instanceof MalformedItemError)) throw error;
    throw new UntranslatableRecordError(`${type}: ${error.message}`, { cause: error });
  }
}
