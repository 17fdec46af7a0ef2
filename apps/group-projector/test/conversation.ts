import { randomUUID } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, GetCommand, UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Person } from '@app/common/contracts';
import { MESSAGE_SENT } from '@app/common/events';
import { type ConversationItem, conversationKey, type GroupRowItem, groupRowKey } from '@app/common/table';
import { previewOf } from '@app/common/text';
import { aPerson, messageData } from '../../../test/support/builders';
import type { MessageSent } from '../src/projections/message-sent.projection';

/** What the messages service has stored once the first message is sent, and the events of what is sent then. */
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
    const puts = conversation.firstItems().map((Item) => ({ PutRequest: { Item } }));
    await documents.send(new BatchWriteCommand({ RequestItems: { [tableName]: puts } }));
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

  async row(member: Person): Promise<GroupRowItem | undefined> {
    const { Item } = await this.documents.send(
      new GetCommand({ TableName: this.tableName, Key: this.keyOf(member), ConsistentRead: true }),
    );
    return Item as GroupRowItem | undefined;
  }

  rows(): Promise<(GroupRowItem | undefined)[]> {
    return Promise.all([this.row(this.andrew), this.row(this.bayko)]);
  }

  /** The row of `member` by brute force: what it must be after all `events`, and reading up to `marked`. */
  expectedRow(member: Person, events: MessageSent[], marked = 0): GroupRowItem {
    const all = [this.sent(1), ...events].map(({ data }) => data);
    const last = all.reduce((newest, each) => (each.number > newest.number ? each : newest));
    const own = all.filter(({ user_uuid }) => user_uuid === member.uuid).map(({ number }) => number);
    const other = member === this.andrew ? this.bayko : this.andrew;
    return {
      ...this.keyOf(member),
      last_number: last.number,
      last_message_at: last.created_at,
      last_read_number: Math.max(0, marked, ...own),
      message: previewOf(last.message),
      user_uuid: other.uuid,
      user_handle: other.handle,
      user_display_name: other.displayName,
    };
  }

  keyOf(member: Person): { pk: string; sk: string } {
    return groupRowKey(member.uuid, this.groupUuid);
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

const timeOf = (number: number): string => new Date(Date.UTC(2026, 0, 1) + number * 1000).toISOString();
