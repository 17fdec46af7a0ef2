import { z } from 'zod';
import { LIVE_EVENT_DATA, type LiveEvent } from '@app/common/contracts';
import { decodeCloudEvent, PLACED_EVENT_DATA } from '@app/common/events';
import type { KafkaMessage } from '@app/common/kafka';
import type { MessageEvent } from './live-change';
import type { LiveSignal } from './live-signal';

/** An event of a conversation; undefined for one of another kind, and for what is none: the projector keeps such. */
export function messageEventOf(record: KafkaMessage): MessageEvent | undefined {
  try {
    return decodeCloudEvent(record, PLACED_EVENT_DATA);
  } catch {
    return undefined;
  }
}

/** What gateways tell each other: to whom, and what. */
export interface LiveRecord {
  userUuids: readonly string[];
  signal: LiveSignal;
}

const liveRecord = z.object({
  userUuids: z.array(z.string()),
  signal: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('event'),
      event: z.object({ event: z.string(), data: z.unknown() }),
      groupUuid: z.string().optional(),
    }),
    z.object({ kind: z.literal('read'), groupUuid: z.string(), userUuid: z.string() }),
  ]),
});

/** Undefined for what another version of the gateway tells, and this one does not know. */
export function liveRecordOf({ value }: Pick<KafkaMessage, 'value'>): LiveRecord | undefined {
  const { data: record } = liveRecord.safeParse(jsonOf(value));
  if (!record) return undefined;
  const { userUuids, signal } = record;
  if (signal.kind === 'read') return { userUuids, signal };
  const { event: name, data } = signal.event;
  if (!Object.hasOwn(LIVE_EVENT_DATA, name)) return undefined;
  const known = LIVE_EVENT_DATA[name as keyof typeof LIVE_EVENT_DATA].safeParse(data);
  if (!known.success) return undefined;
  return { userUuids, signal: { ...signal, event: { event: name, data: known.data } as LiveEvent } };
}

function jsonOf(value: Buffer | null): unknown {
  try {
    return JSON.parse(value?.toString('utf8') ?? 'null');
  } catch {
    return undefined;
  }
}
