import { type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { encodeCloudEvent, MESSAGE_DELETED, TOPICS } from '@app/common/events';
import { type GroupRowItem, groupsPartition } from '@app/common/table';
import type { MessageSent, ProjectedEvent } from '../../../apps/group-projector/src/projections/projected-event';
import { Conversation } from '../../../apps/group-projector/test/conversation';
import { normalRow } from '../../support/expected-row';
import { range } from '../../support/range';
import type { TestKafka } from '../../support/test-kafka';
import type { Random } from '../support/random';

interface Entry {
  conversation: Conversation;
  events: MessageSent[];
  changes: ProjectedEvent[];
  /** How far Bayko has marked it as read. */
  marked: number;
}

const AT_ONCE = 50;

/** Puts messages on the topic, marks conversations as read, and knows by brute force what every row must be then. */
export class MessageLedger {
  private constructor(
    private readonly entries: Entry[],
    private readonly membersNamed: number,
    private readonly kafka: TestKafka,
    private readonly documents: DynamoDBDocumentClient,
    private readonly tableName: string,
    private readonly random: Random,
  ) {}

  /** As many conversations as `count`, each with its first message. */
  static async start(
    count: number,
    { kafka, documents, tableName, random, membersNamed = 2 }: MessageLedgerOptions,
  ): Promise<MessageLedger> {
    const entries: Entry[] = [];
    await inGroups(range(count), async () => {
      entries.push({
        conversation: await Conversation.start(documents, tableName),
        events: [],
        changes: [],
        marked: 0,
      });
    });
    return new MessageLedger(entries, membersNamed, kafka, documents, tableName, random);
  }

  get sent(): number {
    return this.entries.reduce((sum, { events }) => sum + events.length, 0);
  }

  /** Sends by either member, into conversations taken at random, in the order of their numbers. */
  async sendAtRandom(count: number): Promise<void> {
    await this.publish(range(count).map(() => this.next(this.entries[this.random.below(this.entries.length)]!)));
  }

  /** Edits, deletes or reacts to some message in each of conversations taken at random. */
  async changeAtRandom(count: number): Promise<void> {
    await this.publish(
      range(count).flatMap(() => this.nextChange(this.entries[this.random.below(this.entries.length)]!)),
    );
  }

  /** The same number of messages into every conversation. */
  async sendEverywhere(each: number): Promise<void> {
    await this.publish(range(each).flatMap(() => this.entries.map((entry) => this.next(entry))));
  }

  /** Bayko reads some conversation up to some message of it. */
  async markAtRandom(): Promise<void> {
    const entry = this.entries[this.random.below(this.entries.length)]!;
    const number = 1 + this.random.below(entry.events.length + 1);
    await entry.conversation.markRead(entry.conversation.bayko, number);
    entry.marked = Math.max(entry.marked, number);
  }

  /** Sends again, as a relay that goes on from its checkpoint does: what some conversation has had, from some place on. */
  async repeatAtRandom(): Promise<void> {
    const { events, changes } = this.entries[this.random.below(this.entries.length)]!;
    const all = [...events, ...changes];
    if (all.length > 0) await this.publish(all.slice(this.random.below(all.length)));
  }

  /** Rows that are not what they must be, unread counts among them; empty when all is right. */
  async wrongRows(): Promise<unknown[]> {
    const rows = await this.rows();
    return this.entries
      .flatMap(({ conversation, events, changes, marked }) => [
        conversation.expectedRow(conversation.andrew, [...events, ...changes]),
        conversation.expectedRow(conversation.bayko, [...events, ...changes], marked),
      ])
      .map((expected) => ({ row: rows.get(nameOf(expected)), expected }))
      .filter(({ row, expected }) => !isSame(row, expected));
  }

  /** All by one request: as many as there are rows would keep DynamoDB Local from writing those that are waited for. */
  private async rows(): Promise<Map<string, GroupRowItem>> {
    const rows = new Map<string, GroupRowItem>();
    const scan = {
      TableName: this.tableName,
      ConsistentRead: true,
      FilterExpression: 'begins_with(pk, :rows)',
      ExpressionAttributeValues: { ':rows': groupsPartition('') },
    };
    for await (const { Items } of paginateScan({ client: this.documents }, scan)) {
      for (const row of (Items ?? []) as GroupRowItem[]) rows.set(nameOf(row), normalRow(row));
    }
    return rows;
  }

  private next(entry: Entry): MessageSent {
    const { conversation, events } = entry;
    const event = conversation.sent(events.length + 2, this.random.below(2) ? conversation.andrew : conversation.bayko);
    const { data } = event;
    data.member_uuids = range(this.membersNamed).map((i) => data.member_uuids![i % 2]!);
    events.push(event);
    return event;
  }

  /** Nothing where the message that was chosen is deleted. */
  private nextChange({ conversation, events, changes }: Entry): ProjectedEvent[] {
    const message = events.at(this.random.below(2) ? -1 : this.random.below(events.length + 1));
    const isDeleted = changes.some(
      ({ type, data }) => type === MESSAGE_DELETED && data.number === message?.data.number,
    );
    if (!message || isDeleted) return [];
    const revision = changes.length + 1;
    const does = [
      () => conversation.edited(message, revision),
      () => conversation.deleted(message, revision),
      () => conversation.reacted(message, revision),
    ][this.random.below(3)]!;
    const change = does();
    changes.push(change);
    return [change];
  }

  private async publish(events: ProjectedEvent[]): Promise<void> {
    for (let i = 0; i < events.length; i += 2_000) {
      await this.kafka.send(TOPICS.messages, ...events.slice(i, i + 2_000).map(encodeCloudEvent));
    }
  }
}

export interface MessageLedgerOptions {
  kafka: TestKafka;
  documents: DynamoDBDocumentClient;
  tableName: string;
  random: Random;
  /** The two members are named so often: the projector holds moves for longer the more members it counts. */
  membersNamed?: number | undefined;
}

async function inGroups<Item>(items: Item[], work: (item: Item) => Promise<void>): Promise<void> {
  for (let i = 0; i < items.length; i += AT_ONCE) await Promise.all(items.slice(i, i + AT_ONCE).map(work));
}

const nameOf = ({ pk, sk }: { pk: string; sk: string }): string => `${pk} ${sk}`;

/** Whatever the order in which DynamoDB returns the attributes. */
const isSame = (one: object | undefined, other: object | undefined): boolean => canonical(one) === canonical(other);

const canonical = (item: object | undefined): string =>
  JSON.stringify(Object.entries(item ?? {}).toSorted(([one], [other]) => (one < other ? -1 : 1)));
