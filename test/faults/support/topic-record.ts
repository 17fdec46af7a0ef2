import type { Consumer, Kafka } from 'kafkajs';
import {
  decodeCloudEvent,
  MESSAGE_EVENT_DATA,
  MESSAGE_SENT,
  type MessageDeletedData,
  type MessageEditedData,
  type MessageReactedData,
  type MessageSentData,
} from '@app/common/events';
import type { RevisionItem } from '@app/common/table';
import { eventOfRevision } from '../../support/changes';
import type { StreamWriter } from './stream-writer';
import { dataOf } from './stream-writer';
import { uniqueName } from '../../support/unique';

/** What is wrong on a topic, measured against what was accepted; all zero when nothing is. */
export interface Wrong {
  /** Messages and changes. */
  missing: number;
  /** Messages and changes that nobody wrote, or that say something else than what was written. */
  foreign: number;
  /** Messages that first arrived after a later one of their conversation, and changes likewise. */
  inversions: number;
}

export const NOTHING_WRONG: Wrong = { missing: 0, foreign: 0, inversions: 0 };

type ChangeData = MessageEditedData | MessageDeletedData | MessageReactedData;

/** All messages and changes of messages that have arrived on a topic since its beginning, in the order of arrival. */
export class TopicRecord {
  private readonly arrived: { eventId: string; message: MessageSentData }[] = [];
  /** The numbers of each conversation's messages, in the order in which each arrived first. */
  private readonly firsts = new Map<string, Set<number>>();

  private readonly changes: ChangeData[] = [];

  private constructor(private readonly consumer: Consumer) {}

  static async follow(kafka: Kafka, topic: string): Promise<TopicRecord> {
    const consumer = kafka.consumer({ groupId: uniqueName('topic-record') });
    const record = new TopicRecord(consumer);
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachMessage: ({ message }) => {
        const event = decodeCloudEvent(message, MESSAGE_EVENT_DATA);
        if (event?.type === MESSAGE_SENT) record.add(event.id, event.data);
        else if (event && 'sender_uuid' in event.data) record.changes.push(event.data);
        return Promise.resolve();
      },
    });
    return record;
  }

  /** Messages that arrived more than once, each time counted. */
  get repeats(): number {
    return this.arrived.length - this.distinct;
  }

  get distinct(): number {
    return [...this.firsts.values()].reduce((sum, numbers) => sum + numbers.size, 0);
  }

  /** The numbers of a conversation's messages, in the order in which each arrived first. */
  firstArrivals(groupUuid: string): number[] {
    return [...(this.firsts.get(groupUuid) ?? [])];
  }

  /** The ids of the events by which a message has arrived, one for each time. */
  eventIds(groupUuid: string, number: number): string[] {
    return this.arrived
      .filter(({ message }) => message.message_group_uuid === groupUuid && message.number === number)
      .map(({ eventId }) => eventId);
  }

  /** Whether a message has arrived otherwise than by a repair from the table. */
  hasFromStream(groupUuid: string, number: number): boolean {
    return this.eventIds(groupUuid, number).some((id) => !id.startsWith('table/'));
  }

  wrongAgainst(writer: StreamWriter): Wrong {
    const wrong = { ...NOTHING_WRONG };
    for (const [group, messages] of writer.accepted) {
      const first = this.firstArrivals(group);
      wrong.missing += messages.filter(({ number }) => !this.firsts.get(group)?.has(number)).length;
      wrong.inversions += first.filter((number, i) => number < (first[i - 1] ?? 0)).length;
    }
    for (const { message } of this.arrived) if (isForeign(message, writer)) wrong.foreign += 1;
    for (const [group, revisions] of writer.revisions) {
      const changes = this.changes.filter(({ message_group_uuid: of }) => of === group);
      const first = [...new Set(changes.map(({ revision }) => revision))];
      wrong.missing += revisions.filter(({ revision }) => !first.includes(revision)).length;
      wrong.inversions += first.filter((revision, i) => revision < (first[i - 1] ?? 0)).length;
      wrong.foreign += changes.filter((each) => isForeignChange(each, revisions[each.revision - 1])).length;
    }
    return wrong;
  }

  close(): Promise<void> {
    return this.consumer.disconnect();
  }

  private add(eventId: string, message: MessageSentData): void {
    const { message_group_uuid: group, number } = message;
    this.arrived.push({ eventId, message });
    this.firsts.set(group, (this.firsts.get(group) ?? new Set()).add(number));
  }
}

/** A message that a repair has read from the table says what it said then. */
function isForeign(message: MessageSentData, writer: StreamWriter): boolean {
  const { message_group_uuid: group, number } = message;
  const item = writer.accepted.get(group)?.[number - 1];
  if (!item || !writer.textsOf(group, number).includes(message.message)) return true;
  return canonical(dataOf({ ...item, message: message.message })) !== canonical(message);
}

/** An edit that a repair has read from the table after the deletion says nothing any more. */
function isForeignChange(change: ChangeData, item: RevisionItem | undefined): boolean {
  if (!item) return true;
  const isEmptied = 'message' in change && change.message === '';
  return canonical(eventOfRevision(isEmptied ? { ...item, message: '' } : item).data) !== canonical(change);
}

const canonical = (data: object): string =>
  JSON.stringify(Object.entries(data).toSorted(([one], [other]) => (one < other ? -1 : 1)));
