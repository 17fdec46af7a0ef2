import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Message } from '@app/common/contracts';
import { isConditionFailed } from '@app/common/dynamodb';
import { groupRowKey, messageKey, type TableKey } from '@app/common/table';
import type { MessagesOnDynamoDb } from './messages-on-dynamodb';

type Values = Record<string, string | number>;

/** A deletion, as a revision tells of it. */
export interface Deletion {
  message: Message;
  revision: number;
}

/**
 * Moves rows as events ask for it: any order and any repetition lead to the same rows. Without Kafka, so that a test says
 * what comes when.
 */
export class ProjectedRows {
  constructor(private readonly dynamo: MessagesOnDynamoDb) {}

  async sent({ groupUuid, number, text, createdAt, sender }: Message, memberUuids: string[]): Promise<void> {
    for (const memberUuid of memberUuids) {
      const row = groupRowKey(memberUuid, groupUuid);
      if (memberUuid === sender.uuid) {
        const isBehind = 'last_read_number < :n AND (attribute_not_exists(forced_number) OR forced_number < :n)';
        await this.change(row, 'SET last_read_number = :n', isBehind, { ':n': number });
        const isForced = 'forced_number >= :n AND (attribute_not_exists(seen_number) OR seen_number < :n)';
        await this.change(row, 'SET seen_number = :n', isForced, { ':n': number });
      }
      const set = 'SET last_number = :n, last_message_at = :at, message = :text';
      await this.change(row, set, 'last_number < :n', { ':n': number, ':at': createdAt, ':text': text });
    }
  }

  async deleted({ message: { groupUuid, number, sender }, revision }: Deletion, memberUuids: string[]): Promise<void> {
    for (const memberUuid of memberUuids) {
      const row = groupRowKey(memberUuid, groupUuid);
      if (memberUuid !== sender.uuid) {
        const isAbove = 'last_read_number < :n AND (attribute_not_exists(uncounted_number) OR uncounted_number < :n)';
        await this.change(row, 'SET uncounted_number = :n', isAbove, { ':n': number });
      }
      const isAhead = 'attribute_not_exists(revision) OR revision < :r';
      await this.change(row, 'SET revision = :r', isAhead, { ':r': revision });
    }
  }

  /** In the conversation itself. */
  delete({ groupUuid, number }: Message): Promise<void> {
    const set = 'SET deleted_at = :at, message = :text';
    const values = { ':at': '2026-01-01T00:00:00.000Z', ':text': '' };
    return this.change(messageKey(groupUuid, number), set, 'attribute_exists(pk)', values);
  }

  private async change(Key: TableKey, set: string, condition: string, values: Values): Promise<void> {
    const update = new UpdateCommand({
      ...{ TableName: this.dynamo.table.name, Key },
      ...{ UpdateExpression: set, ConditionExpression: condition, ExpressionAttributeValues: values },
    });
    try {
      await this.dynamo.documents.send(update);
    } catch (error) {
      if (!isConditionFailed(error)) throw error;
    }
  }
}
