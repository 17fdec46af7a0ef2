import { randomUUID } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  BatchWriteCommand,
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Person } from '@app/common/contracts';
import { MESSAGE_DELETED, MESSAGE_EDITED, MESSAGE_SENT } from '@app/common/events';
import {
  type ConversationItem,
  conversationKey,
  type GroupRowItem,
  groupRowKey,
  type MessageItem,
  messageKey,
  type ReactorItem,
  type RevisionItem,
} from '@app/common/table';
import { aPerson, messageData } from '../../../test/support/builders';
import { type Change, deletion, edit, eventOfRevision, reaction, withoutText } from '../../../test/support/changes';
import { expectedRow } from '../../../test/support/expected-row';
import type { MessageSent, ProjectedEvent } from '../src/projections/projected-event';

export interface ReadState {
  /** How far it was marked as read. */
  marked?: number;
  /** The newest number when the marker was moved back to `marked`. */
  forced?: number;
}

interface StoredItems {
  entries: Map<number, MessageItem>;
  revisions: RevisionItem[];
  reactors: Map<string, ReactorItem>;
}

/** What the messages service has stored once the first message is sent, and the events of what is written then. */
export class Conversation {
  readonly groupUuid = randomUUID();
  readonly andrew = aPerson('andrew');
  readonly bayko = aPerson('bayko');

  private constructor(
    private readonly documents: DynamoDBDocumentClient,
    private readonly tableName: string,
  ) {}

  /** Started by Andrew. */
  static async start(documents: DynamoDBDocumentClient, tableName: string): Promise<Conversation> {
    const conversation = new Conversation(documents, tableName);
    await conversation.put(conversation.firstItems());
    return conversation;
  }

  sent(number: number, sender = this.andrew, text = `message ${number}`): MessageSent {
    const createdAt = timeOf(number);
    return {
      id: `${this.groupUuid}/${number}`,
      source: 'test',
      type: MESSAGE_SENT,
      time: createdAt,
      subject: this.groupUuid,
      data: messageData(this.groupUuid, number, {
        message: text,
        user_uuid: sender.uuid,
        user_handle: sender.handle,
        user_display_name: sender.displayName,
        created_at: createdAt,
        member_uuids: [this.andrew.uuid, this.bayko.uuid],
      }),
    };
  }

  edited({ data }: MessageSent, revision: number, text = `text of revision ${revision}`): ProjectedEvent {
    return eventOfRevision(edit(itemOf(data), revision, text).item);
  }

  deleted({ data }: MessageSent, revision: number): ProjectedEvent {
    return eventOfRevision(deletion(itemOf(data), revision).item);
  }

  reacted({ data }: MessageSent, revision: number, by = this.bayko): ProjectedEvent {
    return eventOfRevision(reaction(itemOf(data), revision, by.uuid).item);
  }

  /**
   * Puts into the table what is there once all these events have happened; of the last `unseen` ones, changes, their
   * revisions alone, as a transaction may be seen.
   */
  async store(events: ProjectedEvent[], { unseen = 0 } = {}): Promise<void> {
    const { revisions } = this.afterAll(events);
    const { entries, reactors } = this.afterAll(events.slice(0, events.length - unseen));
    await this.put([...entries.values(), ...revisions, ...reactors.values()]);
  }

  /** As the messages service does it: forward only. */
  async markRead(reader: Person, number: number): Promise<void> {
    const update = this.documents.send(
      new UpdateCommand({
        TableName: this.tableName,
        Key: this.keyOf(reader),
        UpdateExpression: 'SET last_read_number = :n',
        ConditionExpression: 'last_read_number < :n',
        ExpressionAttributeValues: { ':n': number },
      }),
    );
    await update.catch((error: unknown) => {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    });
  }

  /** As the messages service moves a marker back: `newest` is the newest number in the table. */
  async forceRead(reader: Person, number: number, newest: number): Promise<void> {
    const {
      last_read_number: before,
      seen_number: seen = 0,
      uncounted_number: uncounted = 0,
    } = (await this.row(reader))!;
    await this.set(reader, {
      last_read_number: number,
      seen_number: Math.max(seen, before),
      forced_number: newest,
      uncounted_number: Math.max(uncounted, newest),
    });
  }

  /** Whatever the row says. */
  async set(member: Person, fields: Partial<GroupRowItem>): Promise<void> {
    const names = Object.keys(fields);
    await this.documents.send(
      new UpdateCommand({
        TableName: this.tableName,
        Key: this.keyOf(member),
        UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
        ExpressionAttributeValues: Object.fromEntries(
          Object.entries(fields).map(([name, value]) => [`:${name}`, value]),
        ),
      }),
    );
  }

  async lose(member: Person): Promise<void> {
    await this.documents.send(new DeleteCommand({ TableName: this.tableName, Key: this.keyOf(member) }));
  }

  async row(member: Person): Promise<GroupRowItem | undefined> {
    const { Item } = await this.documents.send(
      new GetCommand({ TableName: this.tableName, Key: this.keyOf(member), ConsistentRead: true }),
    );
    return Item as GroupRowItem | undefined;
  }

  rows(): Promise<(GroupRowItem | undefined)[]> {
    return Promise.all([this.row(this.andrew), this.row(this.bayko)]);
  }

  /** The row of `member` by brute force, in its normal form: what it must be after all `events`, and this reading. */
  expectedRow(member: Person, events: ProjectedEvent[], read: number | ReadState = {}): GroupRowItem {
    const state = typeof read === 'number' ? { marked: read } : read;
    const { entries, revisions } = this.afterAll(events);
    const other = member === this.andrew ? this.bayko : this.andrew;
    return expectedRow(member.uuid, other, { entries: [...entries.values()], revisions, ...state });
  }

  keyOf(member: Person): { pk: string; sk: string } {
    return groupRowKey(member.uuid, this.groupUuid);
  }

  /** The messages, the first among them, and revisions as they are once all these events have happened, in whatever order. */
  private afterAll(events: ProjectedEvent[]): StoredItems {
    const sent = events.filter((event) => event.type === MESSAGE_SENT);
    const entries = new Map([this.sent(1), ...sent].map(({ data }) => [data.number, itemOf(data)]));
    const changes = new Map(
      events.flatMap((event) => (event.type === MESSAGE_SENT ? [] : [[event.data.revision, event]])),
    );
    const revisions: RevisionItem[] = [];
    const reactors = new Map<string, ReactorItem>();
    for (const event of [...changes.values()].toSorted((one, other) => one.data.revision - other.data.revision)) {
      const { entry, item, reactor } = changeOf(event, entries.get(event.data.number)!);
      entries.set(entry.number, entry);
      if (reactor) reactors.set(reactor.sk, reactor);
      if (item.kind === 'deleted') {
        for (const [i, each] of revisions.entries()) {
          if (each.number === item.number && each.kind === 'edited') revisions[i] = withoutText(each);
        }
      }
      revisions.push(item);
    }
    return { entries, revisions, reactors };
  }

  private async put(items: object[]): Promise<void> {
    for (let i = 0; i < items.length; i += 25) {
      const puts = items.slice(i, i + 25).map((Item) => ({ PutRequest: { Item } }));
      await this.documents.send(new BatchWriteCommand({ RequestItems: { [this.tableName]: puts } }));
    }
  }

  private firstItems(): (ConversationItem | GroupRowItem)[] {
    const members = [this.andrew, this.bayko];
    return [
      {
        ...conversationKey(this.groupUuid),
        message_group_uuid: this.groupUuid,
        members: members.map(({ uuid, handle, displayName }) => ({ uuid, handle, display_name: displayName })),
        created_at: timeOf(1),
      },
      ...members.map((member) => this.expectedRow(member, [])),
    ];
  }
}

function changeOf({ type, data }: Exclude<ProjectedEvent, MessageSent>, entry: MessageItem): Change {
  if (type === MESSAGE_EDITED) return edit(entry, data.revision, data.message);
  if (type === MESSAGE_DELETED) return deletion(entry, data.revision);
  return reaction(entry, data.revision, data.user_uuid);
}

const itemOf = (data: MessageSent['data']): MessageItem => ({
  ...messageKey(data.message_group_uuid, data.number),
  ...data,
});

const timeOf = (number: number): string => new Date(Date.UTC(2026, 0, 1) + number * 1000).toISOString();
